// A snapshot: all records and trace positions as they stood when one segment ended and the next began, so that opening
// need not read the whole journal. It is written in slices while work goes on; the records are frozen meanwhile.
//   {"format":"baton-snapshot",...}   the head
//   {"table":"contacts"}  then its records in blocks (blocks.ts); version 1 has a row ["<id>",{...}] per record
//   {"segments":[...],"dropped":[...]}    then traces, some hundred a row: {"traces":["<key>", ...],"lines":[<how many each has>, ...],
//                                         "at":[<segment>,<byte>,<length>, ...]}; version 1 has a row ["<key>",<segment>,<byte>,<length>, ...] per trace
//   <sum> {"bytes":...,"sum":"..."}   the foot, as a line of the journal: without it, or with another sum, the file
//                                     does not count
import { isAscii } from 'node:buffer';
import path from 'node:path';
import { z } from 'zod';
import type { Problem } from '../../shared/model/problem.ts';
import { inBlocks, unpack, type Block } from './blocks.ts';
import { readAll, writeAll, type Disk, type DiskFile } from './disk.ts';
import { decodeLine, encodeLine } from './frame.ts';
import { StoreError } from './io-problem.ts';
import { piecesOf } from './pieces.ts';
import type { Dropped, Positions } from './positions.ts';
import type { FrozenRecords } from './records.ts';
import { discard, publish, temporaryName } from './replace-file.ts';
import { sumOf, sumText } from './sums.ts';

/** Where the journal goes on after the snapshot: the segment begun for it, its first frame's sum, the last line before. */
const boundary = z.object({ segment: z.string(), seq: z.number(), sum: z.string() });
/** `latest`: when the latest line that it holds was written. */
const head = boundary.extend({
  format: z.literal('baton-snapshot'),
  version: z.literal([1, 2]),
  latest: z.number().optional(),
});
const foot = z.object({ bytes: z.number(), sum: z.string() });

export type Boundary = Readonly<z.infer<typeof boundary>>;

// About a millisecond of work between two chances for others.
const SLICE = 96 * 1024;
/** Numbers in a row of traces. */
const TRACES = 2048;
const FOOT_ROOM = 128;
const HEAD_ROOM = 512;
const NEWLINE = 10;
const COMMA = 44;

export const SNAPSHOT_NAME = /^snapshot-\d+\.jsonl$/;

function snapshotName(seq: number): string {
  return `snapshot-${String(seq).padStart(12, '0')}.jsonl`;
}

export interface SnapshotFile {
  readonly name: string;
  readonly bytes: number;
}

export interface SnapshotSource {
  readonly tables: readonly string[];
  readonly records: FrozenRecords;
  readonly positions: Positions;
  /** When the latest of its lines was written. */
  readonly latest: number | undefined;
}

/**
 * Writes the snapshot beside the journal; resolves with its name and bytes when it is on the medium, or with undefined
 * when `cancelled` said so. Everything it holds is synced before: the boundary's segment is begun after the last frame.
 */
export async function writeSnapshot(
  disk: Disk,
  folder: string,
  source: SnapshotSource,
  at: Boundary,
  cancelled: () => boolean,
): Promise<SnapshotFile | undefined> {
  const name = snapshotName(at.seq);
  const temporary = temporaryName(path.join(folder, name));
  const file = await disk.open(temporary, 'new');
  try {
    let bytes: number | undefined;
    try {
      bytes = await writeRows(file, snapshotRows(source, at), cancelled);
    } finally {
      await file.close();
    }
    if (bytes === undefined) {
      await discard(disk, temporary);
      return undefined;
    }
    await publish(disk, temporary, path.join(folder, name));
    return { name, bytes };
  } catch (error) {
    await discard(disk, temporary);
    throw error;
  }
}

async function writeRows(
  file: DiskFile,
  rows: Iterable<string>,
  cancelled: () => boolean,
): Promise<number | undefined> {
  let text = '';
  let bytes = 0;
  let sum = 0;
  const write = async () => {
    const slice = Buffer.from(text);
    text = '';
    sum = sumOf(slice, sum);
    await writeAll(file, slice, bytes);
    bytes += slice.length;
  };
  for (const row of rows) {
    text += `${row}\n`;
    if (text.length < SLICE) continue;
    await write();
    if (cancelled()) return undefined;
  }
  await write();
  text = encodeLine({ bytes, sum: sumText(sum) });
  await write();
  if ((await file.size()) !== bytes) throw Object.assign(new Error('The snapshot is cut short'), { code: 'EIO' });
  await file.sync();
  return bytes;
}

/** The rows as JSON, without line ends. */
function* snapshotRows({ tables, records, positions, latest }: SnapshotSource, at: Boundary): Generator<string> {
  yield JSON.stringify({ format: 'baton-snapshot', version: 2, ...at, latest });
  for (const table of tables) {
    yield JSON.stringify({ table });
    for (const block of inBlocks(records.rows(table))) yield JSON.stringify(block);
  }
  // Lines in younger segments came after the boundary; replay finds them. Segments are listed in order of age.
  const segments = positions.segments().filter((segment) => segment < at.segment);
  const dropped = [...positions.dropped()].map(([segment, how]) => ({ segment, ...how }));
  yield JSON.stringify({ segments, dropped });
  let traces: Traces = { traces: [], lines: [], at: [] };
  for (const key of positions.keys()) {
    const lines = positions.rows(key);
    let end = lines.length;
    while (end > 0 && (lines[end - 3] ?? 0) >= segments.length) end -= 3;
    if (end === 0) continue;
    traces.traces.push(key);
    traces.lines.push(end / 3);
    for (let at = 0; at < end; at += 1) traces.at.push(lines[at] ?? 0);
    if (traces.at.length < TRACES) continue;
    yield JSON.stringify(traces);
    traces = { traces: [], lines: [], at: [] };
  }
  if (traces.at.length > 0) yield JSON.stringify(traces);
}

interface Traces {
  readonly traces: string[];
  readonly lines: number[];
  readonly at: number[];
}

/** Keeps the youngest two. */
export async function removeOldSnapshots(disk: Disk, folder: string): Promise<void> {
  const names = (await disk.list(folder)).filter((name) => SNAPSHOT_NAME.test(name));
  for (const name of names.slice(0, -2)) await disk.unlink(path.join(folder, name));
}

export interface SnapshotTarget {
  /** Answers what puts a record into the table. */
  readonly restore: (table: string) => (id: string, value: object) => void;
  readonly positions: Positions;
}

/** A snapshot of which every byte is right. */
export interface SoundSnapshot extends Boundary {
  /** Byte length of the file, and of what stands before its foot. */
  readonly bytes: number;
  readonly footAt: number;
  readonly latest: number | undefined;
}

function newer(name: string): Problem {
  return {
    code: 'workspace-newer',
    message: `The workspace was written by a newer Baton: this one cannot read its ${name}.`,
    fix: 'Open it with the newer Baton.',
  };
}

/** Undefined if a byte of the snapshot is wrong. Rejects with a StoreError if a newer Baton wrote it. */
export async function checkSnapshot(disk: Disk, file: string): Promise<SoundSnapshot | undefined> {
  const opened = await disk.open(file, 'read');
  try {
    const bytes = await opened.size();
    const tail = await readAll(opened, Math.max(0, bytes - FOOT_ROOM), FOOT_ROOM);
    const footAt = bytes - tail.length + tail.lastIndexOf(NEWLINE, -2) + 1;
    const read =
      tail.at(-1) === NEWLINE ? foot.safeParse(decodeLine(tail.subarray(footAt - bytes, -1))).data : undefined;
    if (read?.bytes !== footAt) return undefined;
    let sum = 0;
    for await (const piece of piecesOf(opened, footAt)) sum = sumOf(piece, sum);
    if (sumText(sum) !== read.sum) return undefined;
    const first = await readAll(opened, 0, HEAD_ROOM);
    const known = head.safeParse(JSON.parse(first.toString('utf8', 0, first.indexOf(NEWLINE)))).data;
    // Every byte is as it was written: by a Baton that knows more.
    if (known === undefined) throw new StoreError(newer(path.basename(file)));
    const { segment, seq, sum: link, latest } = known;
    return { segment, seq, sum: link, latest, bytes, footAt };
  } finally {
    await opened.close();
  }
}

/** Puts what a sound snapshot holds into the target. */
export async function readSnapshot(
  disk: Disk,
  file: string,
  { footAt }: SoundSnapshot,
  target: SnapshotTarget,
): Promise<void> {
  const opened = await disk.open(file, 'read');
  try {
    const take = rowReader(target);
    let begun: Buffer = Buffer.alloc(0);
    for await (const piece of piecesOf(opened, footAt)) {
      const end = piece.lastIndexOf(NEWLINE);
      const first = end < 0 ? piece.length : piece.indexOf(NEWLINE);
      begun = Buffer.concat([begun, piece.subarray(0, first)]);
      if (end < 0) continue;
      for (const row of parseRows(begun)) take(row);
      for (const row of parseRows(piece.subarray(first + 1, end))) take(row);
      begun = Buffer.from(piece.subarray(end + 1));
    }
  } finally {
    await opened.close();
  }
}

/** One parse for all rows, as items of a list; writes over the bytes. A line end in a text is an escape, so each is between rows. */
function parseRows(bytes: Buffer): object[] {
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) bytes[at] = COMMA;
  // Bytes that are characters already need not be decoded, which takes longer than to find that out.
  return JSON.parse(`[${bytes.toString(isAscii(bytes) ? 'latin1' : 'utf8')}]`) as object[];
}

/** Puts each row where it belongs; the objects between the rows say where that is. */
function rowReader({ restore, positions }: SnapshotTarget): (row: object) => void {
  let put: ((id: string, value: object) => void) | undefined;
  let segments: readonly number[] = [];
  const addTraces = ({ traces, lines, at }: Traces): void => {
    let next = 0;
    traces.forEach((key, trace) => {
      for (const end = next + (lines[trace] ?? 0) * 3; next < end; next += 3) {
        positions.add(key, segments[at[next] ?? 0] ?? 0, at[next + 1] ?? 0, at[next + 2] ?? 0);
      }
    });
  };
  return (row) => {
    if ('parts' in row) {
      if (put !== undefined) unpack(row as Block, put);
    } else if ('traces' in row) {
      addTraces(row as Traces);
    } else if (!Array.isArray(row)) {
      put = 'table' in row ? restore(String(row.table)) : undefined;
      if ('segments' in row) segments = (row.segments as string[]).map((name) => positions.segment(name));
      if ('dropped' in row) {
        for (const { segment, ...how } of row.dropped as (Dropped & { segment: string })[])
          positions.drop(segment, how);
      }
    } else if (put !== undefined) {
      put(row[0], row[1]);
    } else {
      for (let at = 1; at < row.length; at += 3) {
        positions.add(row[0], segments[row[at]] ?? 0, row[at + 1], row[at + 2]);
      }
    }
  };
}
