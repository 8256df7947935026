// The members of a pool while they are edited.
import { expect, test } from 'vitest';
import { clampWeight, moved, shareWords } from '../../../../renderer/users/members.ts';

const members = [
  { user: 'ana', weight: 3 },
  { user: 'bo', weight: 1 },
];

test('a member moves by one place, and not past the ends', () => {
  expect(moved(members, 1, -1).map(({ user }) => user)).toEqual(['bo', 'ana']);
  expect(moved(members, 0, -1)).toBe(members);
  expect(moved(members, 1, 1)).toBe(members);
});

test('a weight is a whole number from 1 to 100', () => {
  expect(['', '0', 2.6, 500, 'x', '7'].map(clampWeight)).toEqual([1, 1, 3, 100, 1, 7]);
});

test('shares are of all weights together', () => {
  expect(members.map((member) => shareWords(member, members))).toEqual(['75 %', '25 %']);
});
