// What a contact is called is shown on the desktop as it stands.
import { expect, test } from 'vitest';
import { popUpBody, popUpTitle } from '../../../../electron/desktop/pop-up-text.ts';

const hostile = '<a href="https://evil.example">R&D</a> <img src=x onerror=alert(1)> &lt;';

test('where a desktop reads markup in the text, there is none left to read', () => {
  expect(popUpBody(hostile, 'linux')).toBe(
    '&lt;a href="https://evil.example"&gt;R&amp;D&lt;/a&gt; &lt;img src=x onerror=alert(1)&gt; &amp;lt;',
  );
  expect(popUpBody(hostile, 'darwin')).toBe(hostile);
});

test('a title is never read as markup, so it stays as it is', () => {
  expect(popUpTitle('R&D: new <lead>')).toBe('R&D: new <lead>');
});

test('200 characters at most, none of them halved', () => {
  expect(popUpBody('😀'.repeat(300), 'linux')).toBe('😀'.repeat(200));
  expect(popUpBody('&'.repeat(300), 'linux')).toBe('&amp;'.repeat(200));
  expect(popUpTitle('x'.repeat(1e6))).toHaveLength(200);
});
