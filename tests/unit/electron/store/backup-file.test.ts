// Writing a backup: every byte of every file, or nothing under its name.
import { expect, test } from 'vitest';
import { checkBackup, readPacked, writeBackup, type BackedUp } from '../../../../electron/store/backup-file.ts';
import type { Disk } from '../../../../electron/store/disk.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';

const head = { workspace: 'w', madeAt: 5 };
const target = '/w/one.baton-backup';

async function newDisk(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  return disk;
}

/** A file that says it is so long, and gives these pieces. */
function backedUp(name: string, bytes: number, ...pieces: readonly string[]): BackedUp {
  async function* read(): AsyncGenerator<Uint8Array> {
    for (const piece of pieces) yield Buffer.from(piece);
  }
  return { name, bytes, read };
}

async function* each(...files: readonly BackedUp[]): AsyncGenerator<BackedUp> {
  yield* files;
}

test('files of many pieces, of none, and files that have grown meanwhile are in it as long as they said', async () => {
  const disk = await newDisk();
  const long = 'x'.repeat(300_000);
  const files = each(
    backedUp('long.json', 600_000, long, long),
    backedUp('empty.json', 0),
    backedUp('ledger/segment.log', 5, 'ab', 'cdefg', 'never read'),
  );
  expect(await writeBackup(disk, target, head, files)).toBe(disk.bytes(target).length);
  const contents = must(await checkBackup(disk, target));
  const found: string[] = [];
  for (const packed of contents.files) {
    let text = '';
    for await (const piece of readPacked(disk, target, packed)) text += Buffer.from(piece).toString();
    found.push(`${packed.name} ${text.length} ${text.slice(0, 6)}`);
  }
  expect(found).toEqual(['long.json 600000 xxxxxx', 'empty.json 0 ', 'ledger/segment.log 5 abcde']);
});

test.each([
  ['workflows/w1.json'],
  ['workflows/w1 - Copy (2).json'],
  ['workflows/größe.json'],
  ['revisions/w1/1-a..b.json'],
])('the name %j comes back', async (name) => {
  const disk = await newDisk();
  await writeBackup(disk, target, head, each(backedUp(name, 1, 'x')));
  expect(must(await checkBackup(disk, target)).files.map((one) => one.name)).toEqual([name]);
});

test.each([
  '',
  '.',
  '..',
  '../users.json',
  'a/../../users.json',
  '/etc/passwd',
  'a//b.json',
  'a/',
  'a\\..\\b.json',
  'C:users.json',
  'C:/users.json',
  '.. /users.json',
  '.../users.json',
  'a. /b.json',
  'users.json.',
  'users.json ',
  'users.json:stream',
  'a\u0000b.json',
  'a\nb.json',
  'workflows/.DS_Store',
  'workflows/._w1.json',
])(
  'the name %j, which means something else on some system or leads elsewhere, makes a backup no sound one',
  async (name) => {
    const disk = await newDisk();
    await writeBackup(disk, target, head, each(backedUp('users.json', 1, 'x'), backedUp(name, 1, 'y')));
    expect(await checkBackup(disk, target)).toMatchObject({ ok: false, problem: { code: 'backup-damaged' } });
  },
);

test('a name that is there twice makes a backup no sound one', async () => {
  const disk = await newDisk();
  await writeBackup(disk, target, head, each(backedUp('users.json', 1, 'x'), backedUp('users.json', 1, 'y')));
  expect(await checkBackup(disk, target)).toMatchObject({ ok: false, problem: { code: 'backup-damaged' } });
});

test('a file that has become shorter is no part of one moment: the backup is given up', async () => {
  const disk = await newDisk();
  await expect(writeBackup(disk, target, head, each(backedUp('a.json', 10, 'abc')))).rejects.toThrow(
    'a.json is shorter than it was',
  );
  expect(disk.files()).toEqual([]);
});

test('a disk that keeps less than it said makes no backup', async () => {
  const memory = await newDisk();
  const disk: Disk = {
    ...memory,
    async open(file, mode) {
      const whole = await memory.open(file, mode);
      return { ...whole, size: async () => (await whole.size()) - 1 };
    },
  };
  await expect(writeBackup(disk, target, head, each(backedUp('a.json', 3, 'abc')))).rejects.toMatchObject({
    code: 'EIO',
  });
  expect(memory.files()).toEqual([]);
});

test('a power cut at any moment leaves the backup of this name that was there, or the new one, whole', async () => {
  const random = randomOf(3);
  for (let operation = 0; ; operation += 1) {
    const disk = await newDisk();
    await writeBackup(disk, target, { ...head, madeAt: 1 }, each(backedUp('a.json', 3, 'old')));
    const stopped = disk.stopAt(disk.operations() + operation);
    const writing = writeBackup(disk, target, { ...head, madeAt: 2 }, each(backedUp('a.json', 3, 'new')));
    const written = await Promise.race([writing.then(() => true), stopped.then(() => false)]);
    for (let damage = 0; damage < 8; damage += 1) {
      const { madeAt } = must(await checkBackup(disk.afterPowerCut(random), target));
      expect(written ? [2] : [1, 2]).toContain(madeAt);
    }
    if (written) return;
  }
});
