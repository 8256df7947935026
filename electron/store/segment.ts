// The journal's growing file: writes frames after one another, and begins the next segment with a link to the last.
import path from 'node:path';
import { z } from 'zod';
import { confirm, keepInOrder, letGo, writeAll, type Disk, type DiskFile } from './disk.ts';
import { FrameDraft } from './frame.ts';
import { errnoOf, ioProblem } from './io-problem.ts';
import { NO_SUM, sumOf, sumText } from './sums.ts';
import type { Keeper } from './writing-thread.ts';

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
  /** The end of the last synced frame. */
  end(): SegmentEnd;
  /** The same once all that is on its way is synced. */
  ahead(): SegmentEnd;
  /**
   * Writes a frame with the first lines of a draft, behind those that are on their way. Resolves with its end when it is
   * synced. Once one fails all behind it do, until `takeBack`. `room`: bytes of zeros to lay out behind it, if it goes
   * beyond what is laid out. A sync of bytes that overwrite others takes two thirds of the time: the file stays as long.
   */
  write(draft: FrameDraft, lines: number, room: number): Promise<SegmentEnd>;
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
  return growing(disk, folder, { file, keep: keeperOf(file), end, laid: await file.size() });
}

/** Begins the first segment of a ledger. */
export async function firstSegment(disk: Disk, folder: string): Promise<Segment> {
  return growing(disk, folder, await begin(disk, folder, { segmentBefore: null }, 0, NO_SUM));
}

interface Begun {
  readonly file: DiskFile;
  readonly keep: Keeper;
  readonly end: SegmentEnd;
  /** Length of the file: behind the end are only zeros. */
  readonly laid: number;
}

/** The bytes of the segment that grows, without the zeros laid out behind its end: a frame ends with a line end. */
export function withoutRoom(bytes: Buffer): Buffer {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end -= 1;
  return bytes.subarray(0, end);
}

function keeperOf(file: DiskFile): Keeper {
  return file.keeper?.() ?? keepInOrder(file);
}

function growing(disk: Disk, folder: string, begun: Begun): Segment {
  let { file, keep, end, laid } = begun;
  let ahead = end;
  // Whether something was taken away since the file was begun or opened: a power cut may bring that back until it is synced.
  let wasCut = false;

  /** Takes away what stands behind the end. */
  async function cut(): Promise<void> {
    laid = end.bytes;
    wasCut = true;
    await file.truncate(end.bytes);
  }

  return {
    end: () => end,
    ahead: () => ahead,
    async write(draft, lines, room) {
      const frame = draft.encode(ahead.seq + 1, lines, ahead.sum);
      const at = ahead.bytes;
      const after: SegmentEnd = {
        ...ahead,
        bytes: at + frame.bytes.length,
        bytesSum: frame.sumAfter(ahead.bytesSum),
        sum: frame.sum,
        empty: lines === 0,
        seq: ahead.seq + lines,
      };
      ahead = after;
      const isBeyond = after.bytes > laid;
      if (isBeyond) laid = after.bytes + room;
      await keep(frame.bytes, at, isBeyond ? room : 0);
      end = after;
      return after;
    },
    async next() {
      if (end.seq === end.before) return;
      const segmentBefore = { segment: end.segment, bytes: end.bytes, sum: sumText(end.bytesSum) };
      // A segment with one after it ends where the link in that one says.
      if (laid > end.bytes) await cut();
      if (wasCut) await confirm(file.sync());
      const full = file;
      ({ file, keep, end, laid } = await begin(disk, folder, { segmentBefore }, end.seq, end.sum));
      ahead = end;
      wasCut = false;
      await letGo(full);
    },
    async takeBack() {
      ahead = end;
      await cut();
      keep = keeperOf(file);
    },
    async close() {
      // Not if a sync failed: then nobody knows what may stand behind the end. If it fails, the zeros stay, and do no harm.
      if (ahead === end && laid > end.bytes) await cut().catch((error: unknown) => void ioProblem(error, end.segment));
      await letGo(file);
    },
  };
}

async function begin(disk: Disk, folder: string, body: Link, seq: number, previous: string): Promise<Begun> {
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
  return { file, keep: keeperOf(file), end, laid: end.bytes };
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
