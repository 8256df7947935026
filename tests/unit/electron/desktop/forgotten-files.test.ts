// A file that nobody goes on with leaves nothing behind: no open file, no private copy, no plan.
import fs from 'node:fs/promises';
import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ImportPlans } from '../../../../electron/runtime/import-plans.ts';
import { openDoor, type TestDoor } from '../../../support/door.ts';
import { must } from '../../../support/must.ts';
import { seedText } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { treeOf } from '../../../support/tree.ts';

async function aDoor(): Promise<TestDoor & { readonly copies: string }> {
  const folder = temporaryFolder();
  const door = await openDoor(folder);
  onTestFinished(door.close);
  return { ...door, copies: path.join(folder, 'imports') };
}

async function send({ ask }: TestDoor, text: string): Promise<string> {
  const piece = new Uint8Array(Buffer.from(text));
  const { token } = must(await ask('files.begin', { name: 'people.csv', bytes: piece.length })) as { token: string };
  must(await ask('files.append', { token, piece }));
  return token;
}

/** The copies in the folder, and those of them that this process has open (Linux tells). */
async function left(copies: string): Promise<readonly string[]> {
  const names = await fs.readdir(copies).catch(() => []);
  if (process.platform !== 'linux') return names;
  const open = await fs.readdir('/proc/self/fd');
  const files = await Promise.all(open.map((fd) => fs.readlink(`/proc/self/fd/${fd}`).catch(() => '')));
  return [...names, ...files.filter((file) => file.startsWith(copies))];
}

const csv = 'First name,Email\nMaya,maya@example.org\n';

test('ten previews that are cancelled', async () => {
  const door = await aDoor();
  for (let turn = 0; turn < 10; turn += 1) {
    const token = await send(door, csv);
    must(await door.ask('contacts.importPreview', { token, options: null }));
    expect(await left(door.copies)).not.toEqual([]);
    must(await door.ask('files.forget', { token }));
    expect(await door.ask('contacts.importPreview', { token, options: null })).toMatchObject({
      problem: { code: 'file-gone' },
    });
  }
  expect(await left(door.copies)).toEqual([]);
});

test('a file that was sent in part', async () => {
  const door = await aDoor();
  const { token } = must(await door.ask('files.begin', { name: 'a.csv', bytes: 5_000_000 })) as { token: string };
  must(await door.ask('files.forget', { token }));
  must(await door.ask('files.forget', { token }));
  expect(await left(door.copies)).toEqual([]);
});

test.each([
  ['read', 'name,email\nMaya,maya@example.org\n', { ok: true }],
  ['refused', 'PK\u0003\u0004', { ok: false }],
])('a list of users that was %s', async (_, text, answer) => {
  const door = await aDoor();
  expect(await door.ask('users.importCsv', { token: await send(door, text) })).toMatchObject(answer);
  expect(await left(door.copies)).toEqual([]);
});

test('the copy of an import that has begun stays, whoever forgets its token', async () => {
  const door = await aDoor();
  const token = await send(door, csv);
  const { options } = must(await door.ask('contacts.importPreview', { token, options: null })) as { options: object };
  must(await door.ask('contacts.importStart', { token, options, duplicates: 'skip', runWorkflows: false }));
  must(await door.ask('files.forget', { token }));
  await expect.poll(() => door.house.runtime.ledger.table('contacts').size).toBe(1);
});

test('the page goes away without a word: only the last few are kept', async () => {
  const door = await aDoor();
  const tokens: string[] = [];
  for (let turn = 0; turn < 10; turn += 1) tokens.push(await send(door, csv));
  expect(await fs.readdir(door.copies)).toHaveLength(8);
  const answers = await Promise.all(
    tokens.map((token) => door.ask('contacts.importPreview', { token, options: null })),
  );
  expect(answers.map((one) => one.ok)).toEqual([false, false, ...Array.from({ length: 8 }, () => true)]);
});

test('a workflow file', async () => {
  const door = await aDoor();
  const { token } = must(await door.ask('workflows.importText', { name: 'a.json', text: seedText })) as {
    token: string;
  };
  must(await door.ask('files.forget', { token }));
  expect(await door.ask('workflows.importApply', { token, as: 'new', mapping: {} })).toMatchObject({
    problem: { code: 'import-gone' },
  });
});

test('of workflow files that nobody closes the last hundred are kept', async () => {
  const door = await aDoor();
  const plans = new ImportPlans(door.house.runtime);
  const tokens = Array.from({ length: 101 }, () => must(plans.make('a.json', seedText)).token);
  expect(tokens.map((token) => plans.take(token)).filter((plan) => plan === undefined)).toHaveLength(1);
});

test('a path is no token', async () => {
  const door = await aDoor();
  const folder = path.dirname(door.copies);
  const before = await treeOf(folder);
  for (const token of ['../lock', '/etc/passwd', 'people']) must(await door.ask('files.forget', { token }));
  expect(await treeOf(folder)).toEqual(before);
});
