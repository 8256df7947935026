// Reads the lines of a sealed segment one after another, in pieces, however long the segment is.
import { letGo, readAll, type Disk } from './disk.ts';
import { decodeLine, LINE_PREFIX } from './frame.ts';
import { ioProblem, StoreError } from './io-problem.ts';
import { readHead } from './replay.ts';
import { link, type Mark } from './segment.ts';

const PIECE = 256 * 1024;
const HEAD_ROOM = 4096;
const NEWLINE = 10;

export interface SegmentLine {
  /** Byte offset, and byte length without the line end. */
  readonly at: number;
  readonly length: number;
  /** The line; throws a StoreError if a byte of it is wrong. */
  readonly read: () => object;
}

/** The lines with one of the words in them, as bytes; all lines when there are no words. */
export async function* readLines(disk: Disk, file: string, words: readonly string[]): AsyncGenerator<SegmentLine> {
  const opened = await disk.open(file, 'read');
  try {
    const size = await opened.size();
    for (let from = 0, room = PIECE; from < size;) {
      const piece = await readAll(opened, from, room);
      const whole = piece.lastIndexOf(NEWLINE) + 1;
      if (whole === 0 && from + piece.length < size) {
        room *= 2;
        continue;
      }
      const end = whole === 0 ? piece.length : whole;
      if (words.length === 0 || words.some((word) => piece.includes(word))) {
        for (const [at, line] of linesOf(piece.subarray(0, end))) {
          if (words.length > 0 && !words.some((word) => line.includes(word))) continue;
          const place = from + at;
          yield { at: place, length: line.length, read: () => decode(line, file, place) };
        }
      }
      from += end;
      room = PIECE;
    }
  } catch (error) {
    throw new StoreError(ioProblem(error, file));
  } finally {
    await letGo(opened);
  }
}

/** The segment before, as this one's first frame names it. */
export async function readLink(disk: Disk, file: string): Promise<Mark | null> {
  const opened = await disk.open(file, 'read');
  try {
    const head = readHead(await readAll(opened, 0, HEAD_ROOM));
    if (head === undefined) throw new StoreError(damaged(file, 0));
    return head.link.segmentBefore;
  } finally {
    await letGo(opened);
  }
}

function* linesOf(bytes: Buffer): Generator<readonly [number, Buffer]> {
  for (let at = 0; at < bytes.length;) {
    const found = bytes.indexOf(NEWLINE, at);
    const end = found < 0 ? bytes.length : found;
    const line = bytes.subarray(at, end);
    if (line.toString('latin1', 0, 3) !== 'J1 ' && !isLink(line)) yield [at, line];
    at = end + 1;
  }
}

/** The body of the first frame is no line. */
function isLink(line: Buffer): boolean {
  if (line.toString('latin1', LINE_PREFIX, LINE_PREFIX + 17) !== '{"segmentBefore":') return false;
  return link.safeParse(decodeLine(line)).success;
}

function decode(line: Buffer, file: string, at: number): object {
  const value = decodeLine(line);
  if (value === undefined) throw new StoreError(damaged(file, at));
  return value;
}

function damaged(file: string, at: number) {
  return {
    code: 'ledger-damaged',
    message: `A line of the ledger is damaged: ${file}, byte ${at}. Nothing was removed.`,
    where: { path: file },
    fix: 'Restore the workspace folder from a backup.',
  };
}
