// The rule for texts of one line: trimmed, composed, and something to see.
import { expect, test } from 'vitest';
import { isBlank, oneLine, oneLineFault } from '../../../../shared/model/one-line.ts';

test('a text is kept without blanks around it, and its accents written one way', () => {
  expect(oneLine(' Jose\u0301\u00a0')).toBe('José');
});

test.each(['José', 'O\u2019Neil', '👩\u200d💻', 'क्\u200dष', 'علي\u200f', '李', '', '-'])('%j may stay', (text) => {
  expect(oneLineFault(text)).toBeUndefined();
});

test.each(['\u200d', '\u200b\u2060', '\u00ad', '\u3164', '\u2800', '\u200e \u200f', '\u{e0041}'])(
  '%j shows nothing',
  (text) => {
    expect(isBlank(text)).toBe(true);
    expect(oneLineFault(text)).toBe('There is nothing to see in this text. Type it again.');
  },
);

test.each(['a\u0000b', 'a\u001b[31mb', 'a\nb', 'a\r\nb', 'a\tb', 'a\u2028b', 'a\u0085b', 'a\ud800'])(
  '%j holds what no line can hold',
  (text) => {
    expect(oneLineFault(text)).toBe('This text holds a line break or another control character. Type it again.');
  },
);
