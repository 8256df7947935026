// A line of text that outlives the end of the process, but not a power cut: it is written and never synced. It takes no
// trip to the disk, so it can be written right beside what it is about.
import { readFile, writeAll, type Disk, type DiskFile } from './disk.ts';
import { errnoOf } from './io-problem.ts';

/** Bytes of the file: a shorter text is filled up, so that nothing of a longer one before it is left. */
const LENGTH = 400;

export interface Mark {
  /** The text that was written last, by this process or an earlier one; '' for none. Rejects with the system's error. */
  read(): Promise<string>;
  /** Writes the text. After the first time it is in the file when the call returns; the promise tells only of an error. */
  write(text: string): Promise<void>;
  close(): Promise<void>;
}

/** The mark in a file, which is made by the first `write`. */
export function markAt(disk: Disk, path: string): Mark {
  let file: DiskFile | undefined;
  const open = (): Promise<DiskFile> =>
    disk.open(path, 'write').catch((error: unknown) => {
      if (errnoOf(error) === 'ENOENT') return disk.open(path, 'new');
      throw error;
    });
  return {
    async read() {
      try {
        return (await readFile(disk, path)).toString().trimEnd();
      } catch (error) {
        if (errnoOf(error) === 'ENOENT') return '';
        throw error;
      }
    },
    async write(text) {
      file ??= await open();
      await writeAll(file, Buffer.from(text.padEnd(LENGTH)), 0);
    },
    async close() {
      await file?.close();
      file = undefined;
    },
  };
}
