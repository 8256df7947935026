// Contacts -> a CSV file that spreadsheets open safely and that our own import reads back as it was.
import Papa from 'papaparse';
import type { ContactDraft } from '../../shared/model/contact.ts';
import { FORMULA } from './cell.ts';
import { CUSTOM } from './columns.ts';
import type { RowCells } from './contacts.ts';

/** So many contacts make a piece: a few milliseconds of work. */
const PIECE = 500;

/**
 * The file in pieces of text, so that the caller can write and rest between them. It begins with a byte order mark, by
 * which spreadsheets see the encoding. A custom field is a column `custom.<key>`. What does not survive: blanks around a
 * value, a comma or semicolon in a tag, a CR in a cell (it becomes LF), and a row with the sign U+FFFD (import takes it
 * for text in a wrong encoding). The last column is the owner's name, for people: import ignores it.
 */
export function* contactsToCsv<T extends ContactDraft>(
  contacts: readonly T[],
  ownerOf: (contact: T) => string = () => '',
): Generator<string> {
  const keys = [...new Set(contacts.flatMap(({ custom }) => Object.keys(custom)))].toSorted();
  const custom = keys.map((key) => CUSTOM + key);
  yield `\uFEFF${toLines([['First Name', 'Last Name', 'Email', 'Phone', 'Source', 'Tags', ...custom, 'Owner']])}`;
  for (let at = 0; at < contacts.length; at += PIECE) {
    yield toLines(contacts.slice(at, at + PIECE).map((contact) => [...toCells(contact, keys), ownerOf(contact)]));
  }
}

const ABOUT = ['Line', 'Reason'];

/** Skipped rows of an import with their reasons and their cells, so that they can be mended and imported again. */
export function skippedToCsv(rows: readonly (RowCells & { readonly line: number; readonly reason: string })[]): string {
  const headers = rows.find((row) => row.headers !== undefined)?.headers ?? [];
  // A file that this was saved to before has the two columns already.
  const again = ABOUT.every((name, at) => headers[at] === name) ? ABOUT.length : 0;
  const lines = rows.map(({ line, reason, was = [] }) => [String(line), reason, ...was.slice(again)]);
  return `\uFEFF${toLines([[...ABOUT, ...headers.slice(again)], ...lines])}`;
}

function toCells(contact: ContactDraft, keys: readonly string[]): readonly string[] {
  const { firstName, lastName, email, phone, source, tags, custom } = contact;
  const extra = keys.map((key) => (Object.hasOwn(custom, key) ? (custom[key] ?? '') : ''));
  return [firstName, lastName, email, phone, source, tags.join(', '), ...extra];
}

function toLines(rows: readonly (readonly string[])[]): string {
  return `${Papa.unparse([...rows], { escapeFormulae: FORMULA, newline: '\r\n' })}\r\n`;
}
