// What kind of CSV file this is, seen from its first bytes: encoding, delimiter, header, columns.
import { guessMapping } from '../../shared/csv-mapping.ts';
import type { CsvOptions } from '../../shared/ipc-file-types.ts';
import { bad, good } from '../../shared/model/problem.ts';
import type { Result } from '../../shared/model/problem.ts';
import { mapColumns, toMapping } from './columns.ts';
import { decodeBytes, detectEncoding } from './encoding.ts';
import { guessByCells, namesColumns } from './header.ts';
import { csvDelimiters, readTableText, tableFormat } from './table.ts';
import type { CsvDelimiter, TableRow } from './table.ts';

export interface CsvSniff {
  /** What was detected, with what was chosen put in its place. */
  readonly options: CsvOptions;
  readonly headers: readonly string[];
  /** For each column a contact field or `custom.<key>`, null for ignored. */
  readonly targets: readonly (string | null)[];
  /** "1 column ignored: “Notes”" and the like. */
  readonly notes: readonly string[];
  /** The rows in the head of the file, without one that is cut off at its end. */
  readonly start: readonly TableRow[];
}

/** The head of a file: its first so many bytes, or all of a shorter file. */
export const HEAD_BYTES = 1024 * 1024;
/** In characters: the header and some rows. */
const GUESS_FROM = 64 * 1024;
/** Rows by whose cells the columns of a file without a header are guessed. */
const GUESS_ROWS = 50;
const LIKE_A_CONTACT = 'The first row looks like a contact, not like the names of columns';

/** Looks at the head of a file (see HEAD_BYTES). What is in `choice` is not detected but done as chosen. */
export function sniffCsv(head: Uint8Array, choice: Partial<CsvOptions> = {}): Result<CsvSniff> {
  if (head[0] === 0x50 && head[1] === 0x4b) {
    const fix = 'Open it in the program it comes from and save it as CSV.';
    return bad('csv-not-text', 'This is an Excel workbook or a zip file, not a CSV file.', { fix });
  }
  const encoding = choice.encoding ?? detectEncoding(head);
  if (head.includes(0) && !encoding.startsWith('utf-16')) {
    const fix = 'Save it as CSV in UTF-8, and choose it again.';
    return bad('csv-not-text', 'This is not a text file, or its encoding was not recognised.', { fix });
  }
  const named = tableFormat({ encoding, delimiter: choice.delimiter ?? ',' });
  if (!named.ok) return named;
  const text = decodeBytes(head, named.value.encoding);
  const delimiter = choice.delimiter === undefined ? guessDelimiter(text.slice(0, GUESS_FROM)) : named.value.delimiter;
  const whole = head.length < HEAD_BYTES;
  const format = { encoding: named.value.encoding, delimiter };
  const begin = text.slice(0, GUESS_FROM);
  const first = readTableText(begin, { ...format, header: false }, whole && begin.length === text.length);
  const plain = first.rows.flatMap((row) => ('cells' in row ? [row.cells] : []));
  const header = choice.header ?? namesColumns(plain[0] ?? []);
  const { headers, rows } = readTableText(text, { ...format, header }, whole);
  for (const row of rows) if ('refused' in row) return { ok: false, problem: row.refused };
  if (headers === undefined) {
    return bad('csv-empty', 'The file has no lines with text.', { fix: 'Choose a file that has rows in it.' });
  }
  const looks = header ? {} : guessByCells(headers, plain.slice(0, GUESS_ROWS));
  const { targets, notes } = mapColumns(headers, { ...looks, ...choice.mapping });
  const mapping = toMapping(headers, targets);
  // Chosen by hand, and all columns may be ignored for it: the row would be lost without a word.
  const doubts = header && !namesColumns(plain[0] ?? []) ? [LIKE_A_CONTACT] : [];
  const options = { encoding, delimiter, header, mapping };
  return good({ options, headers, targets, notes: [...doubts, ...notes], start: rows });
}

/** As the `sep=` line says; else the one with which the header names the most fields we know, else the most columns. */
function guessDelimiter(text: string): CsvDelimiter {
  const said = /^sep=(.)(?=[\r\n]|$)/i.exec(text)?.[1];
  const known = csvDelimiters.find((one) => one === said);
  if (known !== undefined) return known;
  const ranked = csvDelimiters.map((delimiter) => {
    const { headers = [] } = readTableText(text, { encoding: 'utf-8', delimiter, header: true }, true);
    const fields = Object.values(guessMapping(headers)).filter((target) => target !== null).length;
    return { delimiter, fields, columns: headers.length };
  });
  return ranked.toSorted((a, b) => b.fields - a.fields || b.columns - a.columns)[0]?.delimiter ?? ',';
}
