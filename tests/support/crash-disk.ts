// A disk in memory that knows what has been synced, and can lose power: what was not synced is then kept, dropped or
// garbled, and new names that were not synced with their folder may be gone. SQLite and LevelDB are tested this way.
import path from 'node:path';
import type { Disk, DiskFile, OpenMode } from '../../electron/store/disk.ts';

export interface CrashDisk extends Disk {
  /** How many operations that change the disk were begun. */
  operations(): number;
  /** The disk stops before its n-th changing operation (from 0): that one and all later ones never answer. */
  stopAt(operation: number): Promise<void>;
  /** Lets all that waits for a stopped disk fail, so that nothing is left hanging once nobody looks any more. */
  abandon(): void;
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
/** A folder has nothing of its own but its name. */
type Named = Inode | 'folder';
/** A change of names, whole or not at all: a rename takes one name away and sets another. */
interface Naming {
  readonly sets: readonly (readonly [string, Named | undefined])[];
  /** Folders that have not been synced since. */
  readonly waitsFor: Set<string>;
}
/** Names as the system sees them, those that are on the medium, and what lies between. */
interface Names {
  readonly now: Map<string, Named>;
  readonly synced: Map<string, Named>;
  readonly changes: readonly Naming[];
}

/** An empty disk, with a folder /w that has been there for long. */
export function crashDisk(): CrashDisk {
  const names = (): Map<string, Named> => new Map(['/', '/w'].map((folder) => [folder, 'folder']));
  return build({ now: names(), synced: names(), changes: [] });
}

function build({ now: names, synced: syncedNames, changes }: Names): CrashDisk {
  let namings = changes;
  let operations = 0;
  let stop = Infinity;
  let stopped: () => void = () => undefined;
  let abandon: (() => void) | undefined;
  const abandoned = new Promise<never>((_, reject) => {
    abandon = () => reject(systemError('EIO', 'the power is gone'));
  });
  abandoned.catch(() => undefined);

  /** Stands before each change; does not resolve once the power is gone. */
  function begin(): Promise<void> {
    if (operations++ < stop) return Promise.resolve();
    stopped();
    return abandoned;
  }
  function inode(file: string): Inode {
    const found = names.get(file);
    if (found === undefined) throw systemError('ENOENT', file);
    if (found === 'folder') throw systemError('EISDIR', file);
    return found;
  }
  function name(sets: Naming['sets']): void {
    for (const [file, to] of sets) set(names, file, to);
    namings = [...namings, { sets, waitsFor: new Set(sets.map(([file]) => path.dirname(file))) }];
  }
  function mustBeFolder(folder: string): void {
    if (names.get(folder) !== 'folder') throw systemError('ENOENT', folder);
  }

  return {
    async open(file, mode) {
      if (mode === 'new' || mode === 'exclusive') {
        await begin();
        mustBeFolder(path.dirname(file));
        if (names.has(file)) throw systemError('EEXIST', file);
        name([[file, { now: Buffer.alloc(0), synced: Buffer.alloc(0), pending: [] }]]);
      }
      return open(inode(file), mode, begin);
    },
    async rename(from, to) {
      await begin();
      mustBeFolder(path.dirname(to));
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
      mustBeFolder(folder);
      const inside = [...names.keys()].filter((one) => one !== '/' && path.dirname(one) === folder);
      return inside.map((one) => path.basename(one)).sort();
    },
    async mkdir(folder) {
      await begin();
      const missing: string[] = [];
      for (let one = folder; !names.has(one); one = path.dirname(one)) missing.unshift(one);
      for (const one of missing) name([[one, 'folder']]);
    },
    async syncDir(folder) {
      await begin();
      mustBeFolder(folder);
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
    abandon: () => abandon?.(),
    afterPowerCut(random) {
      const found = new Map(syncedNames);
      for (const naming of namings) {
        if (random() < 0.5) for (const [file, to] of naming.sets) set(found, file, to);
      }
      // What is in a folder whose own name was lost is lost with it.
      for (const file of [...found.keys()].sort()) if (!found.has(path.dirname(file))) found.delete(file);
      const rest = new Map<string, Named>();
      for (const [file, one] of found) rest.set(file, one === 'folder' ? one : atRest(surviving(one, random)));
      return build({ now: rest, synced: new Map(rest), changes: [] });
    },
    afterKill: () => build(copied({ now: names, synced: syncedNames, changes: namings })),
    bytes: (file) => inode(file).now,
    damage: (file, bytes) => void Object.assign(inode(file), atRest(bytes)),
    files: () => [...names].flatMap(([file, one]) => (one === 'folder' ? [] : [file])).sort(),
  };
}

/** The same names and bytes, synced as far as they are; a file with two names stays one file. */
function copied({ now, synced, changes }: Names): Names {
  const copies = new Map<Inode, Inode>();
  const copy = <T extends Named | undefined>(one: T): T | Inode => {
    if (one === undefined || one === 'folder') return one;
    const made = copies.get(one) ?? { ...one, pending: [...one.pending] };
    copies.set(one, made);
    return made;
  };
  const all = (map: ReadonlyMap<string, Named>) => new Map([...map].map(([file, one]) => [file, copy<Named>(one)]));
  return {
    now: all(now),
    synced: all(synced),
    changes: changes.map(({ sets, waitsFor }) => ({
      sets: sets.map(([file, to]) => [file, copy<Named | undefined>(to)] as const),
      waitsFor: new Set(waitsFor),
    })),
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

function set(map: Map<string, Named>, file: string, to: Named | undefined): void {
  if (to === undefined) map.delete(file);
  else map.set(file, to);
}

export function systemError(code: string, what: string): Error {
  return Object.assign(new Error(`${code}: ${what}`), { code });
}
