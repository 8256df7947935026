// The acceptance file, and the users that its list names.
import { readFileSync } from 'node:fs';
import type { User } from '../../shared/model/user.ts';

/** The text of tests/fixtures/seed/assign-new-contacts.baton.json. */
export const seedText = readFileSync(
  new URL('../fixtures/seed/assign-new-contacts.baton.json', import.meta.url),
  'utf8',
);

export const seedUsers: readonly User[] = [
  { id: 'ana', name: 'Ana Silva', email: 'ana@example.com', phone: '', active: true },
  { id: 'bo', name: 'Bo Lind', email: 'bo@example.com', phone: '', active: true },
  { id: 'chi', name: 'Chi Okafor', email: 'chi@example.com', phone: '', active: true },
];
