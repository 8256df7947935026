// Rows of a CSV file -> drafts of contacts, and the preview of them.
import { splitName } from '../../shared/csv-mapping.ts';
import type { CsvOptions } from '../../shared/ipc-file-types.ts';
import { isEmail } from '../../shared/model/address.ts';
import type { ContactDraft } from '../../shared/model/contact.ts';
import { limits } from '../../shared/model/limits.ts';
import { isBlank } from '../../shared/model/one-line.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { cleanCell } from './cell.ts';
import { CUSTOM, mapColumns } from './columns.ts';
import type { Columns } from './columns.ts';
import { readTable, tableFormat } from './table.ts';
import type { TableRow } from './table.ts';

/** What a row held, for whoever mends one that did not come in: its cells, under the headers of its file. */
export interface RowCells {
  readonly was?: readonly string[];
  readonly headers?: readonly string[];
}

/** `row` counts data rows from 1, `line` is the physical line where it starts. After `refused` nothing more comes. */
export type CsvRow =
  | ({ readonly row: number; readonly line: number; readonly contact: ContactDraft } & RowCells)
  | ({ readonly row: number; readonly line: number; readonly skipped: string } & RowCells)
  | { readonly line: number; readonly refused: Problem };

/** Reads contacts chunk by chunk (see `readTablePieces`), a batch for each; a batch may be empty. */
export async function* readContactRows(
  chunks: AsyncIterable<Uint8Array>,
  options: Omit<CsvOptions, 'header'> & { readonly header?: boolean },
): AsyncGenerator<readonly CsvRow[]> {
  const format = tableFormat(options);
  if (!format.ok) {
    yield [{ line: 0, refused: format.problem }];
    return;
  }
  let read: ContactReader | undefined;
  for await (const { headers, rows } of readTable(chunks, format.value)) {
    if (headers !== undefined && read === undefined) {
      const { targets } = mapColumns(headers, options.mapping);
      if (targets.every((target) => target === null)) {
        yield [{ line: 1, refused: noColumn(headers, format.value.header) }];
        return;
      }
      read = contactReader(targets, headers);
    }
    const batch: CsvRow[] = [];
    for (const row of rows) {
      if ('refused' in row) batch.push(row);
      else if ('skipped' in row) batch.push(headers === undefined ? row : { ...row, headers });
      else if (read) batch.push(toRow(row, read(row.cells), headers ?? []));
    }
    yield batch;
  }
}

/** The contact in a row's cells, or in words why there is none. */
export type ContactReader = (cells: readonly string[]) => ContactDraft | string;

/** One for all contacts that have none. */
const noCustom: ContactDraft['custom'] = Object.freeze({});

const blank = { firstName: '', lastName: '', fullName: '', email: '', phone: '', source: '', tags: '' };

/** Reads rows whose columns have these targets. A row that no form could save again is refused, by the column's header. */
export function contactReader(targets: Columns['targets'], headers: readonly string[]): ContactReader {
  const columns = targets.flatMap((target, index) => (target === null ? [] : [{ target, index }]));
  const known = columns.flatMap(({ target, index }) => (isField(target) ? [{ target, index }] : []));
  const custom = columns
    .filter(({ target }) => !isField(target))
    .map(({ target, index }) => ({ key: target.slice(CUSTOM.length), index }));

  return (cells) => {
    const given = { ...blank };
    for (const { target, index } of known) given[target] = cleanCell(cells[index] ?? '');
    const pairs = custom.map(({ key, index }) => [key, cleanCell(cells[index] ?? '')] as const);
    const tags = splitTags(given.tags);
    const fault = tooLong(given, pairs) ? whatIsTooLong(columns, cells, headers) : tooMany(tags, targets, headers);
    if (fault !== undefined) return fault;
    const { email, phone, source } = given;
    const { firstName, lastName } = given.firstName + given.lastName === '' ? splitName(given.fullName) : given;
    if (isBlank(firstName + lastName + email + phone)) return 'no name, email or phone';
    if (email !== '' && !isEmail(email)) return `“${email}” is not an email address`;
    const filled = pairs.filter(([, value]) => value !== '');
    return {
      firstName,
      lastName,
      email,
      phone,
      source,
      tags,
      custom: filled.length === 0 ? noCustom : Object.fromEntries(filled),
    };
  };
}

function tooLong(given: typeof blank, custom: readonly (readonly [string, string])[]): boolean {
  for (const target in given) if (given[target as keyof typeof blank].length > limits.contact.value) return true;
  return custom.some(([, value]) => value.length > limits.contact.value);
}

function whatIsTooLong(
  columns: readonly { readonly index: number }[],
  cells: readonly string[],
  headers: readonly string[],
): string | undefined {
  const length = (index: number): number => cleanCell(cells[index] ?? '').length;
  const column = columns.find(({ index }) => length(index) > limits.contact.value);
  if (column === undefined) return undefined;
  const { index } = column;
  return `“${headers[index]}” has ${length(index)} characters; a contact takes at most ${limits.contact.value}`;
}

function tooMany(tags: readonly string[], targets: Columns['targets'], headers: readonly string[]): string | undefined {
  if (tags.length <= limits.contact.tags) return undefined;
  return `“${headers[targets.indexOf('tags')]}” holds ${tags.length} tags; a contact takes at most ${limits.contact.tags}`;
}

function toRow(
  { row, line, cells }: Extract<TableRow, { readonly cells: unknown }>,
  found: ContactDraft | string,
  headers: readonly string[],
): CsvRow {
  const read = { row, line, was: cells, headers };
  return typeof found === 'string' ? { ...read, skipped: found } : { ...read, contact: found };
}

function isField(target: string): target is keyof typeof blank {
  return Object.hasOwn(blank, target);
}

function splitTags(cell: string): readonly string[] {
  if (cell === '') return [];
  if (!/[,;]/.test(cell)) return [cell];
  const tags = cell.split(/[,;]/).map((tag) => tag.trim());
  return [...new Set(tags.filter((tag) => tag !== ''))];
}

function noColumn(headers: readonly string[], named: boolean): Problem {
  const names = headers.map((header) => `“${header}”`).join(', ');
  return {
    code: 'csv-no-known-column',
    message: `No column is a field of a contact. ${named ? `The first line names ${names}.` : 'None was chosen.'}`,
    where: { line: 1 },
    fix: 'Name the columns in the first line: First Name, Last Name, Email, Phone, Source, Tags.',
  };
}
