// Throws away files that mention something, wherever anything may stand: found by their bytes, not by their format.
import path from 'node:path';
import type { Disk } from './disk.ts';
import { errnoOf, ioProblem, StoreError } from './io-problem.ts';
import { readPieces } from './pieces.ts';

/**
 * Removes every file of a folder with one of the words in it, durably. `only`: of the files with such a name. Rejects with a
 * StoreError when the disk refuses: then a file may still be there.
 */
export async function removeFilesWith(
  disk: Disk,
  folder: string,
  words: readonly string[],
  only: (name: string) => boolean = () => true,
): Promise<void> {
  try {
    const names = await namesIn(disk, folder);
    let removed = 0;
    for (const name of names.filter(only)) {
      const file = path.join(folder, name);
      if (!(await mentions(disk, file, words))) continue;
      await disk.unlink(file);
      removed++;
    }
    if (removed > 0) await disk.syncDir(folder);
  } catch (error) {
    throw new StoreError(ioProblem(error, folder));
  }
}

async function namesIn(disk: Disk, folder: string): Promise<readonly string[]> {
  try {
    return await disk.list(folder);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return [];
    throw error;
  }
}

async function mentions(disk: Disk, file: string, words: readonly string[]): Promise<boolean> {
  const longest = Math.max(0, ...words.map((word) => Buffer.byteLength(word)));
  // A word may stand across two pieces.
  let end: Uint8Array = Buffer.alloc(0);
  for await (const piece of readPieces(disk, file)) {
    const bytes = Buffer.concat([end, piece]);
    if (words.some((word) => bytes.includes(word))) return true;
    end = bytes.subarray(Math.max(0, bytes.length - longest));
  }
  return false;
}
