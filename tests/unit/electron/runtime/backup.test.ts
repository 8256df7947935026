import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { backUp } from '../../../../electron/runtime/backup.ts';
import { systemClock } from '../../../../electron/runtime/clock.ts';
import { createContact } from '../../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { publish } from '../../../../electron/runtime/publishing.ts';
import { entriesOf } from '../../../../electron/runtime/queries/runs.ts';
import { restore } from '../../../../electron/runtime/restore.ts';
import { addSample } from '../../../../electron/runtime/sample.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { aMessage } from '../../../support/outbox-world.ts';
import { openSmallHouse } from '../../../support/small-house.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

/** The sample, published, with some contacts that went through it. */
async function working() {
  const folder = join(temporaryFolder(), 'w');
  const house = must(await openHouse(realDisk, folder));
  onTestFinished(house.close);
  const { runtime } = house;
  must(await addSample(runtime));
  for (const workflow of runtime.library.workflows().keys()) must(await publish(runtime, workflow, 'stay'));
  const come = async (n: number) =>
    must(await createContact(runtime, `act-${n}`, { ...emptyContactDraft, email: `c${n}@example.org` }));
  for (let n = 0; n < 20; n += 1) await come(n);
  writeFileSync(join(folder, 'secrets.json'), '{"secrets":{"smtp":"c2VjcmV0"}}');
  return { ...house, folder, come };
}

const tables = (runtime: Awaited<ReturnType<typeof working>>['runtime'], names: readonly string[]) =>
  names.map((name) => [...runtime.ledger.table(name)].map((row) => JSON.stringify(row)).toSorted());

test('a backup made while contacts come in is one moment of the workspace, whole and without passwords', async () => {
  const { runtime, files, folder, come } = await working();
  const file = join(temporaryFolder(), 'one.baton-backup');
  const names = ['contacts', 'runs', 'rotations', 'live'];
  const [before] = tables(runtime, ['contacts']);
  const making = backUp(runtime, files, file);
  for (let n = 100; n < 140; n += 1) await come(n);
  const { bytes } = must(await making);
  const text = readFileSync(file, 'utf8');
  expect(Buffer.byteLength(text)).toBe(bytes);
  expect(text).not.toContain('c2VjcmV0');

  const target = join(temporaryFolder(), 'restored');
  const restored = must(await restore(realDisk, file, target, 5));
  expect(restored).toMatchObject({ uncertain: 0 });
  const again = must(await openHouse(realDisk, target));
  onTestFinished(again.close);
  expect(again.report.problems).toEqual([]);
  expect(again.runtime.problems).toEqual([]);
  const [contacts = []] = tables(again.runtime, ['contacts']);
  // Everything from before it, and of what came meanwhile a beginning.
  expect(contacts).toEqual(expect.arrayContaining(before ?? []));
  expect(contacts.length).toBeLessThanOrEqual(again.runtime.ledger.table('contacts').size);
  const [run = ''] = again.runtime.ledger.table('runs').keys();
  expect(await entriesOf(again.runtime, run)).toEqual(await entriesOf(runtime, run));
  for (const [id, shelved] of runtime.library.workflows())
    expect(again.runtime.library.workflows().get(id)).toEqual(shelved);
  expect([...again.runtime.library.users().keys()]).toEqual([...runtime.library.users().keys()]);
  expect(readdirSync(target)).not.toContain('secrets.json');

  // Made in a still moment it is the same in every record.
  const still = join(temporaryFolder(), 'two.baton-backup');
  must(await backUp(runtime, files, still));
  const second = join(temporaryFolder(), 'second');
  must(await restore(realDisk, still, second, 5));
  const same = must(await openHouse(realDisk, second));
  onTestFinished(same.close);
  expect(tables(same.runtime, names)).toEqual(tables(runtime, names));
  expect(folder).not.toBe(second);
});

test('whatever byte is wrong, and wherever it is cut, the restore refuses and writes nothing', async () => {
  const { runtime, files } = await working();
  const parent = temporaryFolder();
  const file = join(parent, 'one.baton-backup');
  must(await backUp(runtime, files, file));
  const bytes = readFileSync(file);
  const bad = join(parent, 'bad.baton-backup');
  const codes = new Set<string>();
  for (let step = 0; step < 60; step += 1) {
    const at = Math.floor((bytes.length * step) / 60);
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] ?? 0) ^ 4;
    for (const damaged of [flipped, bytes.subarray(0, at)]) {
      writeFileSync(bad, damaged);
      const refused = await restore(realDisk, bad, join(parent, 'target'), 5);
      codes.add(refused.ok ? 'restored' : refused.problem.code);
    }
  }
  expect([...codes].sort()).toEqual(['backup-damaged', 'not-a-backup']);
  expect(readdirSync(parent).sort()).toEqual(['bad.baton-backup', 'one.baton-backup']);
});

test('a backup by a newer Baton, of a newer workspace, or into a folder in use is refused', async () => {
  const { runtime, files, folder } = await working();
  const parent = temporaryFolder();
  const file = join(parent, 'one.baton-backup');
  must(await backUp(runtime, files, file));
  const codeOf = async (backup: string, target: string) => {
    const refused = await restore(realDisk, backup, target, 5);
    return refused.ok ? 'restored' : refused.problem.code;
  };
  const text = readFileSync(file, 'utf8');
  const newer = join(parent, 'newer');
  writeFileSync(newer, text.replace('"formatVersion":1', '"formatVersion":2'));
  expect(await codeOf(newer, join(parent, 'a'))).toBe('backup-newer');
  expect(await codeOf(join(parent, 'none'), join(parent, 'a'))).toBe('file-missing');
  const used = join(parent, 'used');
  mkdirSync(used);
  writeFileSync(join(used, 'letter.txt'), 'Dear');
  expect(await codeOf(file, used)).toBe('folder-not-empty');
  expect(await codeOf(file, folder)).toBe('folder-not-empty');
  expect(readdirSync(used)).toEqual(['letter.txt']);
  symlinkSync(join(folder, 'bin'), join(parent, 'link'));
  for (const inside of [folder, join(folder, 'bin'), join(parent, 'link'), join(folder, 'not', 'there')]) {
    expect(await backUp(runtime, files, join(inside, 'b.baton-backup'))).toMatchObject({
      ok: false,
      problem: { code: 'backup-inside' },
    });
  }
  // Beside it, under a name that begins like it, is not in it.
  mkdirSync(`${folder}-backups`);
  must(await backUp(runtime, files, join(`${folder}-backups`, 'b.baton-backup')));
});

test('messages that waited when the backup was made are not sent again by themselves', async () => {
  const folder = join(temporaryFolder(), 'w');
  const { runtime, files, close } = await openSmallHouse(realDisk, folder, systemClock);
  writeFileSync(join(folder, 'workspace.json'), '{"format":"baton-workspace","formatVersion":1,"id":"w"}');
  const began = {
    seq: 1,
    at: 1,
    kind: 'run-began',
    workflow: 'w1',
    revision: 1,
    contact: 'c1',
    event: 'e1',
    node: 't1',
    because: '',
    to: null,
  } as const;
  const messages = [
    aMessage('r1/n1/1/ana'),
    aMessage('r1/n1/1/bo', { state: 'retry', attempts: 3, nextAt: 9, reason: 'not now' }),
    aMessage('r1/n1/1/chi', { state: 'sending', attempts: 1 }),
    aMessage('r1/n1/1/dee', { state: 'sent', attempts: 1 }),
    aMessage('r1/n1/1/eli', { state: 'dead', attempts: 12, reason: 'Given up after 12 tries.' }),
  ];
  const queued = messages.map(
    (message, at) => ({ seq: 2 + at, at: 1, kind: 'message-queued', node: 'n1', message }) as const,
  );
  runtime.ledger.stage({ k: 'run', run: 'r1', entries: [began, ...queued] });
  await runtime.ledger.commit();
  const file = join(temporaryFolder(), 'one.baton-backup');
  must(await backUp(runtime, files, file));
  await close();
  const target = join(temporaryFolder(), 'restored');
  expect(must(await restore(realDisk, file, target, 5))).toMatchObject({ uncertain: 3 });
  const again = must(await openHouse(realDisk, target));
  onTestFinished(again.close);
  const states = messages.map(({ key }) => again.runtime.get('outbox', key)).map((one) => [one?.state, one?.attempts]);
  expect(states).toEqual([
    ['uncertain', 0],
    ['uncertain', 3],
    ['uncertain', 1],
    ['sent', 1],
    ['dead', 12],
  ]);
  expect(again.runtime.get('outbox', 'r1/n1/1/bo')).not.toHaveProperty('nextAt');
  const message = again.runtime.get('outbox', 'r1/n1/1/ana');
  expect(message).toMatchObject({ state: 'uncertain' });
  expect(message?.reason).toContain('may have been sent since');
});

test('a disk that fills up leaves no half backup, and no half workspace that could be opened', async () => {
  const { runtime, files } = await working();
  const parent = temporaryFolder();
  let room = 8;
  const full = faultyDisk(realDisk, (operation) => (operation === 'write' && room-- <= 0 ? 'ENOSPC' : undefined));
  const refused = await backUp(runtime, { ...files, disk: full }, join(parent, 'one.baton-backup'));
  expect(refused).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
  expect(readdirSync(parent)).toEqual([]);

  must(await backUp(runtime, files, join(parent, 'one.baton-backup')));
  room = 4;
  const half = await restore(full, join(parent, 'one.baton-backup'), join(parent, 'target'), 5);
  expect(half).toMatchObject({ ok: false, problem: { code: 'disk-full' } });
  // Nothing but empty folders: it can be tried again.
  must(await restore(realDisk, join(parent, 'one.baton-backup'), join(parent, 'target'), 5));
});

test('the copies of files being imported are not in it: nobody goes on with them', async () => {
  const { runtime, files } = await working();
  mkdirSync(join(files.folder, 'imports'), { recursive: true });
  writeFileSync(join(files.folder, 'imports', 'j1.csv'), 'Email\nmaya@example.org\n');
  const file = join(temporaryFolder(), 'one.baton-backup');
  must(await backUp(runtime, files, file));
  expect(readFileSync(file, 'utf8')).not.toContain('maya@example.org');
});

test('a journal of many files is in it whole', async () => {
  const folder = join(temporaryFolder(), 'w');
  const small = { segmentBytes: 3000, snapshotBytes: 1e9, busyBytes: 1e9 };
  const house = must(await openHouse(realDisk, folder, { store: small }));
  onTestFinished(house.close);
  for (let n = 0; n < 30; n += 1)
    must(await createContact(house.runtime, `a${n}`, { ...emptyContactDraft, email: `c${n}@example.org` }));
  expect(readdirSync(join(folder, 'ledger')).filter((name) => name.startsWith('segment')).length).toBeGreaterThan(2);
  const file = join(temporaryFolder(), 'one.baton-backup');
  must(await backUp(house.runtime, house.files, file));
  const target = join(temporaryFolder(), 'restored');
  must(await restore(realDisk, file, target, 5));
  const again = must(await openHouse(realDisk, target));
  onTestFinished(again.close);
  expect(again.runtime.ledger.table('contacts').size).toBe(30);
});

test('what is not there is left out; what is there and cannot be read makes it fail', async () => {
  const { runtime, files } = await working();
  const parent = temporaryFolder();
  const without = (code: string, operation: string, part: string) =>
    faultyDisk(realDisk, (one, _, path) => (one === operation && path.endsWith(part) ? code : undefined));
  const made = async (disk: ReturnType<typeof without>) =>
    backUp(runtime, { ...files, disk }, join(parent, 'one.baton-backup'));
  expect((await made(without('ENOENT', 'list', 'revisions'))).ok).toBe(true);
  expect((await made(without('ENOENT', 'open', 'pools.json'))).ok).toBe(true);
  for (const disk of [without('EACCES', 'list', 'revisions'), without('EACCES', 'open', 'pools.json')])
    expect(await made(disk)).toMatchObject({ ok: false, problem: { code: 'folder-read-only' } });
});

test('a folder that is not there is named, and no backup is made', async () => {
  const { runtime, files } = await working();
  const refused = await backUp(runtime, files, join(temporaryFolder(), 'none', 'one.baton-backup'));
  expect(refused).toMatchObject({
    ok: false,
    problem: { code: 'file-missing', message: expect.stringContaining('none') },
  });
});

test('what people and systems put beside the files by hand: copies are in it, and nothing of it keeps it from being restored', async () => {
  const { runtime, files, folder } = await working();
  const copies = ['assign - Copy.json', 'assign (1).json', 'größe.json'].map((name) => `workflows/${name}`);
  for (const name of copies) writeFileSync(join(folder, name), '{"mine":1}');
  for (const name of ['workflows/.DS_Store', 'workflows/._assign.json', 'revisions/.DS_Store', 'revisions/Thumbs.db'])
    writeFileSync(join(folder, name), 'x');
  mkdirSync(join(folder, 'workflows', 'old'));
  if (process.platform !== 'win32') writeFileSync(join(folder, 'workflows', 'a:b.json'), '{}');
  const file = join(temporaryFolder(), 'one.baton-backup');
  must(await backUp(runtime, files, file));
  const target = join(temporaryFolder(), 'restored');
  must(await restore(realDisk, file, target, 5));
  for (const name of copies) expect(readFileSync(join(target, name), 'utf8')).toBe('{"mine":1}');
  const again = must(await openHouse(realDisk, target));
  onTestFinished(again.close);
  expect(again.runtime.library.workflows().size).toBe(runtime.library.workflows().size);
});
