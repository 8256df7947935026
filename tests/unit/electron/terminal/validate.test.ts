// `baton validate`: every problem of a file, without a workspace; warnings pass unless they are to be strict.
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import { exit } from '../../../../electron/terminal/exit.ts';
import { validate, type ValidateOptions } from '../../../../electron/terminal/validate.ts';
import { writeWorkflow } from '../../../../shared/file/write.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { aWorkflow, telling } from '../../../support/workflow.ts';

const SEED = join(import.meta.dirname, '../../../fixtures/seed/assign-new-contacts.baton.json');
const USERS = join(import.meta.dirname, '../../../fixtures/seed/users.csv');

async function judged(file: string, options: ValidateOptions = {}) {
  const out: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: () => undefined, isWatched: false };
  return { code: await validate(realDisk, file, options, terminal), out };
}

function asFile(document: Workflow): string {
  const file = join(temporaryFolder(), 'w.baton.json');
  writeFileSync(file, writeWorkflow(document));
  return file;
}

/** A notice to the owner where nobody was assigned: a warning, no error. */
const warned = aWorkflow('w1', 'Warned').trigger('t1').step('n1', 'notify-user', telling).document;

test('a good file is good, with and without its users', async () => {
  expect(await judged(SEED)).toEqual({ code: 0, out: [expect.stringMatching(/: 0 errors, 0 warnings$/)] });
  expect((await judged(SEED, { users: USERS, json: true })).out).toEqual([]);
});

test('errors: each with its step, exit 1', async () => {
  const broken = asFile(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: [] }).document);
  const { code, out } = await judged(broken);
  expect([code, out[0]]).toEqual([1, expect.stringMatching(/^Error: a1/)]);
  const json = await judged(broken, { json: true });
  expect(JSON.parse(json.out[0] ?? '')).toMatchObject({ severity: 'error', where: { node: 'a1' } });
});

test('warnings pass; strictly they do not', async () => {
  const file = asFile(warned);
  expect(await judged(file)).toMatchObject({
    code: 0,
    out: [expect.stringMatching(/^Warning: n1/), 'Warned: 0 errors, 1 warning'],
  });
  expect((await judged(file, { strict: true })).code).toBe(1);
});

test('a file of gigabytes is not read to learn that it is no workflow and no list of users', async () => {
  const file = join(temporaryFolder(), 'disk-image.json');
  writeFileSync(file, '{');
  truncateSync(file, 3 * 1024 ** 3);
  const tooLarge = (words: string) => ({ problem: { code: 'file-too-large', message: `disk-image.json ${words}` } });
  await expect(judged(file)).rejects.toMatchObject(tooLarge('is larger than 5 MB; no workflow is.'));
  await expect(judged(SEED, { users: file })).rejects.toMatchObject(tooLarge('is larger than 8 MB.'));
});

test('users who are not in the list are missed', async () => {
  const users = join(temporaryFolder(), 'users.json');
  writeFileSync(users, '[{"name":"Somebody Else"}]');
  const { code, out } = await judged(SEED, { users });
  expect(code).toBe(1);
  expect(out.join('\n')).toContain('Ana Silva');
});

test('two users of one name are two users', async () => {
  const users = join(temporaryFolder(), 'users.json');
  const [ana, bo, chi] = ['ana', 'bo', 'chi'].map((name) => `${name}@example.com`);
  writeFileSync(users, JSON.stringify([ana, bo, chi].map((email) => ({ name: 'Sales', email }))));
  expect((await judged(SEED, { users })).code).toBe(0);
});

test('what cannot be read is unusable', async () => {
  await expect(judged('/nix.baton.json')).rejects.toMatchObject({ code: exit.unusable });
  await expect(judged(USERS)).rejects.toMatchObject({
    code: exit.unusable,
    problem: { message: expect.stringContaining(USERS) },
  });
  await expect(judged(SEED, { users: '/nix.csv' })).rejects.toMatchObject({ code: exit.unusable });
});
