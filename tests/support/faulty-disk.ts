// A disk that fails where a test says so: by operation, by its number, once or for good.
import type { Disk, DiskFile } from '../../electron/store/disk.ts';
import { systemError } from './crash-disk.ts';

export type Operation =
  'open' | 'write' | 'read' | 'truncate' | 'sync' | 'close' | 'rename' | 'unlink' | 'list' | 'mkdir' | 'syncDir';

/** A system code to fail with, or how many bytes a write takes before the disk is full. */
export type Fault = string | { readonly takes: number };

const CHANGING: readonly Operation[] = ['open', 'write', 'truncate', 'sync', 'rename', 'unlink', 'mkdir', 'syncDir'];
const LOOKING: readonly Operation[] = ['open', 'read', 'list', 'close'];

/** A fault, and the operations that it can befall. */
export interface Trouble {
  readonly fault: Fault;
  readonly befalls: readonly Operation[];
}

/** All kinds of trouble: with what changes the disk, and with what only looks at it. */
export const TROUBLES: readonly Trouble[] = [
  ...['EIO', 'ENOSPC', 'EROFS', 'EACCES', 'EPERM'].map((fault) => ({ fault, befalls: CHANGING })),
  { fault: { takes: 7 }, befalls: ['write'] },
  ...['EIO', 'EACCES'].map((fault) => ({ fault, befalls: LOOKING })),
];

/** Asked before every operation; `index` counts all of them from 0. */
export type Decide = (operation: Operation, index: number, path: string) => Fault | undefined;

export function faultyDisk(inner: Disk, decide: Decide): Disk {
  let index = 0;
  const ask = (operation: Operation, path: string) => {
    const fault = decide(operation, index++, path);
    if (typeof fault === 'string') throw systemError(fault, `${operation} ${path}`);
    return fault;
  };
  const around = (file: DiskFile, path: string): DiskFile => ({
    async write(bytes, at) {
      const fault = ask('write', path);
      return file.write(fault === undefined ? bytes : bytes.subarray(0, fault.takes), at);
    },
    async read(into, at) {
      ask('read', path);
      return file.read(into, at);
    },
    size: () => file.size(),
    async truncate(size) {
      ask('truncate', path);
      return file.truncate(size);
    },
    async sync() {
      ask('sync', path);
      return file.sync();
    },
    async close() {
      await file.close();
      ask('close', path);
    },
  });
  return {
    ...inner,
    async open(path, mode) {
      ask('open', path);
      return around(await inner.open(path, mode), path);
    },
    async rename(from, to) {
      ask('rename', to);
      return inner.rename(from, to);
    },
    async unlink(path) {
      ask('unlink', path);
      return inner.unlink(path);
    },
    async list(folder) {
      ask('list', folder);
      return inner.list(folder);
    },
    async mkdir(folder) {
      ask('mkdir', folder);
      return inner.mkdir(folder);
    },
    async syncDir(folder) {
      ask('syncDir', folder);
      return inner.syncDir(folder);
    },
    pause: async () => undefined,
  };
}
