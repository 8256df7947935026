// The format of the journal's bytes. A frame is what one sync confirms:
//   J1 <bytes of the body> <number of its first line> <lines> <sum of the frame before> <sum of this frame>
//   <sum of the line> <the line as JSON>
//   ...
// A frame's sum covers its header and body, and through the sum of the frame before it all of the
// past: a frame put in from elsewhere does not fit. A frame without lines seals what stands before it, or (with the link
// as its body) opens a segment.
import { joinSums, sumOf, sumText, writeSum } from './sums.ts';

/** A line's JSON begins this many bytes after the line. */
export const LINE_PREFIX = 7;

const HEADER = /^J1 (\d{1,15}) (\d{1,15}) (\d{1,15}) ([\w-]{6}) ([\w-]{6})$/;
const HEADER_ROOM = 96;
const BLANK = 32;
const NEWLINE = 10;
// A frame this large is rare: its memory is not held.
const MOST_KEPT = 8 * 1024 * 1024;

/** A line of the journal, with its sum and its line end. */
export function encodeLine(value: object): string {
  const json = JSON.stringify(value);
  return `${sumText(sumOf(json))} ${json}\n`;
}

/** Reads a line back, without its line end; undefined if a byte of it is wrong. */
export function decodeLine(line: Buffer): object | undefined {
  const json = line.subarray(LINE_PREFIX);
  if (line.toString('latin1', 0, LINE_PREFIX) !== `${sumText(sumOf(json))} `) return undefined;
  return JSON.parse(json.toString()) as object;
}

export interface Frame {
  /** Number of the first line; of the next one if there is none. */
  readonly seq: number;
  readonly lines: number;
  readonly previous: string;
  readonly sum: string;
  /** Byte offsets: where the body begins, and where the frame ends. */
  readonly body: number;
  readonly end: number;
}

/**
 * A frame in the making. Its lines are put where the disk will take them from, so that a line is turned into bytes once and
 * its bytes are read once. The memory is used again after `clear`.
 */
export class FrameDraft {
  private room = Buffer.allocUnsafe(64 * 1024);
  private end = HEADER_ROOM;
  private starts: number[] = [];

  /** Adds a line, with its sum and its line end. */
  add(line: object): void {
    const json = JSON.stringify(line);
    const at = this.end;
    const from = at + LINE_PREFIX;
    // A character of a text takes at most three bytes of UTF-8.
    this.makeRoom(from + json.length * 3 + 1);
    const { room } = this;
    const to = from + room.write(json, from);
    writeSum(room, at, sumOf(room.subarray(from, to)));
    room[from - 1] = BLANK;
    room[to] = NEWLINE;
    this.end = to + 1;
    this.starts.push(at);
  }

  /** The frame as bytes, which hold until the next `add` or `clear`. `lines`: how many of its lines count. */
  encode(seq: number, lines: number, previous: string): EncodedFrame {
    const body = this.room.subarray(HEADER_ROOM, this.end);
    const bodySum = sumOf(body);
    const head = `J1 ${body.length} ${seq} ${lines} ${previous}`;
    const sum = sumText(joinSums(sumOf(head), bodySum, body.length));
    const header = `${head} ${sum}\n`;
    const start = HEADER_ROOM - header.length;
    this.room.write(header, start, 'latin1');
    return {
      bytes: this.room.subarray(start, this.end),
      sum,
      sumAfter: (before) => joinSums(sumOf(header, before), bodySum, body.length),
    };
  }

  /** Calls with the place of each line, its offset from the frame's end, and its byte length without the line end. */
  eachLine(visit: (index: number, beforeEnd: number, length: number) => void): void {
    this.starts.forEach((start, index) => {
      visit(index, this.end - start, (this.starts[index + 1] ?? this.end) - 1 - start);
    });
  }

  clear(): void {
    this.end = HEADER_ROOM;
    this.starts = [];
    if (this.room.length > MOST_KEPT) this.room = Buffer.allocUnsafe(64 * 1024);
  }

  private makeRoom(bytes: number): void {
    if (bytes <= this.room.length) return;
    const larger = Buffer.allocUnsafe(Math.max(bytes, this.room.length * 2));
    this.room.copy(larger, 0, 0, this.end);
    this.room = larger;
  }
}

export interface EncodedFrame {
  readonly bytes: Buffer;
  readonly sum: string;
  /** The sum of all bytes up to the frame's end, from that of the bytes before it. */
  readonly sumAfter: (before: number) => number;
}

/** The frame that begins at a byte, if it is whole and its sum is right. */
export function readFrame(bytes: Buffer, at: number): Frame | undefined {
  const lineEnd = bytes.subarray(at, at + HEADER_ROOM).indexOf(NEWLINE);
  if (lineEnd < 0) return undefined;
  const header = bytes.toString('latin1', at, at + lineEnd);
  const [, length, seq, lines, previous = '', sum = ''] = HEADER.exec(header) ?? [];
  const body = at + lineEnd + 1;
  const end = body + Number(length);
  if (length === undefined || end > bytes.length) return undefined;
  const head = header.slice(0, -sum.length - 1);
  if (sumText(sumOf(bytes.subarray(body, end), sumOf(head))) !== sum) return undefined;
  return { seq: Number(seq), lines: Number(lines), previous, sum, body, end };
}

/** Calls with the offset and the length (without the line end) of each line between two offsets. */
export function eachLine(bytes: Buffer, from: number, to: number, visit: (at: number, length: number) => void): void {
  for (let at = from; at < to;) {
    const found = bytes.indexOf(NEWLINE, at);
    const end = found < 0 || found > to ? to : found;
    visit(at, end - at);
    at = end + 1;
  }
}
