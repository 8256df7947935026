// Writing a backup: every byte of every file, or nothing under its name.
import { expect, test } from 'vitest';
import { checkBackup, readPacked, writeBackup, type BackedUp } from '../../../../electron/store/backup-file.ts';
import type { Disk } from '../../../../electron/store/disk.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { must } from '../../../support/must.ts';

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
