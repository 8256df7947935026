// `baton run`: exit codes, the JSON lines and their summary, duplicates, what goes on in a workspace and what changes nothing.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { StoreError } from '../../../../electron/store/io-problem.ts';
import { exit, placedWords, Stop } from '../../../../electron/terminal/exit.ts';
import { openExisting } from '../../../../electron/terminal/open.ts';
import type { RowLine } from '../../../../electron/terminal/row.ts';
import { run, type RunOptions } from '../../../../electron/terminal/run.ts';
import {
  exported,
  listContacts,
  listing,
  listOutbox,
  listRuns,
  showTrace,
} from '../../../../electron/terminal/show.ts';
import type { Summary } from '../../../../electron/terminal/tally.ts';
import { writeWorkflow } from '../../../../shared/file/write.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { startMailServer } from '../../../support/mail-server.ts';
import { must } from '../../../support/must.ts';
import { seedText } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { aWorkflow, telling } from '../../../support/workflow.ts';

const seed = (name: string): string => join(import.meta.dirname, '../../../fixtures/seed', name);
const FILE = seed('assign-new-contacts.baton.json');
const CONTACTS = seed('contacts.csv');
const USERS = seed('users.csv');

interface Ended {
  readonly code: number;
  readonly out: readonly string[];
  readonly notes: readonly string[];
  readonly rows: readonly RowLine[];
  readonly summary: Summary;
}

/** Runs the command as cli.ts does, and gathers what it prints. */
async function baton(file: string, more: Partial<RunOptions> = {}, disk = realDisk): Promise<Ended> {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    note: (text: string) => void notes.push(text),
    isWatched: false,
  };
  const options = { contacts: CONTACTS, users: USERS, duplicates: 'update', batch: 1000, json: true, ...more } as const;
  let code: number;
  try {
    code = await run(disk, file, options, terminal);
  } catch (error) {
    if (!(error instanceof Stop) && !(error instanceof StoreError)) throw error;
    notes.push(placedWords(error.problem));
    code = error instanceof Stop ? error.code : exit.workspace;
  }
  const json = options.json ? out.map((line) => JSON.parse(line) as object) : [];
  const last = json.at(-1);
  return {
    code,
    out,
    notes,
    rows: json.filter((one): one is RowLine => 'row' in one),
    summary: (last !== undefined && 'summary' in last ? last.summary : {}) as Summary,
  };
}

function written(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

/** Every document of a workspace, by name: what people see as its users and workflows. */
function filesIn(workspace: string): Readonly<Record<string, string>> {
  const names = readdirSync(workspace, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(workspace, name), 'utf8')]));
}

const asFile = (document: Workflow): string => written('w.baton.json', writeWorkflow(document));

describe('the acceptance file', () => {
  test('gives Ana, Bo, Chi, Ana, Bo, Chi, Ana; a line per row, then the summary; exit 0', async () => {
    const ended = await baton(FILE);
    expect(ended.code).toBe(0);
    expect(ended.rows.map((one) => [one.row, one.owner?.name])).toEqual([
      [1, 'Ana Silva'],
      [2, 'Bo Lind'],
      [3, 'Chi Okafor'],
      [4, 'Ana Silva'],
      [5, 'Bo Lind'],
      [6, 'Chi Okafor'],
      [7, 'Ana Silva'],
    ]);
    const [first] = ended.rows;
    expect(first).toMatchObject({
      contact: { id: expect.any(String), name: expect.any(String), email: expect.any(String) },
      run: expect.any(String),
      state: 'completed',
      owner: { id: expect.any(String), email: 'ana@example.com' },
      notified: [{ name: 'Ana Silva', email: 'ana@example.com', channel: 'notification', state: 'sent' }],
      revision: 1,
    });
    expect(first?.steps.map((one) => [one.type, one.state, one.port])).toEqual([
      ['contact-created', 'done', 'next'],
      ['assign-user', 'done', 'next'],
      ['notify-user', 'done', 'next'],
    ]);
    expect(Object.keys(first?.steps[0] ?? {})).toEqual(['node', 'type', 'label', 'state', 'port']);
    expect(ended.summary).toEqual({
      rows: 7,
      runs: 7,
      refused: 0,
      states: { completed: 7 },
      owners: { 'ana@example.com': 3, 'bo@example.com': 2, 'chi@example.com': 2 },
      messages: { notification: { sent: 7 } },
      skippedRows: [],
      seconds: expect.any(Number),
    });
  });

  test('without a workspace nothing of it stays on the disk', async () => {
    const home = temporaryFolder();
    vi.stubEnv('TMPDIR', home);
    onTestFinished(() => void vi.unstubAllEnvs());
    expect((await baton(FILE)).code).toBe(0);
    expect(readdirSync(home)).toEqual([]);
  });

  test('in words for a person', async () => {
    const { code, out } = await baton(FILE, { json: false });
    expect(code).toBe(0);
    expect(out.join('\n')).toMatch(
      /^7 rows, 7 enrolments \(7 completed\), 0 refused, 0 skipped, in \d+\.\d\d s\nOwners\n/,
    );
    expect(out.join('\n')).toContain('  3  Ana Silva');
    expect(out.join('\n')).toContain('  7  notification sent');
  });

  test('of one there is one row and one enrolment', async () => {
    const contacts = written('one.csv', 'first name,email\nMaya,maya@example.org\n');
    const { out } = await baton(FILE, { contacts, json: false });
    expect(out[0]).toMatch(/^1 row, 1 enrolment \(1 completed\), 0 refused/);
  });

  test('users without an email are counted each for themselves, and called by their names', async () => {
    const requires = ['Ana Silva', 'Bo Lind'].map(
      (name) => ({ key: name.slice(0, 2).toLowerCase(), kind: 'user', name }) as const,
    );
    const shares = requires.map(({ key }) => ({ user: key, weight: 1 }));
    const { document } = aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: shares });
    const file = asFile({ ...document, requires });
    const users = written('team.json', '[{"name":"Ana Silva"},{"name":"Bo Lind"}]');
    const { code, rows, summary } = await baton(file, { users });
    expect([code, rows.map((one) => one.owner?.name)]).toEqual([0, expect.arrayContaining(['Ana Silva', 'Bo Lind'])]);
    expect(Object.values(summary.owners)).toEqual([4, 3]);
    const { out } = await baton(file, { users, json: false });
    expect(out.join('\n')).toContain('Owners\n  4  Ana Silva\n  3  Bo Lind');
  });

  test('users from JSON do as well', async () => {
    const users = written(
      'team.json',
      '[{"name":"Ana Silva","email":"ana@example.com"},{"name":"Bo Lind","email":"bo@example.com"}]',
    );
    const ended = await baton(FILE, { users });
    expect(ended.code).toBe(1);
    const all = written(
      'team.json',
      '{"users":[{"name":"Ana Silva","email":"ana@example.com"},{"name":"Bo Lind","email":"bo@example.com"},{"name":"Chi Okafor","email":"chi@example.com"}]}',
    );
    expect((await baton(FILE, { users: all })).code).toBe(0);
  });
});

describe('in a workspace', () => {
  test('the same file goes on with its rotation and version; the same contacts are merged, skipped or added', async () => {
    const workspace = join(temporaryFolder(), 'w');
    expect((await baton(FILE, { workspace })).code).toBe(0);
    const merged = await baton(FILE, { workspace });
    expect([merged.code, merged.summary.refused, merged.summary.runs]).toEqual([0, 7, 0]);
    const there = 'The contact is there already.';
    expect(merged.rows[0]).toMatchObject({ run: null, state: 'refused', reason: there, steps: [] });
    const more = written(
      'more.csv',
      'First Name,Email,Tags\nMaya,maya.ozturk@example.org,vip\nLiam,liam@example.org,vip\n',
    );
    const filled = await baton(FILE, { workspace, contacts: more });
    expect(filled.rows.map(({ reason }) => reason)).toEqual([
      `${there.slice(0, -1)}; what it lacked was added.`,
      there,
    ]);
    const skipped = await baton(FILE, { workspace, duplicates: 'skip' });
    expect(skipped.rows[0]).toMatchObject({ state: 'refused', reason: there });
    const added = await baton(FILE, { workspace, duplicates: 'add' });
    expect(added.summary.owners).toEqual({ 'ana@example.com': 2, 'bo@example.com': 3, 'chi@example.com': 2 });
    expect(added.rows.map((one) => one.revision)).toEqual(Array.from({ length: 7 }, () => 1));
  });

  test('users need not be named again: those of the workspace are there', async () => {
    const workspace = join(temporaryFolder(), 'w');
    await baton(FILE, { workspace });
    const contacts = written('one.csv', 'first name,email\nMoe,moe@example.org\n');
    const silent = { out: () => undefined, note: () => undefined, isWatched: false };
    expect(await run(realDisk, FILE, { contacts, workspace, duplicates: 'update', batch: 10 }, silent)).toBe(0);
  });

  test('changed content becomes the next version', async () => {
    const workspace = join(temporaryFolder(), 'w');
    await baton(FILE, { workspace });
    const changed = written('changed.baton.json', seedText.replace('"equal"', '"weighted"'));
    const ended = await baton(changed, { workspace, duplicates: 'add' });
    expect([ended.code, ended.rows[0]?.revision]).toEqual([0, 2]);
  });

  test('a listing may have very many rows', () => {
    const rows = Array.from({ length: 200_000 }, (_, n) => ({ json: {}, cells: [`c${n}`, 'Maya'] }));
    expect(listing(rows, false).split('\n').at(-1)).toBe('c199999  Maya');
  });

  test('a line end in a name does not break a row of a listing in two', async () => {
    const workspace = join(temporaryFolder(), 'w');
    const contacts = written('c.csv', 'first name,email\n"Maya\r\nLine two\tand\u001b[2J",maya@example.org\n');
    expect((await baton(FILE, { workspace, contacts })).code).toBe(0);
    const { runtime, close } = await openExisting(realDisk, workspace);
    for (const list of [listContacts, listRuns]) {
      expect(listing(list(runtime), false).split('\n')).toEqual([expect.stringContaining('Maya Line two and [2J')]);
    }
    await close();
  });

  test('what it holds is listed, traced and exported', async () => {
    const workspace = join(temporaryFolder(), 'w');
    await baton(FILE, { workspace });
    const { runtime, close } = await openExisting(realDisk, workspace);
    const json = (text: string): readonly unknown[] => text.split('\n').map((line) => JSON.parse(line) as unknown);
    expect(json(listing(listContacts(runtime), true))).toHaveLength(7);
    expect(json(listing(listRuns(runtime), true))[0]).toMatchObject({
      state: 'completed',
      workflowName: expect.any(String),
    });
    expect(json(listing(listOutbox(runtime), true))[0]).toMatchObject({ channel: 'notification', state: 'sent' });
    expect(listing(listContacts(runtime), false).split('\n')[0]).toContain('Ana Silva');
    expect(listing(listOutbox(runtime), false)).toContain('notification');
    expect(listing([], false)).toBe('Nothing here.');
    const run = runtime.ledger.table('runs').keys().next().value ?? '';
    expect(json(await showTrace(runtime, run, true))).toHaveLength(7);
    expect(await showTrace(runtime, run, false)).toMatch(/version 1: completed\n.*began/);
    await expect(showTrace(runtime, 'nix', false)).rejects.toMatchObject({ code: exit.unusable });
    const [id = ''] = runtime.library.workflows().keys();
    expect(exported(runtime, id)).toBe(seedText);
    expect(exported(runtime, runtime.library.workflows().get(id)?.document.name ?? '')).toBe(seedText);
    expect(() => exported(runtime, 'nix')).toThrow(Stop);
    await close();
  });
});

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

describe('messages to the outside', () => {
  const mailing = asFile.bind(
    null,
    aWorkflow('w1')
      .trigger('t1')
      .step('n1', 'notify-user', { ...telling, channel: 'email', to: 'typed', address: 'desk@example.com' }).document,
  );

  /** A workspace that mails to this server. */
  async function mailsTo(port: number): Promise<string> {
    const workspace = join(temporaryFolder(), 'w');
    const house = must(await openHouse(realDisk, workspace));
    const smtp = {
      host: '127.0.0.1',
      port,
      tls: 'insecure',
      user: '',
      fromName: '',
      fromAddress: 'crm@example.com',
    } as const;
    must(await house.runtime.library.saveSettings({ ...house.runtime.library.settings(), smtp }));
    await house.close();
    return workspace;
  }

  test('are sent before the command ends, and the rows say so', async () => {
    const mail = await startMailServer();
    const ended = await baton(mailing(), { workspace: await mailsTo(mail.port), batch: 2 });
    expect([ended.code, ended.summary.messages]).toEqual([0, { email: { sent: 7 } }]);
    expect(ended.rows.map((one) => [one.row, one.notified[0]?.state])).toEqual(
      [1, 2, 3, 4, 5, 6, 7].map((row) => [row, 'sent']),
    );
    expect(mail.received).toHaveLength(7);
    await mail.close();
  });

  test('keep the rows in the order of the file, those without a message too', async () => {
    const mail = await startMailServer();
    const contacts = written(
      'c.csv',
      'first name,email\nMaya,maya@example.org\nMaya,maya@example.org\nBo,bo@example.org\n',
    );
    const ended = await baton(mailing(), { contacts, workspace: await mailsTo(mail.port) });
    expect(ended.rows.map((one) => [one.row, one.notified.length])).toEqual([
      [1, 1],
      [2, 0],
      [3, 1],
    ]);
    await mail.close();
  });

  test('are tried again before the command ends when the server asks for that', async () => {
    let asked = 0;
    const mail = await startMailServer({
      onMailFrom: (_address, _session, done) =>
        done(asked++ === 0 ? Object.assign(new Error('in a moment'), { responseCode: 451 }) : null),
    });
    const ended = await baton(mailing(), { workspace: await mailsTo(mail.port) });
    expect([ended.code, ended.summary.messages]).toEqual([0, { email: { sent: 7 } }]);
    expect([asked, mail.received.length]).toEqual([8, 7]);
    await mail.close();
  });

  test('of a channel that is not set up wait, and nobody waits for them', async () => {
    const ended = await baton(mailing());
    expect([ended.code, ended.summary.messages]).toEqual([0, { email: { queued: 7 } }]);
    expect(ended.notes.join('\n')).toContain('Warning');
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
