// The rows of an import that did not come in, kept to be shown and saved for as long as Baton runs.
import { contactName, type Contact } from '../../shared/model/contact.ts';
import type { ImportJob } from '../../shared/model/import-job.ts';
import type { CsvRow, RowCells } from '../csv/contacts.ts';
import type { Core } from './core.ts';
import { hashId } from './ids.ts';
import type { RowOutcome } from './import-contacts.ts';

const MOST_SKIPPED = 100_000;
/** Characters of the cells of skipped rows that are kept; rows after that have their line and reason alone. */
const MOST_SKIPPED_TEXT = 20_000_000;

/** A row that did not come in, as it is saved: with its cells, under the headers of the file. */
export type SkippedRow = RowCells & { readonly line: number; readonly reason: string };

export interface SkippedRows {
  readonly skippedRows: SkippedRow[];
  /** Rows of contacts that were there and took nothing from them. */
  readonly thereRows: SkippedRow[];
  skippedText: number;
  /** Rows that an earlier start has done, as long as the skipped ones among them are to be looked up again. */
  before: number;
}

/** The rows that did not come in, first those that could not; so many at most. */
export function rowsLeftOut({ skippedRows, thereRows }: SkippedRows, most = Infinity): readonly SkippedRow[] {
  return [...skippedRows.slice(0, most), ...thereRows.slice(0, most)].slice(0, most);
}

/** Whether a row did not come in: it was skipped, or is the same as a contact that was there and took nothing from it. */
export function isLeftOut(one: RowOutcome, job: string): boolean {
  if ('skipped' in one) return true;
  const { kind, contact } = one.added;
  // After a crash a row can find the contact that it has become itself.
  return kind === 'skipped' || (kind === 'there' && contact !== hashId(job, one.row));
}

/** Keeps a row that did not come in, as long as there is room. */
export function note(progress: SkippedRows, one: RowOutcome, contactOf: (id: string) => Contact | undefined): void {
  const [rows, reason] =
    'skipped' in one
      ? [progress.skippedRows, one.skipped]
      : [progress.thereRows, `there already: ${whoIs(contactOf(one.added.contact))}`];
  if (rows.length >= MOST_SKIPPED) return;
  const { line, was, headers } = one;
  const row = { line, reason, ...(headers && { headers }) };
  const text = (was ?? []).reduce((sum, cell) => sum + cell.length, 0);
  progress.skippedText += text;
  rows.push(was && progress.skippedText <= MOST_SKIPPED_TEXT ? { ...row, was } : row);
}

function whoIs(contact: Contact | undefined): string {
  if (contact === undefined) return '';
  // Who has no name is called by one of the others.
  const words = new Set([contactName(contact), contact.email || contact.phone]);
  return [...words].filter((part) => part !== '').join(', ');
}

type ReadRow = Exclude<CsvRow, { readonly refused: unknown }>;

/** The rows as they are; on the way those that earlier starts left out are noted again, which nobody has kept. */
export async function* recalling(
  core: Core,
  job: ImportJob,
  progress: SkippedRows,
  rows: AsyncIterable<readonly CsvRow[]>,
): AsyncGenerator<readonly CsvRow[]> {
  for await (const some of rows) {
    for (const one of some) {
      const before = !('refused' in one) && one.row <= progress.before;
      const left = before ? leftOutBefore(core, job, one) : undefined;
      if (left !== undefined) note(progress, left, (id) => core.get('contacts', id));
    }
    yield some;
  }
}

/** A row that an earlier start has left out. Where contacts are updated nobody can tell afterwards which took something. */
function leftOutBefore(core: Core, job: ImportJob, one: ReadRow): RowOutcome | undefined {
  if ('skipped' in one) return one;
  if (job.duplicates !== 'skip') return undefined;
  const became = core.get('contacts', hashId(job.id, one.row));
  const contact = became === undefined ? core.lookups.sameContact(one.contact) : undefined;
  return contact === undefined ? undefined : { ...one, added: { kind: 'skipped', contact } };
}
