// Selecting rows: one by one, in ranges, all.
import { expect, test } from 'vitest';
import {
  extentOf,
  nothingSelected,
  only,
  ranged,
  toggled,
  type Selected,
} from '../../../../renderer/contacts/selected.ts';

const ids = (selected: Selected): string => [...selected.ids].sort().join('');

test('one more, and one less', () => {
  const two = toggled(toggled(nothingSelected, 'a'), 'b');
  expect([ids(two), ids(toggled(two, 'a'))]).toEqual(['ab', 'b']);
});

test('a range grows and shrinks from where it began, and leaves the others alone', () => {
  const one = toggled(nothingSelected, 'x');
  const grown = ranged(one, 2, ['c', 'd', 'e']);
  const shrunk = ranged(grown, 2, ['c', 'd']);
  expect([ids(grown), ids(shrunk)]).toEqual(['cdex', 'cdx']);
});

test('a second range leaves the first alone', () => {
  const first = ranged(nothingSelected, 2, ['c', 'd']);
  expect(ids(ranged(first, 7, ['h', 'i']))).toBe('cdhi');
});

test('how much of the list', () => {
  expect([extentOf(nothingSelected, 3), extentOf(only(['a']), 3), extentOf(only(['a', 'b', 'c']), 3)]).toEqual([
    'none',
    'some',
    'all',
  ]);
});
