// What the palette finds by a few letters.
import { expect, test } from 'vitest';
import { called, nearly } from '../../../../renderer/frame/palette-find.ts';

const items = ['Add contact…', 'Import contacts…', 'Open another workspace…', 'Contacts', 'Outbox'].map((label) => ({
  label,
}));
const labels = (found: readonly { readonly label: string }[]): readonly string[] => found.map(({ label }) => label);

test('what begins with the letters comes first, then words that do', () => {
  expect(labels(called(items, 'Conta'))).toEqual(['Contacts', 'Add contact…', 'Import contacts…']);
  expect(labels(called(items, 'con add'))).toEqual(['Add contact…']);
});

test('without letters all are there, in their order', () => {
  expect(called(items, ' ')).toHaveLength(items.length);
  expect(called(items, '')[0]?.label).toBe('Add contact…');
});

test('a name that is only nearly so is found by slips alone', () => {
  expect(called(items, 'ana')).toEqual([]);
  expect(labels(nearly(items, 'outbx'))).toEqual(['Outbox']);
});
