// Reads the lines of one trace back from the journal; each line proves itself by its own sum. Lines that stand close together
// are read at once: what a workflow missed during an import is a trace with a line per contact.
import path from 'node:path';
import { letGo, readAll, type Disk, type DiskFile } from './disk.ts';
import { decodeLine } from './frame.ts';
import { isMoved } from './own-lines.ts';
import { ioProblem, StoreError } from './io-problem.ts';

// Bytes: so much that is not wanted may stand between two lines; so much is read at once.
const CLOSE = 4 * 1024;
const AT_ONCE = 256 * 1024;

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
    for (const { segment, from, to, places } of stretches(positions)) {
      const name = segments[segment] ?? '';
      const file = files.get(segment) ?? (await disk.open(path.join(folder, name), 'read'));
      files.set(segment, file);
      const bytes = await readAll(file, from, to - from);
      for (const [at, end] of places) {
        const line = decodeLine(bytes.subarray(at - from, end - from));
        if (line === undefined) throw new StoreError(unreadable(name, at));
        lines.push(isMoved(line) ? line.line : line);
      }
    }
  } catch (error) {
    throw new StoreError(ioProblem(error, folder));
  } finally {
    for (const file of files.values()) await letGo(file);
  }
  return lines;
}

/** Bytes of a segment that are read at once, and the lines in them that are meant, by offset and end. */
interface Stretch {
  readonly segment: number;
  readonly from: number;
  to: number;
  readonly places: [number, number][];
}

/** `positions`: segment, offset and length of each line, in the order of the trace. */
function* stretches(positions: readonly number[]): Generator<Stretch> {
  let open: Stretch | undefined;
  for (let next = 0; next < positions.length; next += 3) {
    const [segment = 0, at = 0, length = 0] = positions.slice(next, next + 3);
    const end = at + length;
    const joins = open?.segment === segment && at >= open.to && at - open.to <= CLOSE && end - open.from <= AT_ONCE;
    if (open !== undefined && joins) {
      open.to = end;
      open.places.push([at, end]);
      continue;
    }
    if (open !== undefined) yield open;
    open = { segment, from: at, to: end, places: [[at, end]] };
  }
  if (open !== undefined) yield open;
}

function unreadable(segment: string, at: number) {
  return {
    code: 'trace-damaged',
    message: `A line of this trace is damaged: ${segment}, byte ${at}.`,
    where: { path: segment },
    fix: 'Restore the workspace folder from a backup to see it again.',
  };
}
