// The one gate to the file system: everything the store does to a disk goes through `Disk`, so that tests can give it a
// failing and a crashing body. No other file of electron/store and electron/runtime imports fs.
import fs from 'node:fs';
import path from 'node:path';
import { errnoOf, SyncFailed } from './io-problem.ts';
import { writingThread, type Keeper } from './writing-thread.ts';

/** An open file. Every call rejects with the system's error (`code` is ENOSPC, EIO ...). */
export interface DiskFile {
  /** Writes at a byte offset and answers how many bytes were taken, which may be fewer than given: see `writeAll`. */
  write(bytes: Uint8Array, at: number): Promise<number>;
  /** Reads from a byte offset and answers how many bytes came; 0 is the end of the file. */
  read(into: Uint8Array, at: number): Promise<number>;
  /** Length in bytes. */
  size(): Promise<number>;
  truncate(size: number): Promise<void>;
  /** Resolves when the bytes and the length of the file are on the medium. */
  sync(): Promise<void>;
  close(): Promise<void>;
  /** A `Keeper` that is quicker than `keepInOrder`. */
  keeper?(): Keeper;
}

/** `read` an existing file; `write` (and read) an existing file; `new` must not exist yet; `exclusive` see lock.ts. */
export type OpenMode = 'read' | 'write' | 'new' | 'exclusive';

export interface Disk {
  open(path: string, mode: OpenMode): Promise<DiskFile>;
  rename(from: string, to: string): Promise<void>;
  unlink(path: string): Promise<void>;
  /** The names in a folder, sorted. */
  list(folder: string): Promise<readonly string[]>;
  /** Makes a folder and those above it; one that is there is left as it is. */
  mkdir(folder: string): Promise<void>;
  /** Resolves when the names in the folder (new, renamed, removed files) are on the medium. */
  syncDir(folder: string): Promise<void>;
  /** The path without symbolic links: one name for one folder. */
  realPath(path: string): Promise<string>;
  /** Whether the folder is on another machine, where locks and syncs cannot be trusted. */
  isNetwork(folder: string): Promise<boolean>;
  /** Waits for milliseconds, so that something that holds a file (a virus scanner) can let go of it. */
  pause(ms: number): Promise<void>;
}

/** Writes all bytes, however few the disk takes at a time. */
export async function writeAll(file: DiskFile, bytes: Uint8Array, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;) {
    const taken = await file.write(done === 0 ? bytes : bytes.subarray(done), at + done);
    if (taken <= 0) throw Object.assign(new Error('The disk took no bytes'), { code: 'EIO' });
    done += taken;
  }
}

/** A sync as the last step of keeping something. */
export async function confirm(sync: Promise<void>): Promise<void> {
  try {
    await sync;
  } catch (error) {
    throw errnoOf(error) === undefined ? error : new SyncFailed(error);
  }
}

/** A `Keeper` of a file that has none of its own. */
export function keepInOrder(file: DiskFile): Keeper {
  let last: Promise<void> = Promise.resolve();
  return (bytes, at, zeros) => {
    last = last.then(async () => {
      await writeAll(file, bytes, at);
      if (zeros > 0) await writeAll(file, Buffer.alloc(zeros), at + bytes.length).catch(mustBeTheDisk);
      await confirm(file.sync());
    });
    return last;
  };
}

/** What the system refuses can be done without; a bug is thrown on. */
function mustBeTheDisk(error: unknown): void {
  if (errnoOf(error) === undefined) throw error;
}

/** Reads `length` bytes from an offset; fewer when the file ends earlier. */
export function readAll(file: DiskFile, at: number, length: number): Promise<Buffer> {
  return readInto(file, at, Buffer.allocUnsafe(length));
}

/** As `readAll`, as many bytes as there is room for, into given memory; answers the part of it that was filled. */
export async function readInto(file: DiskFile, at: number, bytes: Buffer): Promise<Buffer> {
  let done = 0;
  while (done < bytes.length) {
    const came = await file.read(done === 0 ? bytes : bytes.subarray(done), at + done);
    if (came === 0) break;
    done += came;
  }
  return bytes.subarray(0, done);
}

/** Closes a file that was only read, or of which every byte is synced: if it does not close, nothing is lost by that. */
export async function letGo(file: DiskFile): Promise<void> {
  try {
    await file.close();
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
  }
}

export async function readFile(disk: Disk, path: string): Promise<Buffer> {
  const file = await disk.open(path, 'read');
  try {
    return await readAll(file, 0, await file.size());
  } finally {
    await file.close();
  }
}

/**
 * Makes the folder if it is not there, and puts its name on the medium; also when it is there: whoever made it may have
 * been killed before that.
 */
export async function ensureFolder(disk: Disk, folder: string): Promise<void> {
  try {
    await disk.list(folder);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await disk.mkdir(folder);
  }
  await disk.syncDir(path.dirname(folder));
}

// A small write goes to the page cache in microseconds; the trip through the thread pool would cost ten times that.
const SMALL_WRITE = 64 * 1024;

// macOS only; Node does not name these flags (sys/fcntl.h). Elsewhere `exclusive` is never asked for.
const O_EXLOCK = 0x20;

const flags: Readonly<Record<OpenMode, number>> = {
  read: fs.constants.O_RDONLY,
  write: fs.constants.O_RDWR,
  new: fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_EXCL,
  exclusive: fs.constants.O_RDWR | fs.constants.O_CREAT | fs.constants.O_NONBLOCK | O_EXLOCK,
};

// statfs(2), f_type of nfs, smb, cifs, smb2, afs, coda, ncp, ceph, lustre, gpfs. What FUSE brings in (sshfs, but also a
// disk of this machine) cannot be told apart by it.
const NETWORK_TYPES = new Set([
  0x6969, 0x517b, 0xff534d42, 0xfe534d42, 0x5346414f, 0x73757245, 0x564c, 0x00c36400, 0x0bd00bd0, 0x47504653,
]);

type Done<T> = (error: Error | null, value: T) => void;

function call<T = void>(begin: (done: Done<T>) => void): Promise<T> {
  return new Promise((resolve, reject) => begin((error, value) => (error === null ? resolve(value) : reject(error))));
}

// Callbacks and bare descriptors: about half the cost of fs/promises for the many small calls of a journal.
function fileOf(fd: number): DiskFile {
  const file: DiskFile = {
    async write(bytes, at) {
      if (bytes.length <= SMALL_WRITE) return fs.writeSync(fd, bytes, 0, bytes.length, at);
      return call<number>((done) => fs.write(fd, bytes, 0, bytes.length, at, done));
    },
    read: (into, at) => call<number>((done) => fs.read(fd, into, 0, into.length, at, done)),
    size: async () => (await call<fs.Stats>((done) => fs.fstat(fd, done))).size,
    truncate: (size) => call((done) => fs.ftruncate(fd, size, (error) => done(error))),
    sync: () => call((done) => fs.fdatasync(fd, (error) => done(error))),
    close: () => call((done) => fs.close(fd, (error) => done(error ?? null))),
    keeper() {
      const begun = writingThread().then((thread) => thread?.keeper(fd) ?? keepInOrder(file));
      return async (...asked) => (await begun)(...asked);
    },
  };
  return file;
}

/** Removes a throw-away folder with everything in it. Not for workspaces: it syncs nothing. */
export function removeTree(folder: string): Promise<void> {
  return call((done) => fs.rm(folder, { recursive: true, force: true }, (error) => done(error)));
}

/** Not Node's own `recursive`: where the disk is read-only, that says that the folder is not there. */
async function makeFolder(folder: string): Promise<void> {
  const make = (): Promise<void> => call((done) => fs.mkdir(folder, { mode: 0o700 }, (error) => done(error)));
  try {
    await make().catch(async (error: unknown) => {
      if (errnoOf(error) !== 'ENOENT' || path.dirname(folder) === folder) throw error;
      await makeFolder(path.dirname(folder));
      await make();
    });
  } catch (error) {
    // It was there, or somebody made it meanwhile.
    const there = await call<fs.Stats>((done) => fs.stat(folder, done)).catch(() => undefined);
    if (there?.isDirectory() !== true) throw error;
  }
}

/** The body that touches the real disk. */
export const realDisk: Disk = {
  open: async (file, mode) => fileOf(await call<number>((done) => fs.open(file, flags[mode], 0o600, done))),
  rename: (from, to) => call((done) => fs.rename(from, to, (error) => done(error))),
  unlink: (path) => call((done) => fs.unlink(path, (error) => done(error))),
  list: async (folder) => (await call<string[]>((done) => fs.readdir(folder, done))).sort(),
  mkdir: makeFolder,
  async syncDir(folder) {
    // Windows cannot open a folder; NTFS writes its names in order by itself.
    if (process.platform === 'win32') return;
    const fd = await call<number>((done) => fs.open(folder, fs.constants.O_RDONLY, done));
    try {
      await call((done) => fs.fsync(fd, (error) => done(error)));
    } finally {
      await call((done) => fs.close(fd, (error) => done(error ?? null)));
    }
  },
  realPath: (path) => call<string>((done) => fs.realpath.native(path, done)),
  async isNetwork(folder) {
    if (process.platform === 'win32') return folder.startsWith('\\\\');
    if (process.platform !== 'linux') return false;
    return NETWORK_TYPES.has((await call<fs.StatsFs>((done) => fs.statfs(folder, done))).type);
  },
  pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};
