// Checksums of the ledger: CRC-32 (node:zlib, native code), there to notice damage, not forgery. As text they are six
// digits of base64url.
import { crc32 } from 'node:zlib';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const PAIRS = Array.from({ length: 4096 }, (_, pair) => `${DIGITS[pair >> 6]}${DIGITS[pair & 63]}`);

/** The sum before any byte. */
export const NO_SUM = 'AAAAAA';

/** CRC-32 of the bytes; `before` carries on from what stood before them. */
export function sumOf(bytes: string | Uint8Array, before = 0): number {
  return crc32(bytes, before);
}

export function sumText(sum: number): string {
  return `${PAIRS[sum >>> 20]}${PAIRS[(sum >>> 8) & 0xfff]}${PAIRS[(sum & 0xff) << 4]}`;
}

/** Writes what `sumText` gives into bytes, at an offset. */
export function writeSum(into: Buffer, at: number, sum: number): void {
  for (let digit = 0; digit < 5; digit++) into[at + digit] = DIGITS.charCodeAt((sum >>> (26 - 6 * digit)) & 63);
  into[at + 5] = DIGITS.charCodeAt((sum & 3) << 4);
}

// A sum is a remainder: a polynomial over two elements, modulo this one, the lowest power in the highest bit.
const MODULUS = 0xedb88320;
const ONE = 0x80000000;
// x to the power of 2^n.
const SQUARES: number[] = [];
for (let square = 0x40000000; SQUARES.length < 32; square = product(square, square)) SQUARES.push(square);

function product(a: number, b: number): number {
  let sum = 0;
  let factor = b;
  for (let bit = ONE; bit !== 0; bit >>>= 1) {
    if ((a & bit) !== 0) sum ^= factor;
    factor = (factor & 1) === 1 ? (factor >>> 1) ^ MODULUS : factor >>> 1;
  }
  return sum >>> 0;
}

/**
 * The sum of two pieces in a row from the sum of each and the byte length of the second: it is the first one moved up by
 * that many bytes, plus the second.
 */
export function joinSums(first: number, second: number, secondLength: number): number {
  let shift = ONE;
  for (let left = secondLength, power = 3; left > 0; left = Math.floor(left / 2), power = (power + 1) % 32) {
    if (left % 2 === 1) shift = product(SQUARES[power] ?? 0, shift);
  }
  return (product(shift, first) ^ second) >>> 0;
}
