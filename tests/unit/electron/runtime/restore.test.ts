// Putting a backup back: what is wrong in it is found before anything could be taken for a workspace.
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../../../../electron/runtime/backup.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { restore } from '../../../../electron/runtime/restore.ts';
import { writeBackup, type BackedUp } from '../../../../electron/store/backup-file.ts';
import { realDisk, type Disk } from '../../../../electron/store/disk.ts';
import { takeLock } from '../../../../electron/store/lock.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { treeOf } from '../../../support/tree.ts';
import { aWorkflow } from '../../../support/workflow.ts';
import { Workshop } from '../../../support/workshop.ts';

/** The files of a small workspace, by name, as a backup would hold them. */
async function filesOfOne(): Promise<Map<string, Buffer>> {
  const shop = await Workshop.open();
  for (const name of ['Maya', 'Zoe', 'Moe']) await shop.contact(name);
  await shop.close();
  const files = new Map<string, Buffer>();
  for (const name of ['users.json', 'workspace.json']) files.set(name, readFileSync(join(shop.folder, name)));
  for (const name of readdirSync(join(shop.folder, 'ledger')))
    files.set(`ledger/${name}`, readFileSync(join(shop.folder, 'ledger', name)));
  return files;
}

/** A backup of these files, sound as a backup. */
async function backupOf(
  files: ReadonlyMap<string, Buffer>,
  disk: Disk = realDisk,
  folder = temporaryFolder(),
): Promise<string> {
  const file = join(folder, 'one.baton-backup');
  async function* all(): AsyncGenerator<BackedUp> {
    for (const [name, bytes] of files) {
      yield {
        name,
        bytes: bytes.length,
        read: async function* () {
          yield bytes;
        },
      };
    }
  }
  await writeBackup(disk, file, { workspace: 'w', madeAt: 5 }, all());
  return file;
}

const newFolder = () => join(temporaryFolder(), 'restored');

test('a sound backup of these files is put back; a folder with a lock in it counts as empty', async () => {
  const target = newFolder();
  mkdirSync(target);
  writeFileSync(join(target, 'lock'), '');
  // An earlier Baton packed the files of running imports as well: those stay where they are.
  const files = (await filesOfOne()).set('imports/j1.csv', Buffer.from('Email\n'));
  expect(await restore(realDisk, await backupOf(files), target, 5)).toMatchObject({ ok: true });
  expect(readdirSync(target)).not.toContain('imports');
  const again = await Workshop.open({ folder: target });
  expect(again.runtime.ledger.table('contacts').size).toBe(3);
});

test.each<[string, (files: Map<string, Buffer>) => unknown, string]>([
  ['of a workspace that a newer Baton made', (files) => files.set('workspace.json', newer), 'workspace-newer'],
  ['whose workspace.json is no JSON', (files) => files.set('workspace.json', Buffer.from('{')), 'not-a-workspace'],
  ['that holds no workspace', (files) => files.delete('workspace.json'), 'not-a-backup'],
])('a backup %s is refused, and the folder is not even made', async (_, change, code) => {
  const files = await filesOfOne();
  change(files);
  const target = newFolder();
  expect(await restore(realDisk, await backupOf(files), target, 5)).toMatchObject({ ok: false, problem: { code } });
  expect(existsSync(target)).toBe(false);
});

const newer = Buffer.from('{"format":"baton-workspace","formatVersion":9,"id":"x"}');

test('a backup of a ledger that was damaged already is refused, and no file of it stays', async () => {
  const files = await filesOfOne();
  const name = [...files.keys()].find((one) => one.includes('segment')) ?? '';
  const bytes = Buffer.from(files.get(name) ?? '');
  bytes.fill('?', bytes.indexOf('Maya'), bytes.indexOf('Maya') + 1);
  files.set(name, bytes);
  const target = newFolder();
  expect(await restore(realDisk, await backupOf(files), target, 5)).toMatchObject({
    ok: false,
    problem: { code: 'ledger-damaged' },
  });
  expect(existsSync(join(target, 'workspace.json'))).toBe(false);
  expect(existsSync(join(target, name))).toBe(false);
});

test('a backup without its ledger is refused', async () => {
  const files = await filesOfOne();
  for (const name of files.keys()) if (name.startsWith('ledger/segment')) files.delete(name);
  const refused = await restore(realDisk, await backupOf(files), newFolder(), 5);
  expect(refused).toMatchObject({ ok: false, problem: { code: expect.stringMatching('ledger-') } });
});

test('a backup whose journal has an end that cannot be read is refused: at the end of a backup nothing is cut off', async () => {
  const files = await filesOfOne();
  const name = [...files.keys()].filter((one) => one.includes('segment')).at(-1) ?? '';
  files.set(name, Buffer.concat([files.get(name) ?? Buffer.alloc(0), Buffer.from('J1 120 ')]));
  const target = newFolder();
  expect(await restore(realDisk, await backupOf(files), target, 5)).toMatchObject({
    ok: false,
    problem: { code: 'ledger-tail-cut' },
  });
  expect(existsSync(join(target, 'workspace.json'))).toBe(false);
});

test('a disk that cannot read back what was restored makes no workspace', async () => {
  const target = newFolder();
  const blind = faultyDisk(realDisk, (operation, _, path) =>
    operation === 'read' && path.startsWith(target) ? 'EIO' : undefined,
  );
  expect(await restore(blind, await backupOf(await filesOfOne()), target, 5)).toMatchObject({
    ok: false,
    problem: { code: 'disk-error' },
  });
  expect(existsSync(join(target, 'workspace.json'))).toBe(false);
  expect(readdirSync(join(target, 'ledger'))).toEqual([]);
});

test.each([
  ['for a moment', false],
  ['for good', true],
])('a disk that is full %s, at any moment, ends the restoring, and nothing stays in the folder', async (_, forGood) => {
  const shop = await Workshop.open();
  await shop.publish(waiting);
  await shop.contact('Maya');
  const backup = join(temporaryFolder(), 'one.baton-backup');
  must(await backUp(shop.runtime, shop.house.files, backup));
  for (let at = 0; ; at += 1) {
    const target = newFolder();
    let count = 0;
    let failed = false;
    const disk = faultyDisk(realDisk, (operation, _index, path) => {
      // Files can be listed and removed on a full disk.
      if (!path.startsWith(target) || operation === 'list' || operation === 'unlink') return undefined;
      count += 1;
      const fails = count === at + 1 || (forGood && failed);
      failed ||= fails;
      return fails ? 'ENOSPC' : undefined;
    });
    const restored = await restore(disk, backup, target, 5);
    if (!failed) break;
    if (restored.ok) continue;
    const left = existsSync(target) ? readdirSync(target, { recursive: true, withFileTypes: true }) : [];
    expect({ at, left: left.filter((one) => one.isFile()).map(({ name }) => name) }).toEqual({ at, left: [] });
  }
});

const waiting = aWorkflow('w1')
  .trigger('t1')
  .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
  .step('g1', 'add-tag', { tags: ['x'] }).document;

test('a power cut at any moment of a restoring leaves all of the workspace or none; what was confirmed stays', async () => {
  const draft = Buffer.from('{}');
  const files = (await filesOfOne()).set('workflows/w1.json', draft);
  const random = randomOf(11);
  // Its folder and the one above it are new, too: their names have to be on the disk as well as what is in them.
  const target = `/w/restored-by-${process.pid}/here`;
  for (let operation = 0; ; operation += 1) {
    const disk = crashDisk();
    const backup = await backupOf(files, disk, '/w');
    const stopped = disk.stopAt(disk.operations() + operation);
    const restoring = restore(disk, backup, target, 5);
    const restored = await Promise.race([restoring.then(must), stopped.then(() => undefined)]);
    disk.abandon();
    await restoring;
    for (let damage = 0; damage < 6; damage += 1) {
      const found = disk.afterPowerCut(random);
      if (restored === undefined && !found.files().includes(`${target}/workspace.json`)) continue;
      const house = must(await openHouse(found, target));
      expect({ operation, problems: house.report.problems }).toEqual({ operation, problems: [] });
      expect(house.runtime.ledger.table('contacts').size).toBe(3);
      expect(found.bytes(`${target}/workflows/w1.json`)).toEqual(draft);
      await house.close();
    }
    if (restored !== undefined) return;
  }
});

test('a folder into which another Baton is restoring is left to that one', async () => {
  const backup = await backupOf(await filesOfOne());
  const target = newFolder();
  mkdirSync(target);
  const lock = must(await takeLock(realDisk, target));
  expect(await restore(realDisk, backup, target, 5)).toMatchObject({
    ok: false,
    problem: { code: 'workspace-locked' },
  });
  expect(readdirSync(target)).toEqual([]);
  await lock.release();
  must(await restore(realDisk, backup, target, 5));
});

test('a folder of a workspace is refused and left empty', async () => {
  const shop = await Workshop.open();
  for (const target of ['bin', 'quarantine', 'deep/er']) {
    expect(await restore(realDisk, await backupOf(await filesOfOne()), join(shop.folder, target), 5)).toMatchObject({
      ok: false,
      problem: { code: 'inside-workspace', message: expect.stringContaining(shop.folder) },
    });
  }
  expect(readdirSync(join(shop.folder, 'bin'))).toEqual([]);
  expect(existsSync(join(shop.folder, 'deep'))).toBe(false);
});

test('a folder of a workspace is refused behind a symbolic link, too; so is one on another machine, yet to be made', async () => {
  const backup = await backupOf(await filesOfOne());
  const shop = await Workshop.open();
  const link = join(temporaryFolder(), 'link');
  symlinkSync(join(shop.folder, 'quarantine'), link);
  const before = await treeOf(shop.folder);
  const inside = await restore(realDisk, backup, join(link, 'new'), 7);
  expect(inside).toMatchObject({ problem: { code: 'inside-workspace' } });
  expect(await treeOf(shop.folder)).toEqual(before);

  const target = join(temporaryFolder(), 'two', 'folders');
  const remote: Disk = { ...realDisk, isNetwork: (folder) => Promise.resolve(existsSync(folder)) };
  expect(await restore(remote, backup, target, 7)).toMatchObject({ problem: { code: 'network-folder' } });
  expect(existsSync(target)).toBe(false);
});

test('a folder with a file in it, however deep, is not empty; one with empty folders is', async () => {
  const backup = await backupOf(await filesOfOne());
  const target = newFolder();
  mkdirSync(join(target, 'photos', '2026'), { recursive: true });
  writeFileSync(join(target, 'photos', '2026', 'cat.jpg'), 'meow');
  expect(await restore(realDisk, backup, target, 5)).toMatchObject({
    ok: false,
    problem: { code: 'folder-not-empty' },
  });
  expect(readdirSync(target)).toEqual(['photos']);
  const empty = newFolder();
  mkdirSync(join(empty, 'photos', '2026'), { recursive: true });
  must(await restore(realDisk, backup, empty, 5));
});

test('what names it a workspace is the first to be taken back: without its files it would be half a one', async () => {
  const target = newFolder();
  let named = false;
  let removed = 0;
  const dying = faultyDisk(realDisk, (operation, _, path) => {
    if (operation === 'rename' && path === join(target, 'workspace.json')) named = true;
    else if (named && operation === 'syncDir') return 'EIO';
    else if (named && operation === 'unlink' && removed++ > 0) return 'EIO';
    return undefined;
  });
  expect((await restore(dying, await backupOf(await filesOfOne()), target, 5)).ok).toBe(false);
  expect(removed).toBeGreaterThan(1);
  expect(existsSync(join(target, 'workspace.json'))).toBe(false);
});

test('a folder that cannot be looked into counts as not empty', async () => {
  const target = newFolder();
  mkdirSync(target);
  const blind = faultyDisk(realDisk, (operation, _, path) =>
    operation === 'list' && path === target ? 'EACCES' : undefined,
  );
  expect(await restore(blind, await backupOf(await filesOfOne()), target, 5)).toMatchObject({
    ok: false,
    problem: { code: 'folder-not-empty' },
  });
});

test('a backup leaves the workspace as it is, to the byte', async () => {
  const shop = await Workshop.open();
  await shop.contact('Maya');
  must(await backUp(shop.runtime, shop.house.files, join(temporaryFolder(), 'one.baton-backup')));
  const before = await treeOf(shop.folder);
  must(await backUp(shop.runtime, shop.house.files, join(temporaryFolder(), 'two.baton-backup')));
  expect(await treeOf(shop.folder)).toEqual(before);
});
