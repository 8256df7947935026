// Reads the lines of one trace back from the journal, one read per line; each line proves itself by its own sum.
import path from 'node:path';
import { readAll, type Disk, type DiskFile } from './disk.ts';
import { decodeLine } from './frame.ts';
import { isMoved } from './own-lines.ts';
import { ioProblem, StoreError } from './io-problem.ts';

/** Rejects with a StoreError if a line cannot be read. */
export async function readTrace(
  disk: Disk,
  folder: string,
  segments: readonly string[],
  positions: readonly number[],
): Promise<readonly object[]> {
  const files = new Map<number, DiskFile>();
  const lines: object[] = [];
  try {
    for (let next = 0; next < positions.length; next += 3) {
      const [segment = 0, at = 0, length = 0] = positions.slice(next, next + 3);
      const name = segments[segment] ?? '';
      const file = files.get(segment) ?? (await disk.open(path.join(folder, name), 'read'));
      files.set(segment, file);
      const line = decodeLine(await readAll(file, at, length));
      if (line === undefined) throw new StoreError(unreadable(name, at));
      lines.push(isMoved(line) ? line.line : line);
    }
  } catch (error) {
    throw new StoreError(ioProblem(error, folder));
  } finally {
    for (const file of files.values()) await file.close();
  }
  return lines;
}

function unreadable(segment: string, at: number) {
  return {
    code: 'trace-damaged',
    message: `A line of this trace is damaged: ${segment}, byte ${at}.`,
    where: { path: segment },
    fix: 'Restore the workspace folder from a backup to see it again.',
  };
}
