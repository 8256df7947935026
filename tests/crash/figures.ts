// How much of a crash test is done, which seeds it uses, and where its figures go: a few states in `npm test`, all of
// them by `npm run crash`, and one seed alone when a failure is to be seen again.
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';

/** By `npm run crash`. */
const isFull = process.env['BATON_CRASH'] === 'full';
const onlySeed = process.env['BATON_CRASH_SEED'];

/** The file that `npm run crash` makes its table from. */
export const FIGURES = join(import.meta.dirname, '../../.cache/crash-figures.jsonl');

/** A number for `npm test`, and one for the full figures. */
export function size(short: number, full: number): number {
  return isFull ? full : short;
}

/** Seeds 1, 2, 3 ...; or the one that is to be played again: `npm run crash -- ROW --seed N`. */
export function seeds(short: number, full: number): readonly number[] {
  if (onlySeed !== undefined) return [Number(onlySeed)];
  return Array.from({ length: size(short, full) }, (_, index) => index + 1);
}

/** How many of something a row must have come to, so that none ends early unnoticed; none when one seed is played alone. */
export function promised(short: number, full: number): number {
  return onlySeed === undefined ? size(short, full) : 0;
}

/** Writes a figure down. */
export function figure(row: string, what: string, value: number | string): void {
  console.log(`row ${row}: ${what}: ${value}`);
  if (isFull) appendFileSync(FIGURES, `${JSON.stringify({ row, what, value })}\n`);
}

/** Says how far a long row is, twenty times on its way. */
export function progress(row: string, done: number, of: number): void {
  if (isFull && done % Math.ceil(of / 20) === 0) console.log(`row ${row}: ${done} of ${of}`);
}

/** How to see a failure again. */
export function replay(file: string, seed: number): string {
  return `seed ${seed} (again with: npm run crash -- ${file} --seed ${seed})`;
}
