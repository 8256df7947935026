// New bytes in the place of a file: the old or the new, whole; and other people's bugs are not taken for a busy disk.
import { expect, test } from 'vitest';
import type { Disk } from '../../../../electron/store/disk.ts';
import { replaceFile } from '../../../../electron/store/replace-file.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';

async function withOld(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  await replaceFile(disk, '/w/a.json', Buffer.from('old'));
  return disk;
}

test('a disk that keeps less than it said leaves the old file, and nothing beside it', async () => {
  const memory = await withOld();
  const disk: Disk = {
    ...memory,
    async open(file, mode) {
      const whole = await memory.open(file, mode);
      return { ...whole, size: async () => (await whole.size()) - 1 };
    },
  };
  await expect(replaceFile(disk, '/w/a.json', Buffer.from('new'))).rejects.toThrow('has 2 bytes instead of 3');
  expect(memory.files()).toEqual(['/w/a.json']);
  expect(memory.bytes('/w/a.json').toString()).toBe('old');
});

test('a rename is not tried again when it failed for no reason of the disk', async () => {
  const memory = await withOld();
  let tries = 0;
  const disk: Disk = {
    ...memory,
    rename: () => {
      tries += 1;
      return Promise.reject(new TypeError('a bug'));
    },
  };
  await expect(replaceFile(disk, '/w/a.json', Buffer.from('new'))).rejects.toThrow('a bug');
  expect(tries).toBe(1);
  expect(memory.files()).toEqual(['/w/a.json']);
});
