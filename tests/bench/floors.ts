// What no store can be quicker than: the same bytes read or written by plain calls, with the same syncs. Each answers ms.
import {
  closeSync,
  fdatasyncSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  statSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';

const timed = (work: () => void): number => {
  const began = performance.now();
  work();
  return performance.now() - began;
};

function medianOf(times: number, work: (n: number) => void): number {
  const all = Array.from({ length: times }, (_, n) => timed(() => work(n))).toSorted((a, b) => a - b);
  return all[Math.floor(times / 2)] ?? 0;
}

/** Reads all files of a folder. */
export function readFiles(folder: string): number {
  return timed(() => {
    for (const name of readdirSync(folder)) readFileSync(join(folder, name));
  });
}

/** Reads so many bytes here and there in a file, which is opened each time. */
export function readHereAndThere(file: string, bytes: number): number {
  const room = Buffer.alloc(bytes);
  const end = Math.max(1, statSync(file).size - bytes);
  return medianOf(500, (n) => {
    const opened = openSync(file, 'r');
    readSync(opened, room, 0, bytes, (n * 7919) % end);
    closeSync(opened);
  });
}

/** Appends so many bytes to a file and syncs them. */
export function appendSynced(folder: string, bytes: number): number {
  const room = Buffer.alloc(bytes, 65);
  const file = openSync(join(folder, 'appended'), 'w');
  const half = medianOf(200, () => {
    writeSync(file, room);
    fdatasyncSync(file);
  });
  closeSync(file);
  return half;
}

/** Puts a file of so many bytes in a folder, whole or not at all: written, synced, renamed, and its name synced. */
export function putFile(folder: string, bytes: number): number {
  const room = Buffer.alloc(bytes, 65);
  const inside = join(folder, 'put');
  mkdirSync(inside, { recursive: true });
  return medianOf(20, (n) => {
    const temporary = join(inside, 'one.tmp');
    const file = openSync(temporary, 'w');
    writeSync(file, room);
    fsyncSync(file);
    closeSync(file);
    renameSync(temporary, join(inside, `${n}.json`));
    const names = openSync(inside, 'r');
    fsyncSync(names);
    closeSync(names);
  });
}
