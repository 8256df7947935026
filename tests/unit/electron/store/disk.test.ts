import fs, { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { ensureFolder, readAll, readFile, realDisk, writeAll } from '../../../../electron/store/disk.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

test('writes, syncs and reads a file by offset', async () => {
  const path = join(temporaryFolder(), 'a');
  const file = await realDisk.open(path, 'new');
  const large = Buffer.alloc(200_000, 'x');
  await writeAll(file, Buffer.from('one '), 0);
  await writeAll(file, large, 4);
  await file.sync();
  expect(await file.size()).toBe(200_004);
  await file.truncate(6);
  expect((await readAll(file, 0, 100)).toString()).toBe('one xx');
  await file.close();
  expect((await readFile(realDisk, path)).toString()).toBe('one xx');
});

test('a sync asks the system for one, of the file and of the folder, and says when that fails', async () => {
  const folder = temporaryFolder();
  const asked: string[] = [];
  // What was synced can be seen by nobody but a power cut.
  const data = vi.spyOn(fs, 'fdatasync').mockImplementation((fd, done) => {
    asked.push(`file ${fs.fstatSync(fd).isFile()}`);
    done(null);
  });
  const names = vi.spyOn(fs, 'fsync').mockImplementation((fd, done) => {
    asked.push(`folder ${fs.fstatSync(fd).isDirectory()}`);
    done(Object.assign(new Error('EIO'), { code: 'EIO' }));
  });
  try {
    const file = await realDisk.open(join(folder, 'a'), 'new');
    await file.sync();
    await file.close();
    await expect(realDisk.syncDir(folder)).rejects.toMatchObject({ code: 'EIO' });
  } finally {
    data.mockRestore();
    names.mockRestore();
  }
  expect(asked).toEqual(['file true', 'folder true']);
});

test('a new file must not exist, a file to write must', async () => {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a'), '');
  await expect(realDisk.open(join(folder, 'a'), 'new')).rejects.toMatchObject({ code: 'EEXIST' });
  await expect(realDisk.open(join(folder, 'b'), 'write')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('makes, lists, renames and removes', async () => {
  const folder = temporaryFolder();
  await realDisk.mkdir(join(folder, 'in', 'side'));
  await realDisk.mkdir(join(folder, 'in', 'side'));
  writeFileSync(join(folder, 'b'), 'b');
  writeFileSync(join(folder, 'a'), 'a');
  await realDisk.rename(join(folder, 'b'), join(folder, 'in', 'c'));
  await realDisk.syncDir(folder);
  expect(await realDisk.list(folder)).toEqual(['a', 'in']);
  await realDisk.unlink(join(folder, 'a'));
  expect(await realDisk.list(folder)).toEqual(['in']);
  expect(readFileSync(join(folder, 'in', 'c'), 'utf8')).toBe('b');
});

test('a local folder is not taken for a network folder', async () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'x'));
  expect(await realDisk.isNetwork(folder)).toBe(false);
});

test('writeAll goes on after a short write and gives up when the disk takes nothing', async () => {
  const memory = crashDisk();
  await memory.mkdir('/d');
  let takes = [3, 1];
  const disk = faultyDisk(memory, (operation) => {
    const next = operation === 'write' ? takes.shift() : undefined;
    return next === undefined ? undefined : { takes: next };
  });
  const file = await disk.open('/d/a', 'new');
  await writeAll(file, Buffer.from('hello world'), 0);
  expect(memory.bytes('/d/a').toString()).toBe('hello world');
  takes = [0];
  await expect(writeAll(file, Buffer.from('more'), 11)).rejects.toMatchObject({ code: 'EIO' });
});

test('a file in the place of a folder is not written over, and is said', async () => {
  const path = join(temporaryFolder(), 'a');
  writeFileSync(path, 'a');
  await expect(ensureFolder(realDisk, path)).rejects.toMatchObject({ code: 'ENOTDIR' });
  expect(readFileSync(path, 'utf8')).toBe('a');
});
