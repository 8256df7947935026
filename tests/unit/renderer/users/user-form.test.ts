// What the form of a user refuses.
import { expect, test } from 'vitest';
import { emptyUser, trimmed, userFaults } from '../../../../renderer/users/user-form.ts';

test('a name is enough', () => {
  expect(userFaults({ ...emptyUser, name: 'Ana' })).toEqual({});
  expect(userFaults({ ...emptyUser, name: '  ' })).toHaveProperty('name');
});

test('an address and a number are looked at when they are there', () => {
  const faults = userFaults({ ...emptyUser, name: 'Ana', email: 'ana@', phone: 'later' });
  expect(Object.keys(faults)).toEqual(['email', 'phone']);
});

test('blanks around what was typed are dropped', () => {
  expect(trimmed({ name: ' Ana ', email: ' a@b.test ', phone: ' 1 ', active: true })).toEqual({
    name: 'Ana',
    email: 'a@b.test',
    phone: '1',
    active: true,
  });
});

test('a name or number that no line can hold is said under its field; a name is composed', () => {
  const odd = userFaults({ ...emptyUser, name: '\u200d', phone: '1\n2' });
  expect(odd).toEqual({
    name: expect.stringContaining('nothing to see'),
    phone: expect.stringContaining('line break'),
  });
  expect(trimmed({ ...emptyUser, name: ' Jose\u0301 ' }).name).toBe('José');
});
