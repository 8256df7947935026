// Links come from anywhere, so they open a screen of ours or nothing.
import { expect, test } from 'vitest';
import { screenOfArguments, screenOfLink } from '../../../../electron/desktop/links.ts';
import { hostileLinks } from '../../../support/hostile-links.ts';

test('a link names a screen and a record', () => {
  expect(screenOfLink('baton://contact/c1')).toEqual({ to: 'contact', id: 'c1' });
  expect(screenOfLink('baton://conversation/0f-_A/')).toEqual({ to: 'conversation', id: '0f-_A' });
});

test('there are fifty hostile ones', () => {
  expect(new Set(hostileLinks).size).toBe(50);
});

test.each(hostileLinks)('%j opens nothing', (link) => {
  expect(screenOfLink(link)).toBeUndefined();
});

test('of the arguments of a start the first good link counts', () => {
  expect(screenOfArguments(['/usr/bin/baton', '--x', 'baton://contact/../c1', 'baton://contact/c1'])).toEqual({
    to: 'contact',
    id: 'c1',
  });
});
