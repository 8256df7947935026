// A list of users comes through the door in pieces, and is read whole or not at all.
import { expect, onTestFinished, test } from 'vitest';
import { openDoor } from '../../../support/door.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const MEGABYTE = 1024 * 1024;

test.each([
  ['is taken', 200, { ok: true, value: { added: 200 } }, 200],
  ['is refused, and nobody of it comes in', 300, { ok: false, problem: { code: 'file-too-large' } }, 0],
])('a list that %s: %i users with 30 kB each', async (_, count, answer, users) => {
  const { ask, house, close } = await openDoor(temporaryFolder());
  onTestFinished(close);
  const rows = Array.from({ length: count }, (_row, n) => `User ${n},user${n}@example.org,${'x'.repeat(30_000)}\n`);
  const bytes = Buffer.from(`name,email,note\n${rows.join('')}`);
  const { token } = must(await ask('files.begin', { name: 'users.csv', bytes: bytes.length })) as { token: string };
  for (let at = 0; at < bytes.length; at += MEGABYTE)
    must(await ask('files.append', { token, piece: new Uint8Array(bytes.subarray(at, at + MEGABYTE)) }));
  expect(await ask('users.importCsv', { token })).toMatchObject(answer);
  expect(house.runtime.library.users().size).toBe(users);
});
