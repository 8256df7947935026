// Puts new bytes in the place of a file so that, whatever happens, either the old or the new file is there, whole.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { writeAll, type Disk } from './disk.ts';
import { errnoOf } from './io-problem.ts';

const TEMPORARY = '.tmp';

// Windows refuses a rename while a virus scanner or an indexer has the file open, for some tenths of a second.
const HELD = new Set(['EPERM', 'EACCES', 'EBUSY']);
const RENAME_PAUSES = [10, 40, 150, 300, 500];

/**
 * Resolves when the new bytes and the name are on the medium. When it rejects, the old file is there, untouched, or (only the sync of the folder failed) the new one. Never a part of either.
 */
export async function replaceFile(disk: Disk, target: string, bytes: Uint8Array): Promise<void> {
  const temporary = temporaryName(target);
  await writeNew(disk, temporary, bytes);
  await publish(disk, temporary, target);
}

/** A name beside `target` that nobody uses; `removeTemporaries` clears those that a crash left. */
export function temporaryName(target: string): string {
  return `${target}.${randomUUID()}${TEMPORARY}`;
}

/** Gives a whole, synced temporary file its real name, durably. */
export async function publish(disk: Disk, temporary: string, target: string): Promise<void> {
  try {
    await renamePatiently(disk, temporary, target);
  } catch (error) {
    await discard(disk, temporary);
    throw error;
  }
  await disk.syncDir(path.dirname(target));
}

/** Removes what writes cut short by a crash left in a folder. It was never confirmed. */
export async function removeTemporaries(disk: Disk, folder: string): Promise<void> {
  for (const name of await disk.list(folder)) {
    if (name.endsWith(TEMPORARY)) await disk.unlink(path.join(folder, name));
  }
}

/** Best effort: a temporary that cannot be removed now is removed at the next start. */
export async function discard(disk: Disk, temporary: string): Promise<void> {
  await disk.unlink(temporary).catch(() => undefined);
}

async function writeNew(disk: Disk, target: string, bytes: Uint8Array): Promise<void> {
  const file = await disk.open(target, 'new');
  try {
    try {
      await writeAll(file, bytes, 0);
      const size = await file.size();
      if (size !== bytes.length) {
        throw Object.assign(new Error(`${target} has ${size} bytes instead of ${bytes.length}`), { code: 'EIO' });
      }
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    await discard(disk, target);
    throw error;
  }
}

async function renamePatiently(disk: Disk, from: string, to: string): Promise<void> {
  for (const pause of RENAME_PAUSES) {
    try {
      return await disk.rename(from, to);
    } catch (error) {
      if (!HELD.has(errnoOf(error) ?? '')) throw error;
      await disk.pause(pause);
    }
  }
  await disk.rename(from, to);
}
