// Physical lines -> records. papaparse splits cells well, but it tells no physical lines, and one quote that is never
// closed makes it swallow the rest of the file. So where a record ends is decided here, and its cells are papaparse's work.
import Papa from 'papaparse';
import { invariant } from '../../shared/model/problem.ts';

/** A record with whole quotes, or lines that are none and why. `line` is the physical line where it starts, from 1. */
export type CsvRecord =
  { readonly line: number; readonly text: string } | { readonly line: number; readonly unreadable: string };

/** Longest physical line, in characters: 200 columns of 32 KB. */
export const LONGEST_LINE = 200 * 32_768;
/** A quote that is not closed within so many characters was not meant to open anything. */
const QUOTE_SEARCH = 1_000_000;

/**
 * Cuts the lines of one file into records; feed it all lines in order. Quotes that do not add up cost the lines they
 * stand in and no more: the lines after are read anew.
 */
export function recordCutter(delimiter: string): (lines: readonly string[], last: boolean) => readonly CsvRecord[] {
  let nextLine = 1;
  /** The record under way: a quoted cell is open at its end. Its first line, and the line in which that cell begins. */
  let pending: string[] = [];
  let start = 0;
  let quoteLine = 0;
  let searched = 0;

  return (lines, last) => {
    const records: CsvRecord[] = [];
    const todo = lines.toReversed();

    const giveUp = (end: number, why: string) => {
      const range = end > start ? ` (lines ${start} to ${end} are skipped)` : '';
      records.push({ line: start, unreadable: `${why}${range}` });
      for (const line of pending.slice(end - start + 1).toReversed()) todo.push(line);
      nextLine = end + 1;
      pending = [];
    };
    const notClosed = () => giveUp(quoteLine, `a quote (") opens in line ${quoteLine} and is not closed`);

    while (todo.length > 0 || (last && pending.length > 0)) {
      const line = todo.pop();
      if (line === undefined) {
        notClosed();
        continue;
      }
      const number = nextLine;
      nextLine += 1;
      if (pending.length === 0) {
        // No row to anybody, and a file may be made of millions of them.
        if (isBlankLine(line, delimiter)) continue;
        start = number;
        if (line.length > LONGEST_LINE) {
          records.push({ line: number, unreadable: `the line has more than ${LONGEST_LINE} characters` });
          continue;
        }
        if (!line.includes('"')) {
          records.push({ line: number, text: line });
          continue;
        }
      }
      const found = walk(line, delimiter, pending.length > 0);
      pending.push(line);
      if (found.begins) {
        quoteLine = number;
        searched = 0;
      }
      searched += line.length;
      if (found.end === 'whole') {
        records.push({ line: start, text: pending.join('\n') });
        pending = [];
      } else if (found.end === 'opens-another' && quoteLine < number) notClosed();
      else if (found.end !== 'open') giveUp(number, `text follows a closing quote (") in line ${number}`);
      else if (searched > QUOTE_SEARCH) notClosed();
    }
    return records;
  };
}

/** True for a line of nothing but spaces and delimiters. */
function isBlankLine(line: string, delimiter: string): boolean {
  if (line.length > LONGEST_LINE) return false;
  for (let at = 0; at < line.length; at += 1) {
    const char = line.charAt(at);
    if (char !== delimiter && char !== ' ' && char !== '\t') return false;
  }
  return true;
}

interface Walk {
  /**
   * How the line ends: the record is whole; a quoted cell is open; a quote closes the cell but more text follows it. In
   * the last case the quote may stand where a cell would begin: then it more likely opens one, and an earlier one is open.
   */
  readonly end: 'whole' | 'open' | 'text-follows' | 'opens-another';
  /** Whether the quoted cell in question begins in this line. */
  readonly begins: boolean;
}

/** Walks through the cells of one line; `inside` says that a quoted cell is open where it begins. */
function walk(line: string, delimiter: string, inside: boolean): Walk {
  let at = 0;
  let open = inside;
  let begins = false;
  for (;;) {
    if (!open) {
      if (line.charAt(at) !== '"') {
        const next = line.indexOf(delimiter, at);
        if (next === -1) return { end: 'whole', begins };
        at = next + delimiter.length;
        continue;
      }
      open = true;
      begins = true;
      at += 1;
    }
    let quote = line.indexOf('"', at);
    while (quote !== -1 && line.charAt(quote + 1) === '"') quote = line.indexOf('"', quote + 2);
    if (quote === -1) return { end: 'open', begins };
    at = quote + 1;
    while (at < line.length && !line.startsWith(delimiter, at) && line.charAt(at).trim() === '') at += 1;
    if (at === line.length) return { end: 'whole', begins };
    if (!line.startsWith(delimiter, at)) {
      const atCellStart = quote === 0 || line.endsWith(delimiter, quote);
      return { end: atCellStart ? 'opens-another' : 'text-follows', begins };
    }
    at += delimiter.length;
    open = false;
  }
}

/** The cells of each record, quotes taken off. */
export function splitCells(texts: readonly string[], delimiter: string): readonly (readonly string[])[] {
  if (texts.length === 0) return [];
  // Between line breaks, because papaparse takes a byte order mark off the first cell it sees.
  const { data } = Papa.parse<readonly string[]>(`\n${texts.join('\n')}\n`, { delimiter, newline: '\n' });
  invariant(data.length === texts.length + 2, 'papaparse sees the same records');
  return data.slice(1, -1);
}
