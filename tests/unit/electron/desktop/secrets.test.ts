// Where passwords are kept: never as they were typed, and a file of them that cannot be read keeps no workspace closed.
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openSecrets, type Vault } from '../../../../electron/desktop/secrets.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const PASSWORD = 'correct horse battery';

/** Stands in for the operating system: it turns the bits around, under a mark by which it knows its own. */
const turning: Vault = {
  canKeep: true,
  close: (plain) => Buffer.concat([Buffer.from('v1'), Buffer.from(plain).map((byte) => byte ^ 0xa5)]),
  open: (blob) => {
    if (!blob.subarray(0, 2).equals(Buffer.from('v1'))) throw new Error('not mine');
    return Buffer.from(blob.subarray(2).map((byte) => byte ^ 0xa5)).toString();
  },
};
const none: Vault = { ...turning, canKeep: false };

const fileOf = (folder: string): string => join(folder, 'secrets.json');
const open = (folder: string, vault = turning) => openSecrets(realDisk, folder, vault);

test('a password that is kept is there at the next start, and stands in no form in the file', async () => {
  const folder = temporaryFolder();
  must(await (await open(folder)).set('smtp', PASSWORD));
  const again = await open(folder);
  expect(again.state('smtp')).toBe('kept');
  expect(again.get('smtp')).toBe(PASSWORD);
  const text = readFileSync(fileOf(folder), 'latin1');
  const forms = (['utf8', 'base64', 'base64url', 'hex', 'utf16le'] as const).map((as) =>
    as === 'utf8' || as === 'utf16le'
      ? Buffer.from(PASSWORD, as).toString('latin1')
      : Buffer.from(PASSWORD).toString(as),
  );
  for (const form of [...forms, encodeURIComponent(PASSWORD)]) expect(text).not.toContain(form);
  const { secrets } = JSON.parse(text) as { readonly secrets: { readonly smtp: string } };
  expect(Buffer.from(secrets.smtp, 'base64').includes(PASSWORD)).toBe(false);
});

test('where nothing can be kept, a password lives for this start and reaches no file', async () => {
  const folder = temporaryFolder();
  const secrets = await open(folder, none);
  must(await secrets.set('smtp', PASSWORD));
  expect(secrets.state('smtp')).toBe('this-start-only');
  expect(readFileSync(fileOf(folder), 'utf8')).toBe('{\n  "secrets": {}\n}\n');
  expect((await open(folder, none)).state('smtp')).toBe('none');
});

test('what another machine kept is shown as unreadable and stays until it is typed again', async () => {
  const folder = temporaryFolder();
  const theirs = JSON.stringify({ secrets: { smtp: Buffer.from('theirs').toString('base64') } });
  writeFileSync(fileOf(folder), theirs);
  const secrets = await open(folder);
  expect(secrets.state('smtp')).toBe('unreadable');
  expect(secrets.get('smtp')).toBeUndefined();
  expect(readFileSync(fileOf(folder), 'utf8')).toBe(theirs);
  must(await secrets.set('smtp', PASSWORD));
  expect(secrets.state('smtp')).toBe('kept');
});

describe('a file that cannot be understood', () => {
  const kept = (folder: string): readonly string[] =>
    existsSync(join(folder, 'quarantine')) ? readdirSync(join(folder, 'quarantine')) : [];

  test.each([
    ['empty', ''],
    ['cut', '{"secrets":{"smtp":"djE'],
    ['binary', '\u0000\u0001\ufffd'],
    ['null', 'null'],
    ['a list', '[]'],
    ['without secrets', '{}'],
    ['of a number', '{"secrets":{"smtp":7}}'],
    ['of a newer Baton', '{"formatVersion":2,"vault":{"smtp":{"blob":"djE="}}}'],
    ['deep', '['.repeat(5000)],
  ])('%s: the workspace opens, the file is kept aside, and a person is told', async (_, text) => {
    const folder = temporaryFolder();
    writeFileSync(fileOf(folder), text);
    const secrets = await open(folder);
    expect(secrets.problem).toMatchObject({ message: expect.stringContaining('passwords must be entered again') });
    expect(secrets.problem?.message).toContain(join('quarantine', 'secrets.json'));
    expect(kept(folder).map((name) => readFileSync(join(folder, 'quarantine', name), 'utf8'))).toEqual([text]);
    must(await secrets.set('smtp', PASSWORD));
    const again = await open(folder);
    expect(again.problem).toBeUndefined();
    expect(again.get('smtp')).toBe(PASSWORD);
  });

  test('a name that this Baton does not know is carried along', async () => {
    const folder = temporaryFolder();
    writeFileSync(fileOf(folder), '{"secrets":{"telegram":"djE="}}');
    const secrets = await open(folder);
    expect(secrets.problem).toBeUndefined();
    must(await secrets.set('smtp', PASSWORD));
    expect(JSON.parse(readFileSync(fileOf(folder), 'utf8'))).toMatchObject({ secrets: { telegram: 'djE=' } });
  });

  test('one that cannot be read or moved is left as it is, and nothing is written over it', async () => {
    const folder = temporaryFolder();
    mkdirSync(fileOf(folder));
    const secrets = await open(folder);
    expect(secrets.problem).toMatchObject({ message: expect.stringContaining('secrets.json') });
    expect(await secrets.set('smtp', PASSWORD)).toMatchObject({ ok: false });
    expect(secrets.state('smtp')).toBe('none');

    const full = temporaryFolder();
    writeFileSync(fileOf(full), '{');
    writeFileSync(join(full, 'quarantine'), 'in the way');
    const closed = await open(full);
    expect(await closed.set('smtp', PASSWORD)).toMatchObject({ ok: false });
    expect(readFileSync(fileOf(full), 'utf8')).toBe('{');
  });
});
