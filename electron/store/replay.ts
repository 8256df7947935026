// Reads one segment: frame after frame as long as each fits the one before, and tells a write cut short (nothing whole
// can follow it) from damage (something confirmed stands behind it).
import { z } from 'zod';
import { decodeLine, eachLine, LINE_PREFIX, readFrame, type Frame } from './frame.ts';
import { link, segmentName, type Link, type Mark, type SegmentEnd } from './segment.ts';
import { sumOf } from './sums.ts';

/** Called with each line and where it stands, without its line end. */
export type TakeLine = (line: object, at: number, length: number) => void;

export interface SegmentHead {
  readonly frame: Frame;
  readonly link: Link;
}

/** The link that opens a segment; undefined if the first frame is not whole. */
export function readHead(bytes: Buffer): SegmentHead | undefined {
  const frame = readFrame(bytes, 0);
  if (frame === undefined || frame.lines > 0) return undefined;
  const body = decodeLine(bytes.subarray(frame.body, frame.end - 1));
  const parsed = link.safeParse(body);
  return parsed.success ? { frame, link: parsed.data } : undefined;
}

export interface Replayed {
  /** The end of the last frame that fits. */
  readonly end: SegmentEnd;
  /** Whether a frame ends exactly where one was confirmed. True as well if nothing is known to be confirmed here. */
  readonly confirmed: boolean;
  /** Bytes stand behind the end that are no frame, and whether they were confirmed. */
  readonly rest: 'none' | 'unsealed' | 'damaged';
}

/** Takes the lines of all frames that fit. `confirmed`: a length of this segment that is known to be confirmed. */
export function replaySegment(
  bytes: Buffer,
  { frame }: SegmentHead,
  confirmed: Mark | undefined,
  take: TakeLine,
): Replayed {
  let last = frame;
  let seq = frame.seq - 1;
  let reached = confirmed === undefined || isEndOf(frame, confirmed);
  for (let next = nextFrame(bytes, last); next !== undefined; next = nextFrame(bytes, last)) {
    eachLine(bytes, next.body, next.end, (at, length) => {
      take(JSON.parse(bytes.toString('utf8', at + LINE_PREFIX, at + length)) as object, at, length);
    });
    seq += next.lines;
    last = next;
    reached ||= confirmed !== undefined && isEndOf(next, confirmed);
  }
  const end: SegmentEnd = {
    segment: segmentName(frame.seq),
    bytes: last.end,
    bytesSum: sumOf(bytes.subarray(0, last.end)),
    head: frame.sum,
    sum: last.sum,
    empty: last.lines === 0,
    seq,
    before: frame.seq - 1,
  };
  const sealed = (confirmed !== undefined && confirmed.bytes > last.end) || hasFrameAfter(bytes, last.end, seq + 1);
  return { end, confirmed: reached, rest: last.end === bytes.length ? 'none' : sealed ? 'damaged' : 'unsealed' };
}

function isEndOf(frame: Frame, { bytes, sum }: Mark): boolean {
  return frame.end === bytes && frame.sum === sum;
}

function nextFrame(bytes: Buffer, last: Frame): Frame | undefined {
  const next = readFrame(bytes, last.end);
  return next?.previous === last.sum && next.seq === last.seq + last.lines ? next : undefined;
}

/** Whether a whole frame, not older than `seq`, stands anywhere behind an offset. */
export function hasFrameAfter(bytes: Buffer, from: number, seq: number): boolean {
  for (let at = bytes.indexOf('J1 ', from, 'latin1'); at >= 0; at = bytes.indexOf('J1 ', at + 1, 'latin1')) {
    const frame = readFrame(bytes, at);
    if (frame !== undefined && frame.seq >= seq) return true;
  }
  return false;
}

/** Sound lines that are no part of the history: a segment's link; CURRENT or the foot of a snapshot, where files were mixed up. */
const noHistory = z.union([
  link,
  z.looseObject({ format: z.literal('baton-ledger') }),
  z.strictObject({ bytes: z.number(), sum: z.string() }),
]);

/** Takes every line behind an offset that is sound by its own sum; answers how many are not. */
export function salvage(bytes: Buffer, from: number, take: TakeLine): number {
  let lost = 0;
  eachLine(bytes, from, bytes.length, (at, length) => {
    const line = bytes.subarray(at, at + length);
    if (line.toString('latin1', 0, 3) === 'J1 ') return;
    const value = length > LINE_PREFIX ? decodeLine(line) : undefined;
    if (value === undefined) lost++;
    else if (!noHistory.safeParse(value).success) take(value, at, length);
  });
  return lost;
}
