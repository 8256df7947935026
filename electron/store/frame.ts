// The format of the journal's bytes. A frame is what one sync confirms:
//   J1 <bytes of the body> <number of its first line> <lines> <sum of the frame before> <sum of this frame>
//   <sum of the line> <the line as JSON>
//   ...
// Sums are CRC-32 (node:zlib, native code, several GB/s), written as six digits of base64url. They are there to notice
// damage, not forgery. A frame's sum covers its header and body, and through the sum of the frame before it all of the
// past: a frame put in from elsewhere does not fit. A frame without lines seals what stands before it, or (with the link
// as its body) opens a segment.
import { crc32 } from 'node:zlib';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PAIRS = Array.from({ length: 4096 }, (_, pair) => `${DIGITS[pair >> 6]}${DIGITS[pair & 63]}`);

/** The sum before any byte. */
export const NO_SUM = 'AAAAAA';
/** A line's JSON begins this many bytes after the line. */
export const LINE_PREFIX = 7;

const HEADER = /^J1 (\d{1,15}) (\d{1,15}) (\d{1,15}) ([\w-]{6}) ([\w-]{6})$/;
const HEADER_ROOM = 96;
const NEWLINE = 10;

/** CRC-32 of the bytes; `before` carries on from what stood before them. */
export function sumOf(bytes: string | Uint8Array, before = 0): number {
  return crc32(bytes, before);
}

export function sumText(sum: number): string {
  return `${PAIRS[sum >>> 20]}${PAIRS[(sum >>> 8) & 0xfff]}${PAIRS[(sum & 0xff) << 4]}`;
}

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

/** Makes frames in one piece of memory that is used again: the bytes hold until the next call. */
export function frameEncoder(): (body: string, seq: number, lines: number, previous: string) => EncodedFrame {
  let room = Buffer.allocUnsafe(64 * 1024);
  return (body, seq, lines, previous) => {
    const bytes = Buffer.byteLength(body);
    if (room.length < HEADER_ROOM + bytes) room = Buffer.allocUnsafe(HEADER_ROOM + bytes);
    room.write(body, HEADER_ROOM);
    const head = `J1 ${bytes} ${seq} ${lines} ${previous}`;
    const sum = sumText(sumOf(room.subarray(HEADER_ROOM, HEADER_ROOM + bytes), sumOf(head)));
    const header = `${head} ${sum}\n`;
    const start = HEADER_ROOM - header.length;
    room.write(header, start, 'latin1');
    return { bytes: room.subarray(start, HEADER_ROOM + bytes), sum, body: header.length };
  };
}

export interface EncodedFrame {
  readonly bytes: Buffer;
  readonly sum: string;
  /** Where the body begins in the bytes. */
  readonly body: number;
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
