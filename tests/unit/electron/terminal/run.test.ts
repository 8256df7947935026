// `baton run`: the JSON lines and their summary, duplicates, what goes on in a workspace.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { exit, Stop } from '../../../../electron/terminal/exit.ts';
import { openExisting } from '../../../../electron/terminal/open.ts';
import { run } from '../../../../electron/terminal/run.ts';
import {
  exported,
  listContacts,
  listing,
  listOutbox,
  listRuns,
  showTrace,
} from '../../../../electron/terminal/show.ts';
import { startMailServer } from '../../../support/mail-server.ts';
import { must } from '../../../support/must.ts';
import { seedText } from '../../../support/seed.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { asFile, baton, FILE, written } from '../../../support/run-command.ts';
import { aWorkflow, telling } from '../../../support/workflow.ts';

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

  test('a large one opens quickly afterwards: its snapshot is made before the command ends', async () => {
    const workspace = join(temporaryFolder(), 'w');
    const rows = Array.from({ length: 8500 }, (_, n) => `Ada,c${n}@example.org`);
    const contacts = written('many.csv', ['First Name,Email', ...rows].join('\n'));
    expect((await baton(FILE, { workspace, contacts })).code).toBe(0);
    const { runtime, report, close } = must(await openHouse(realDisk, workspace));
    expect(report.replayed).toBe(0);
    expect(runtime.ledger.table('contacts').size).toBe(8500);
    await close();
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
