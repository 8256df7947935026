// Files of a workspace that somebody edited, copied or swapped: said in words, never written over, never a crash.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHouse, type House } from '../../../../electron/runtime/house.ts';
import { addSample } from '../../../../electron/runtime/sample.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { defaultSettings } from '../../../../shared/model/settings.ts';
import type { Result } from '../../../../shared/model/problem.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { treeOf } from '../../../support/tree.ts';

/** A workspace with the sample, closed again. */
async function aWorkspace(): Promise<string> {
  const folder = temporaryFolder();
  const { runtime, close } = must(await openHouse(realDisk, folder));
  must(await addSample(runtime));
  await close();
  return folder;
}

async function reopened(folder: string): Promise<Result<House>> {
  const opened = await openHouse(realDisk, folder);
  if (opened.ok) onTestFinished(opened.value.close);
  return opened;
}

const smtp = {
  host: 'mail.example.com',
  port: 587,
  tls: 'required',
  user: '',
  fromName: 'CRM',
  fromAddress: 'crm@example.com',
};

test.each<[string, object, RegExp | undefined, object]>([
  ['a port that is no number', { smtp: { ...smtp, port: 'many' } }, /Email counts as not set.*smtp\.port/, {}],
  ['a word that is none', { smtp: { ...smtp, tls: 'maybe' }, you: 'ana' }, /smtp\.tls/, { you: 'ana' }],
  ['a number for a text', { you: 7, smtp }, /“You are” counts as not set/, { smtp }],
  ['a zone of another planet', { timeZone: 'Mars/Olympus', smtp }, /“Mars\/Olympus” is no time zone/, { smtp }],
  ['settings left out', { smtp }, undefined, { smtp }],
  ['settings of a later version', { smtp, theme: 'dark' }, undefined, { smtp }],
  ['prototype keys', JSON.parse('{ "__proto__": { "you": "ana" }, "constructor": 1 }') as object, undefined, {}],
])('settings.json with %s: the rest is used, and it is said', async (_what, given, note, used) => {
  const folder = await aWorkspace();
  const file = join(folder, 'settings.json');
  const text = JSON.stringify(given);
  writeFileSync(file, text);
  const { runtime } = must(await reopened(folder));
  expect(runtime.library.settings()).toEqual({ ...defaultSettings, ...used });
  expect(runtime.problems.map((problem) => problem.message)).toEqual(
    note === undefined ? [] : [expect.stringMatching(note)],
  );
  expect(readFileSync(file, 'utf8')).toBe(text);
  expect(() => new Intl.DateTimeFormat('en', { timeZone: runtime.zone() })).not.toThrow();
});

test.each([
  ['settings.json', '[]', /holds a list/],
  ['settings.json', '{"smtp":', /is not JSON/],
  ['settings.json', '{"you":'.repeat(200_000), /nested too deeply/],
  ['settings.json', 'null', /no object/],
  ['users.json', '{}', /not a list of users/],
  ['users.json', '{"users":[{"id":"../x"}]}', /not a list of users: users\.0\.id/],
  ['users.json', `{"users":${'['.repeat(1_000_000)}`, /nested too deeply/],
  ['pools.json', '{"pools":[{"id":1}]}', /not a list of pools/],
  ['shelf.json', '{"workflows":{"w1":{}}}', /not a list of workflows/],
  ['workspace.json', '{"format":"baton-workspace","formatVersion":99,"id":"x"}', /newer Baton/],
  ['workspace.json', `${'{"a":'.repeat(100_000)}`, /nested too deeply/],
])('%s that holds %s is refused, and nothing is touched', async (name, text, words) => {
  const folder = await aWorkspace();
  writeFileSync(join(folder, name), text);
  const before = await treeOf(folder);
  const opened = await reopened(folder);
  expect(opened).toMatchObject({ ok: false });
  expect(opened.ok ? '' : opened.problem.message).toMatch(words);
  expect(await treeOf(folder)).toEqual(before);
});

test('two users with one id are refused: one of them would be lost at the next save', async () => {
  const folder = await aWorkspace();
  const file = join(folder, 'users.json');
  const { users } = JSON.parse(readFileSync(file, 'utf8')) as { users: { id: string }[] };
  writeFileSync(file, JSON.stringify({ users: [...users, { ...users[1], id: users[0]?.id }] }));
  const opened = await reopened(folder);
  expect(opened.ok ? '' : opened.problem.message).toContain('two users have the same id');
});

test.each([
  ['a copy beside it', 'w-copy.json', (text: string) => text, /holds the workflow/],
  ['deep nonsense', 'w-deep.json', () => '['.repeat(2_000_000), /nested too deeply/],
  [
    'a prototype key',
    'w-proto.json',
    (text: string) => text.replace('"nodes": {', '"nodes": { "__proto__": {},'),
    /not allowed/,
  ],
  ['another format', 'w-n8n.json', () => '{"nodes":[],"connections":{}}', /n8n/],
  ['a name with a blank', 'my workflow.json', (text: string) => text, /cannot be the name/],
])('a draft with %s is named and left alone, the others are there', async (_what, name, change, words) => {
  const folder = await aWorkspace();
  const first = must(await openHouse(realDisk, folder));
  const [id = ''] = first.runtime.library.workflows().keys();
  await first.close();
  const file = join(folder, 'workflows', name);
  copyFileSync(join(folder, 'workflows', `${id}.json`), file);
  writeFileSync(file, change(readFileSync(file, 'utf8')));
  const text = readFileSync(file, 'utf8');
  const { runtime } = must(await reopened(folder));
  expect([...runtime.library.workflows().keys()]).toEqual([id]);
  expect(runtime.problems.map((problem) => problem.message)).toEqual([expect.stringMatching(words)]);
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('a folder in the place of a document is a problem in words', async () => {
  const folder = await aWorkspace();
  mkdirSync(join(folder, 'workflows', 'w-folder.json'));
  const { runtime } = must(await reopened(folder));
  expect(runtime.problems).toHaveLength(1);
  expect(runtime.problems[0]?.message).toContain('w-folder.json');
});
