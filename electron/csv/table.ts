// A CSV file as a table that comes in pieces: header, then rows with their numbers, and what could not be read and why.
import { bad, good } from '../../shared/model/problem.ts';
import type { Problem, Result } from '../../shared/model/problem.ts';
import { largest } from '../store/whole-file.ts';
import { csvEncodings, decodeChunks } from './encoding.ts';
import type { CsvEncoding } from './encoding.ts';
import { LONGEST_LINE, recordCutter, splitCells } from './records.ts';
import type { CsvRecord } from './records.ts';

export const csvDelimiters = [',', ';', '\t', '|'] as const;
export type CsvDelimiter = (typeof csvDelimiters)[number];

export interface TableFormat {
  readonly encoding: CsvEncoding;
  readonly delimiter: CsvDelimiter;
  /** False: the first record is a row like the others, and the columns are called “Column 1” and so on. */
  readonly header: boolean;
}

/**
 * `row` counts data rows from 1, `line` is the physical line where it starts. `was` are the cells of a row that could be
 * cut into some and is skipped all the same. After `refused` nothing more comes.
 */
export type TableRow =
  | { readonly row: number; readonly line: number; readonly cells: readonly string[] }
  | { readonly row: number; readonly line: number; readonly skipped: string; readonly was?: readonly string[] }
  | { readonly line: number; readonly refused: Problem };

export interface TableBatch {
  /** Undefined as long as no header has been read. */
  readonly headers: readonly string[] | undefined;
  readonly rows: readonly TableRow[];
}

export const MOST_ROWS = 1_000_000;
const MOST_COLUMNS = 200;
/** Most characters in a cell. */
const LONGEST_CELL = 32_768;
const LINE_BREAK = /\r\n|\n|\r/;
const SEPARATOR_LINE = /^sep=.$/i;

/** Checks names of an encoding and a delimiter that come from outside. */
export function tableFormat(names: {
  readonly encoding: string;
  readonly delimiter: string;
  readonly header?: boolean;
}): Result<TableFormat> {
  const encoding = csvEncodings.find((one) => one === names.encoding);
  const delimiter = csvDelimiters.find((one) => one === names.delimiter);
  if (encoding === undefined) return bad('csv-encoding', `The encoding “${names.encoding}” cannot be read.`);
  if (delimiter === undefined) return bad('csv-delimiter', `“${names.delimiter}” cannot separate columns.`);
  return good({ encoding, delimiter, header: names.header ?? true });
}

/** Reads a table chunk by chunk, a batch for each. Holds no more than a chunk and a record. */
export async function* readTable(chunks: AsyncIterable<Uint8Array>, format: TableFormat): AsyncGenerator<TableBatch> {
  const cut = recordCutter(format.delimiter);
  const read = tableReader(format);
  let bytes = 0;
  async function* upToTheLimit(): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunks) {
      bytes += chunk.length;
      if (bytes > largest.csv.bytes) return;
      yield chunk;
    }
  }
  for await (const { lines, last } of linesOf(decodeChunks(upToTheLimit(), format.encoding))) {
    const isCut = last && bytes > largest.csv.bytes;
    // What came last may then be half a row, which is none.
    const batch = read(isCut ? [] : cut(lines, last));
    yield batch;
    if (refusedAt(batch.rows) !== undefined) return;
    if (isCut) yield { headers: batch.headers, rows: [{ line: 0, refused: tooBig() }] };
  }
}

/** Reads the text of a file, or of its beginning: then without what is cut off at the end. */
export function readTableText(text: string, format: TableFormat, whole: boolean): TableBatch {
  const lines = text.split(LINE_BREAK);
  if (!whole) lines.pop();
  return tableReader(format)(recordCutter(format.delimiter)(lines, whole));
}

/** The physical lines of a text that comes in pieces; the last piece is marked. */
async function* linesOf(
  texts: AsyncIterable<string>,
): AsyncGenerator<{ readonly lines: readonly string[]; readonly last: boolean }> {
  let rest = '';
  for await (const text of texts) {
    const all = rest + text;
    // A CR at the very end may be the first half of a CRLF.
    const end = all.endsWith('\r') ? all.length - 1 : all.length;
    const lines = all.slice(0, end).split(LINE_BREAK);
    rest = (lines.pop() ?? '').slice(0, LONGEST_LINE + 1) + all.slice(end);
    yield { lines, last: false };
  }
  const lines = rest.split('\r');
  if (lines.at(-1) === '') lines.pop();
  yield { lines, last: true };
}

/** Turns records into rows: finds the header, counts, and applies the limits. */
function tableReader({ encoding, delimiter, header }: TableFormat): (records: readonly CsvRecord[]) => TableBatch {
  let headers: readonly string[] | undefined;
  let count = 0;

  return (records) => {
    const texts: string[] = [];
    for (const record of records) if ('text' in record) texts.push(record.text);
    const table = splitCells(texts, delimiter).values();
    const rows: TableRow[] = [];
    for (const record of records) {
      const { line } = record;
      const cells = 'text' in record ? (table.next().value ?? []) : [];
      if ('text' in record && cells.every((cell) => cell.trim() === '')) continue;
      if (line === 1 && 'text' in record && SEPARATOR_LINE.test(record.text)) continue;
      if (headers === undefined) {
        const found = header ? readHeader(record, cells) : nameColumns(record, cells);
        headers = found.headers;
        if (found.fault !== undefined) {
          rows.push({ line, refused: problemAt(line, 'csv-header', found.fault) });
          break;
        }
        if (header) continue;
      }
      count += 1;
      if (count > MOST_ROWS) {
        rows.push({ line, refused: problemAt(line, 'csv-too-many-rows', 'The file has more than 1,000,000 rows.') });
        break;
      }
      const skipped = 'text' in record ? rowFault(record.text, cells, headers ?? [], encoding) : record.unreadable;
      rows.push(
        skipped === undefined
          ? { row: count, line, cells }
          : { row: count, line, skipped, ...('text' in record && { was: cells }) },
      );
    }
    return { headers, rows };
  };
}

interface Header {
  /** Undefined where the record does not tell yet. */
  readonly headers?: readonly string[];
  readonly fault?: string | undefined;
}

function readHeader(record: CsvRecord, cells: readonly string[]): Header {
  if (!('text' in record)) return { fault: `The header cannot be read: ${record.unreadable}.` };
  const headers = cells.map((cell) => cell.trim().normalize('NFC'));
  return { headers, fault: headerFault(headers) };
}

/** The first row that can be read tells how many columns there are. */
function nameColumns(record: CsvRecord, cells: readonly string[]): Header {
  if (!('text' in record)) return {};
  const headers = cells.map((_, index) => `Column ${index + 1}`);
  return { headers, fault: headerFault(headers) };
}

function headerFault(headers: readonly string[]): string | undefined {
  if (headers.length <= MOST_COLUMNS) return undefined;
  return `The file has ${headers.length} columns; at most ${MOST_COLUMNS} are read.`;
}

function rowFault(
  text: string,
  cells: readonly string[],
  headers: readonly string[],
  encoding: CsvEncoding,
): string | undefined {
  if (cells.length > headers.length) return `${cells.length} cells for ${headers.length} columns`;
  if (text.length > LONGEST_CELL) {
    const index = cells.findIndex((cell) => cell.length > LONGEST_CELL);
    const cell = `the cell in “${headers[index]}” has ${cells[index]?.length} characters`;
    if (index !== -1) return `${cell}; at most ${LONGEST_CELL} are read`;
  }
  if (encoding === 'utf-8' && text.includes('\uFFFD')) return 'there are characters that are not UTF-8';
  return undefined;
}

/** Why nothing comes after these rows. */
export function refusedAt(rows: readonly TableRow[]): Problem | undefined {
  const last = rows.at(-1);
  return last !== undefined && 'refused' in last ? last.refused : undefined;
}

export function tooBig(): Problem {
  return problemAt(0, 'csv-too-big', 'The file is larger than 200 MB.');
}

function problemAt(line: number, code: string, message: string): Problem {
  return { code, message, where: { line }, fix: 'Split the file or mend it, then try again.' };
}
