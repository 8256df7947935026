// The door on a real workspace, asked what chance makes of good questions and of none: an answer every time, a refusal that
// changes nothing, and a workspace that opens again as it was left.
import fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { requestNames, requests } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/model/problem.ts';
import { openDoor, type TestDoor } from '../../support/door.ts';
import { fuzz, mutatedJson, nasty } from '../../support/fuzz.ts';
import { must } from '../../support/must.ts';
import { seedText } from '../../support/seed.ts';

let folder = '';
let door: TestDoor;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'baton-fuzz-'));
  door = await openDoor(folder);
  must(await door.ask('app.addSample', {}));
});
afterAll(async () => {
  await door.close();
  rmSync(folder, { recursive: true, force: true });
});

/** By id: what was read from the disk comes in another order. */
function inOrder<T extends readonly [string, ...unknown[]]>(pairs: T[]): readonly T[] {
  return pairs.toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** All that a question could change. */
function stateOf(): unknown {
  const { library, ledger } = door.house.runtime;
  const tables = ['contacts', 'runs', 'outbox', 'conversations', 'live', 'jobs', 'rotations'] as const;
  return {
    users: [...library.users().values()],
    pools: [...library.pools().values()],
    settings: library.settings(),
    workflows: inOrder([...library.workflows()].map(([id, { document, bindings }]) => [id, document, bindings])),
    records: tables.map((table) => inOrder([...ledger.table(table)])),
  };
}

const id = fc.constantFrom('ana', 'assign-new-contacts', 'sales', 'r1/n1/1/ana', '../x', '__proto__', 'x'.repeat(300));
const page = { offset: 0, limit: 50 };
const draft = {
  firstName: 'Maya',
  lastName: 'Ö',
  email: 'm@example.org',
  phone: '',
  source: '',
  tags: ['a'],
  custom: { a: 'b' },
};
const user = { name: 'Dora', email: 'dora@example.com', phone: '', active: true };
const csv = { delimiter: ',', encoding: 'utf-8', header: true, mapping: { Email: 'email' } };

/** A good question of every kind, by what its schema asks for. */
const questions: readonly Readonly<Record<string, unknown>>[] = [
  {},
  { id: 'ana' },
  { ids: ['c1', 'c2'] },
  { keys: ['k'] },
  { key: 'k' },
  { name: 'New' },
  { search: 'maya', ...page },
  { search: '' },
  { show: 'all', ...page },
  { id: 'assign-new-contacts', ...page },
  { id: 'assign-new-contacts', waiting: 'stay' },
  { id: 'assign-new-contacts', running: 'drain' },
  { id: 'assign-new-contacts', node: 'a1' },
  { rotation: 'assign-new-contacts/a1' },
  { document: JSON.parse(seedText) as unknown, bindings: { ana: null } },
  { name: 'f.json', text: seedText },
  { name: 'f.csv', bytes: 10 },
  { token: 't', piece: new Uint8Array(3) },
  { token: 't', as: 'new', mapping: { ana: 'bo' } },
  { token: 't', options: csv },
  { token: 't' },
  { token: 't', options: csv, duplicates: 'add', runWorkflows: true },
  { act: 'a1', draft },
  { id: 'c1', draft, doNotDisturb: true },
  { id: 'c1', owner: 'ana' },
  { ids: ['c1'], workflow: 'assign-new-contacts' },
  { act: 'a2', ids: ['c1'], workflow: 'assign-new-contacts' },
  user,
  { id: 'ana', draft: user },
  { id: null, name: 'Pool', members: [{ user: 'ana', weight: 1 }] },
  { contact: 'c1' },
  { act: 'a3', contact: 'c1', channel: 'note', direction: 'in', body: 'Hello' },
  { settings: { timeZone: '', you: null, smtp: null, sms: null, whatsapp: null } },
  { name: 'smtp', value: 'password' },
];
// A test message would look for a server by its name.
const asked = requestNames.filter((name) => !name.startsWith('settings.test'));

fuzz(
  'every question gets an answer; one that is refused changes nothing',
  fc
    .record({
      name: fc.oneof({ weight: 20, arbitrary: fc.constantFrom<unknown>(...asked) }, nasty),
      input: fc.oneof(
        { weight: 3, arbitrary: fc.constantFrom<unknown>(...questions) },
        { weight: 4, arbitrary: fc.constantFrom(...questions).chain((question) => mutatedJson(question)) },
        id.map((one) => ({ id: one })),
        nasty,
        fc.anything({
          withBigInt: true,
          withDate: true,
          withMap: true,
          withSet: true,
          withTypedArray: true,
          withNullPrototype: true,
        }),
      ),
      isOwnPage: fc.oneof({ weight: 9, arbitrary: fc.constant(true) }, fc.constant(false)),
    })
    // Of the good questions most go where they fit.
    .chain(({ name, input, isOwnPage }) => {
      const fitting = asked.filter((one) => requests[one].input.safeParse(input).success);
      return fc.record({
        name:
          fitting.length === 0 ? fc.constant(name) : fc.oneof(fc.constantFrom<unknown>(...fitting), fc.constant(name)),
        input: fc.constant(input),
        isOwnPage: fc.constant(isOwnPage),
      });
    }),
  async ({ name, input, isOwnPage }) => {
    const before = JSON.stringify(stateOf());
    const answer: Result<unknown> = await door.ask(name, input, isOwnPage);
    expect(answer.ok && !isOwnPage).toBe(false);
    if (answer.ok) return;
    const { code, message } = answer.problem;
    expect([typeof code, message.length > 5]).toEqual(['string', true]);
    expect(message).not.toMatch(/TypeError|RangeError|\[object|\n\s+at /);
    expect([code, JSON.stringify(stateOf())]).toEqual([code, before]);
  },
);

test('after all that the workspace opens again as it was left', async () => {
  const left = stateOf();
  await door.close();
  door = await openDoor(folder);
  expect(stateOf()).toEqual(left);
});
