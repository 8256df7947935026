// A disk in memory that knows what has been synced, and can lose power: what was not synced is then kept, dropped or
// garbled, and new names that were not synced with their folder may be gone. SQLite and LevelDB are tested this way.
import path from 'node:path';
import type { Disk, DiskFile, OpenMode } from '../../electron/store/disk.ts';

export interface CrashDisk extends Disk {
  /** How many operations that change the disk were begun. */
  operations(): number;
  /** The disk stops before its n-th changing operation (from 0): that one and all later ones never answer. */
  stopAt(operation: number): Promise<void>;
  /** The disk that is found after a power cut. `random` answers from 0 up to 1. */
  afterPowerCut(random: () => number): CrashDisk;
  /** The disk as the operating system sees it, as after kill -9. */
  afterKill(): CrashDisk;
  /** The bytes of a file as they stand, and a way to damage them. */
  bytes(file: string): Buffer;
  damage(file: string, bytes: Buffer): void;
  files(): readonly string[];
}

type Change = { readonly at: number; readonly bytes: Buffer } | { readonly size: number };
interface Inode {
  now: Buffer;
  synced: Buffer;
  pending: Change[];
}
/** A change of names, whole or not at all: a rename takes one name away and sets another. */
interface Naming {
  readonly sets: readonly (readonly [string, Inode | undefined])[];
  readonly waitsFor: Set<string>;
}

export function crashDisk(): CrashDisk {
  return build(new Map(), new Set(['/']));
}

function build(start: ReadonlyMap<string, Inode>, folders: Set<string>): CrashDisk {
  const names = new Map(start);
  const syncedNames = new Map(start);
  let namings: Naming[] = [];
  let operations = 0;
  let stop = Infinity;
  let stopped: () => void = () => undefined;

  /** Stands before each change; never resolves once the power is gone. */
  function begin(): Promise<void> {
    if (operations++ < stop) return Promise.resolve();
    stopped();
    return new Promise(() => undefined);
  }
  function inode(file: string): Inode {
    const found = names.get(file);
    if (found === undefined) throw systemError('ENOENT', file);
    return found;
  }
  function name(sets: Naming['sets']): void {
    for (const [file, to] of sets) set(names, file, to);
    namings.push({ sets, waitsFor: new Set(sets.map(([file]) => path.dirname(file))) });
  }

  return {
    async open(file, mode) {
      if (mode === 'new' || mode === 'exclusive') {
        await begin();
        if (!folders.has(path.dirname(file))) throw systemError('ENOENT', file);
        if (names.has(file)) throw systemError('EEXIST', file);
        name([[file, { now: Buffer.alloc(0), synced: Buffer.alloc(0), pending: [] }]]);
      }
      return open(inode(file), mode, begin);
    },
    async rename(from, to) {
      await begin();
      name([
        [from, undefined],
        [to, inode(from)],
      ]);
    },
    async unlink(file) {
      await begin();
      inode(file);
      name([[file, undefined]]);
    },
    async list(folder) {
      if (!folders.has(folder)) throw systemError('ENOENT', folder);
      const inside = [...names.keys(), ...folders].filter((one) => one !== '/' && path.dirname(one) === folder);
      return inside.map((one) => path.basename(one)).sort();
    },
    async mkdir(folder) {
      await begin();
      for (let one = folder; !folders.has(one); one = path.dirname(one)) folders.add(one);
    },
    async syncDir(folder) {
      await begin();
      for (const naming of namings) naming.waitsFor.delete(folder);
      for (const naming of namings.filter((one) => one.waitsFor.size === 0)) {
        for (const [file, to] of naming.sets) set(syncedNames, file, to);
      }
      namings = namings.filter((one) => one.waitsFor.size > 0);
    },
    realPath: async (file) => file,
    isNetwork: async () => false,
    pause: async () => undefined,

    operations: () => operations,
    stopAt(operation) {
      stop = operation;
      return new Promise((resolve) => (stopped = resolve));
    },
    afterPowerCut(random) {
      const found = new Map(syncedNames);
      for (const naming of namings) {
        if (random() < 0.5) for (const [file, to] of naming.sets) set(found, file, to);
      }
      return build(new Map([...found].map(([file, one]) => [file, atRest(surviving(one, random))])), new Set(folders));
    },
    afterKill: () =>
      build(new Map([...names].map(([file, one]) => [file, { ...one, pending: [...one.pending] }])), new Set(folders)),
    bytes: (file) => inode(file).now,
    damage: (file, bytes) => void Object.assign(inode(file), atRest(bytes)),
    files: () => [...names.keys()].sort(),
  };
}

function open(inode: Inode, mode: OpenMode, begin: () => Promise<void>): DiskFile {
  const change = async (one: Change) => {
    if (mode === 'read') throw systemError('EBADF', 'read only');
    await begin();
    inode.pending.push(one);
    inode.now = apply(inode.now, one);
  };
  return {
    async write(bytes, at) {
      await change({ at, bytes: Buffer.from(bytes) });
      return bytes.length;
    },
    read: async (into, at) => (at >= inode.now.length ? 0 : inode.now.copy(into, 0, at)),
    size: async () => inode.now.length,
    truncate: (size) => change({ size }),
    async sync() {
      await begin();
      inode.synced = inode.now;
      inode.pending = [];
    },
    close: async () => undefined,
  };
}

function apply(bytes: Buffer, change: Change): Buffer {
  if ('size' in change) return Buffer.concat([bytes.subarray(0, change.size)], change.size);
  const after = Buffer.alloc(Math.max(bytes.length, change.at + change.bytes.length));
  bytes.copy(after);
  change.bytes.copy(after, change.at);
  return after;
}

/** What is left of a file: its synced bytes, and of each later change all, nothing, a part or garbage. */
function surviving(inode: Inode, random: () => number): Buffer {
  return inode.pending.reduce((bytes, change) => {
    const fate = random();
    if (fate < 0.3) return bytes;
    if (fate < 0.6 || 'size' in change) return apply(bytes, change);
    const cut = Math.floor(random() * (change.bytes.length + 1));
    if (fate < 0.8) return apply(bytes, { at: change.at, bytes: change.bytes.subarray(0, cut) });
    const garbled = Buffer.from(change.bytes);
    if (fate < 0.9) garbled.fill(0, cut);
    else for (let at = cut; at < garbled.length; at++) garbled[at] = Math.floor(random() * 256);
    return apply(bytes, { at: change.at, bytes: garbled });
  }, inode.synced);
}

function atRest(bytes: Buffer): Inode {
  return { now: bytes, synced: bytes, pending: [] };
}

function set(map: Map<string, Inode>, file: string, to: Inode | undefined): void {
  if (to === undefined) map.delete(file);
  else map.set(file, to);
}

export function systemError(code: string, what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code });
}
