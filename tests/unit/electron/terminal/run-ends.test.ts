// `baton run`: how it ends, by its exit code, and what changes nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { exit } from '../../../../electron/terminal/exit.ts';
import { openExisting } from '../../../../electron/terminal/open.ts';
import { run, type RunOptions } from '../../../../electron/terminal/run.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { seedText } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { asFile, baton, CONTACTS, FILE, filesIn, USERS, written } from '../../../support/run-command.ts';
import { aWorkflow } from '../../../support/workflow.ts';

describe('how it ends', () => {
  test('too many rows: nothing comes in, and no workspace is begun', async () => {
    const folder = temporaryFolder();
    const contacts = join(folder, 'many.csv');
    writeFileSync(contacts, `First Name\n${'a\n'.repeat(1_000_001)}`);
    const workspace = join(folder, 'workspace');
    const { code, out, notes } = await baton(FILE, { contacts, workspace, duplicates: 'add' });
    expect([code, out, existsSync(workspace)]).toEqual([exit.unusable, [], false]);
    expect(notes.join()).toContain('many.csv: The file has more than 1,000,000 rows.');
  }, 60_000);

  test('1: the file has errors; nothing ran', async () => {
    const workspace = join(temporaryFolder(), 'w');
    const file = asFile(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: [] }).document);
    const ended = await baton(file, { workspace });
    expect([ended.code, ended.out]).toEqual([1, []]);
    expect(existsSync(workspace)).toBe(false);
  });

  test('1: a file with errors changes nothing in a workspace: no draft, no user, not the one that is live', async () => {
    const workspace = join(temporaryFolder(), 'w');
    expect((await baton(FILE, { workspace, users: USERS })).code).toBe(0);
    const before = filesIn(workspace);
    const users = written('more.json', '[{"name":"Dee"},{"name":"Ana Changed","email":"ana@example.com"}]');
    const broken = aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: [] }).document;
    const live = { ...broken, id: (JSON.parse(seedText) as { id: string }).id };
    for (const document of [broken, live]) {
      expect((await baton(asFile(document), { workspace, users })).code).toBe(1);
      expect(filesIn(workspace)).toEqual(before);
    }
  });

  test('1: every problem has its line, and users who are missing are asked for', async () => {
    const ended = await baton(FILE, { users: written('none.json', '[]') });
    expect(ended.code).toBe(1);
    const lines = ended.notes.join('\n').split('\n');
    expect(lines[0]).toMatch(/3 problems, so nothing ran/);
    for (const name of ['Ana Silva', 'Bo Lind', 'Chi Okafor'])
      expect(lines.filter((line) => line.includes(`${name} is not in this workspace.`))).toHaveLength(1);
    expect(lines.at(-1)).toBe('--users FILE adds the users who are missing.');
  });

  test('1: of many problems ten are told, and how many more there are', async () => {
    const names = Array.from({ length: 13 }, (_, n) => ({ user: `nobody-${n}`, weight: 1 }));
    const file = asFile(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: names }).document);
    const lines = (await baton(file)).notes.join('\n').split('\n');
    expect(lines.filter((line) => line.startsWith('  a1'))).toHaveLength(10);
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}and 3 more/));
    const ten = aWorkflow('w1')
      .trigger('t1')
      .step('a1', 'assign-user', { users: names.slice(0, 10) }).document;
    expect((await baton(asFile(ten))).notes.join('\n')).not.toMatch(/and \d+ more/);
  });

  test('1: of a problem that is no missing user, --users is not said to help', async () => {
    const file = asFile(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: [] }).document);
    const said = (await baton(file)).notes.join('\n');
    expect(said).toContain('has 1 problem, ');
    expect(said).not.toContain('--users');
  });

  test.each([
    ['the workflow is not there', { file: '/nix/w.baton.json' }],
    ['the workflow is no workflow', { file: CONTACTS }],
    ['the contacts are not there', { contacts: '/nix/contacts.csv' }],
    ['the contacts are empty', { contacts: '/dev/null' }],
    ['the users are not there', { users: '/nix/users.csv' }],
    ['the users are neither CSV nor JSON', { users: FILE }],
  ])(
    '2: %s; nothing changed, not even a new workspace',
    async (_, { file = FILE, ...more }: Partial<RunOptions> & { file?: string }) => {
      const workspace = join(temporaryFolder(), 'w');
      const ended = await baton(file, { workspace, ...more });
      expect([ended.code, ended.out]).toEqual([2, []]);
      expect(ended.notes.join('\n')).not.toContain('folder');
      expect(ended.notes.join('\n')).toContain(file === FILE ? (Object.values(more)[0] ?? '') : file);
      expect(existsSync(workspace)).toBe(false);
    },
  );

  test('2: no line names the columns, so the first contact is not taken for one', async () => {
    const contacts = written('plain.csv', 'Maya,Lopez,maya@example.org\nLars,Lind,lars@example.org\n');
    const ended = await baton(FILE, { contacts });
    expect([ended.code, ended.out]).toEqual([2, []]);
    expect(ended.notes.join('\n')).toContain('The first line is a contact; no line names the columns.');
  });

  test.each([
    ['JSON that is cut', '[{"name":'],
    ['JSON that is no list of users', '{"people":[]}'],
    ['a row without a name', 'name,email\n,ana@example.com\n'],
  ])('2: users are %s', async (_, text) => {
    const ended = await baton(FILE, { users: written('users', text) });
    expect([ended.code, ended.out]).toEqual([2, []]);
  });

  test('3: done, with skipped rows, each by line and reason', async () => {
    const contacts = written('c.csv', 'first name,email\nMaya,maya@example.org\nOdd,not an address\n');
    const ended = await baton(FILE, { contacts });
    expect([ended.code, ended.summary.rows, ended.rows.length]).toEqual([3, 2, 1]);
    expect(ended.summary.skippedRows).toEqual([{ line: 3, reason: expect.stringContaining('address') }]);
    const words = await baton(FILE, { contacts, json: false });
    expect(words.out.join('\n')).toContain('Line 3 skipped:');
  });

  test('0: waits are printed as waiting, not slept', async () => {
    const slow = aWorkflow('w1')
      .trigger('t1')
      .step('p1', 'wait', { for: { amount: 1, unit: 'days' } })
      .step('g1', 'add-tag', { tags: ['x'] });
    const ended = await baton(asFile(slow.document));
    expect([ended.code, ended.summary.states]).toEqual([0, { waiting: 7 }]);
    expect(ended.rows[0]?.steps.at(-1)).toMatchObject({ node: 'p1', state: 'waiting', port: null });
  });

  test('0: a workflow that does not listen, or whose filter says no, refuses by its rule', async () => {
    const byHand = aWorkflow('w1')
      .trigger('t1', 'enrolled-by-hand')
      .step('g1', 'add-tag', { tags: ['x'] });
    const ended = await baton(asFile(byHand.document));
    expect([ended.code, ended.summary.refused]).toEqual([0, 7]);
    expect(ended.rows[0]?.reason).toContain('listens');
    const filtered = aWorkflow('w1')
      .trigger('t1', 'contact-created', { filters: [[{ field: 'contact.source', op: 'is', value: 'Nowhere' }]] })
      .step('g1', 'add-tag', { tags: ['x'] });
    expect((await baton(asFile(filtered.document))).rows[0]?.reason).toContain('Nowhere');
  });

  test('4: the workspace is locked; 4: it is damaged', async () => {
    const workspace = join(temporaryFolder(), 'w');
    await baton(FILE, { workspace });
    const house = must(await openHouse(realDisk, workspace));
    expect(await baton(FILE, { workspace })).toMatchObject({
      code: 4,
      out: [],
      notes: [expect.stringContaining('locked')],
    });
    await house.close();
    const segment = join(workspace, 'ledger', 'segment-000000000001.log');
    const bytes = readFileSync(segment);
    bytes.fill(0, 200, 260);
    writeFileSync(segment, bytes);
    expect(await baton(FILE, { workspace })).toMatchObject({ code: 4, out: [] });
  });

  test('a folder that is no workspace is not opened for looking', async () => {
    await expect(openExisting(realDisk, temporaryFolder())).rejects.toMatchObject({ code: exit.unusable });
    await expect(openExisting(realDisk, '/nix')).rejects.toMatchObject({ code: exit.unusable });
  });
});

test('a disk that is full from any write of the journal on ends the command, as nobody is there to make room', async () => {
  const ended: string[] = [];
  for (let room = 0; ; room += 1) {
    const workspace = temporaryFolder();
    await must(await openHouse(realDisk, workspace)).close();
    let writes = 0;
    const disk = faultyDisk(realDisk, (operation, _, path) => {
      if (operation !== 'write' || !path.includes('segment')) return undefined;
      writes += 1;
      return writes > room ? 'ENOSPC' : undefined;
    });
    const { code, notes } = await baton(FILE, { workspace }, disk);
    if (writes <= room) break;
    // What closing writes last was confirmed by nobody.
    ended.push(code === exit.done ? 'done' : `${code} ${notes.join().includes('The disk is full')}`);
  }
  expect(new Set(ended)).toEqual(new Set(['4 true', 'done']));
});

test('a disk that is full once all is done keeps the command neither from ending nor from its exit code', async () => {
  const workspace = join(temporaryFolder(), 'w');
  // So many that a snapshot is due at the end.
  const rows = Array.from({ length: 8500 }, (_, n) => `Ada,c${n}@example.org`);
  const contacts = written('many.csv', ['First Name,Email', ...rows].join('\n'));
  let done = false;
  const disk = faultyDisk(realDisk, (operation) => (done && operation === 'write' ? 'ENOSPC' : undefined));
  const options = { workspace, contacts, users: USERS, duplicates: 'update', batch: 1000 } as const;
  const terminal = { out: () => void (done = true), note: () => undefined, isWatched: false };
  expect(await run(disk, FILE, options, terminal)).toBe(exit.done);
  const { runtime, report, close } = must(await openHouse(realDisk, workspace));
  expect(report.problems).toEqual([]);
  expect(runtime.ledger.table('contacts').size).toBe(8500);
  await close();
});
