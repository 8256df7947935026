// The journal's growing file: writes frames after one another, and begins the next segment with a link to the last.
import path from 'node:path';
import { z } from 'zod';
import { letGo, writeAll, type Disk, type DiskFile } from './disk.ts';
import { FrameDraft } from './frame.ts';
import { errnoOf, SyncFailed } from './io-problem.ts';
import { NO_SUM, sumOf, sumText } from './sums.ts';

/** A length of a segment that is known to be confirmed. `sum`: of its last frame, or (in a link) of all its bytes. */
export const mark = z.object({ segment: z.string(), bytes: z.number(), sum: z.string() });
export type Mark = Readonly<z.infer<typeof mark>>;

/** The body of a segment's first frame: the whole of the segment before it; null in the first segment. */
export const link = z.strictObject({ segmentBefore: mark.nullable() });
export type Link = Readonly<z.infer<typeof link>>;

/** What the next frame follows. */
export interface SegmentEnd {
  readonly segment: string;
  /** Length, and CRC-32 of all bytes. */
  readonly bytes: number;
  readonly bytesSum: number;
  /** Sum of the first frame. */
  readonly head: string;
  /** Sum of the last frame, and whether it has no lines. */
  readonly sum: string;
  readonly empty: boolean;
  /** Number of the last line, and of the last line before this segment. */
  readonly seq: number;
  readonly before: number;
}

export interface Segment {
  end(): SegmentEnd;
  /** Writes a frame with the first lines of a draft. Resolves with its byte length when it is synced. */
  write(draft: FrameDraft, lines: number): Promise<number>;
  /** Begins the next segment, synced. A segment without lines stays the one. */
  next(): Promise<void>;
  /** After a failed write: cuts off what it may have left behind the end. */
  takeBack(): Promise<void>;
  close(): Promise<void>;
}

export const SEGMENT_NAME = /^segment-\d+\.log$/;

export function segmentName(firstLine: number): string {
  return `segment-${String(firstLine).padStart(12, '0')}.log`;
}

/** Opens the last segment to go on at its end; what stands there is synced before anybody builds on it. */
export async function continueSegment(disk: Disk, folder: string, end: SegmentEnd): Promise<Segment> {
  const file = await disk.open(path.join(folder, end.segment), 'write');
  await confirm(file.sync());
  await confirm(disk.syncDir(folder));
  return growing(disk, folder, file, end);
}

/** Begins the first segment of a ledger. */
export async function firstSegment(disk: Disk, folder: string): Promise<Segment> {
  const { file, end } = await begin(disk, folder, { segmentBefore: null }, 0, NO_SUM);
  return growing(disk, folder, file, end);
}

function growing(disk: Disk, folder: string, opened: DiskFile, start: SegmentEnd): Segment {
  let file = opened;
  let end = start;
  return {
    end: () => end,
    async write(draft, lines) {
      const frame = draft.encode(end.seq + 1, lines, end.sum);
      await writeAll(file, frame.bytes, end.bytes);
      await confirm(file.sync());
      end = {
        ...end,
        bytes: end.bytes + frame.bytes.length,
        bytesSum: frame.sumAfter(end.bytesSum),
        sum: frame.sum,
        empty: lines === 0,
        seq: end.seq + lines,
      };
      return frame.bytes.length;
    },
    async next() {
      if (end.seq === end.before) return;
      const segmentBefore = { segment: end.segment, bytes: end.bytes, sum: sumText(end.bytesSum) };
      const begun = await begin(disk, folder, { segmentBefore }, end.seq, end.sum);
      const full = file;
      ({ file, end } = begun);
      await letGo(full);
    },
    takeBack: () => file.truncate(end.bytes),
    close: () => letGo(file),
  };
}

async function begin(disk: Disk, folder: string, body: Link, seq: number, previous: string) {
  const segment = segmentName(seq + 1);
  const target = path.join(folder, segment);
  const draft = new FrameDraft();
  draft.add(body);
  const { bytes, sum } = draft.encode(seq + 1, 0, previous);
  const file = await openNew(disk, target);
  try {
    await writeAll(file, bytes, 0);
    await confirm(file.sync());
    await confirm(disk.syncDir(folder));
  } catch (error) {
    await file.close().catch(() => undefined);
    await disk.unlink(target).catch(() => undefined);
    throw error;
  }
  const whole = { bytes: bytes.length, bytesSum: sumOf(bytes) };
  const end: SegmentEnd = { segment, ...whole, head: sum, sum, empty: true, seq, before: seq };
  return { file, end };
}

async function confirm(sync: Promise<void>): Promise<void> {
  try {
    await sync;
  } catch (error) {
    throw errnoOf(error) === undefined ? error : new SyncFailed(error);
  }
}

/** A file of this name can only be what an attempt left that failed and could not be taken away: nothing in it counts. */
async function openNew(disk: Disk, target: string): Promise<DiskFile> {
  try {
    return await disk.open(target, 'new');
  } catch (error) {
    if (errnoOf(error) !== 'EEXIST') throw error;
    await disk.unlink(target);
    return disk.open(target, 'new');
  }
}
