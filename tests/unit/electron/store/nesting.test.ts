// Depth is told from the text alone, and brackets inside a text do not count.
import { expect, test } from 'vitest';
import { nestingOf } from '../../../../electron/store/nesting.ts';

test.each([
  ['{}', 1],
  ['7', 0],
  ['{"a":[{"b":[]},[]]}', 4],
  ['{"a":"[[[[","b":"\\"[[","c":"\\\\"}', 1],
  ['["\\\\",[]]', 2],
  ['[[[[', 4],
  [']]]][', 0],
  ['"never closed [[[[', 0],
])('%j is %i deep', (json, levels) => {
  expect(Math.max(0, nestingOf(json))).toBe(levels);
});

test('millions of levels, or one endless text, are no trouble', () => {
  expect(nestingOf('['.repeat(5_000_000))).toBe(5_000_000);
  expect(nestingOf(`"${'\\"'.repeat(5_000_000)}`)).toBe(0);
});
