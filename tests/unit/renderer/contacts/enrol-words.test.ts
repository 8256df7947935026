// What enrolling by hand says about rules it overrides and contacts it left out.
import { expect, test } from 'vitest';
import { overrideWords, refusalWords } from '../../../../renderer/contacts/enrol-words.ts';

test('each rule that is overridden has a sentence', () => {
  expect(overrideWords({ again: 0, filtered: 0 })).toEqual([]);
  expect(overrideWords({ again: 1, filtered: 1200 })).toEqual([
    '1 contact went through it before. Enrolling by hand overrides “no re-entry”.',
    '1,200 contacts do not match its trigger. Enrolling by hand overrides the filter.',
  ]);
});

test('those left out are counted by reason', () => {
  expect(refusalWords([])).toBe('');
  expect(
    refusalWords([{ rule: 'already enrolled' }, { rule: 'The contact is gone.' }, { rule: 'already enrolled' }]),
  ).toBe(' 3 were not: already enrolled (2), The contact is gone (1).');
});
