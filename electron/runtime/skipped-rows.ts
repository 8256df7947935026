// The rows of an import that did not come in, kept to be shown and saved for as long as Baton runs.
import type { CsvRow, SkippedCells } from '../csv/contacts.ts';

const MOST_SKIPPED = 100_000;
/** Characters of the cells of skipped rows that are kept; rows after that have their line and reason alone. */
const MOST_SKIPPED_TEXT = 20_000_000;

/** A row that did not come in, as it is saved: with its cells, under the headers of the file. */
export type SkippedRow = SkippedCells & { readonly line: number; readonly reason: string };

export interface SkippedRows {
  readonly skippedRows: SkippedRow[];
  skippedText: number;
  /** Rows that an earlier start has done, as long as the skipped ones among them are to be looked up again. */
  before: number;
}

/** Keeps a row that was skipped, as long as there is room. */
export function note(
  progress: SkippedRows,
  { line, skipped, was, headers }: Extract<CsvRow, { readonly skipped: string }>,
): void {
  if (progress.skippedRows.length >= MOST_SKIPPED) return;
  const row = { line, reason: skipped, ...(headers && { headers }) };
  const text = (was ?? []).reduce((sum, cell) => sum + cell.length, 0);
  progress.skippedText += text;
  progress.skippedRows.push(was && progress.skippedText <= MOST_SKIPPED_TEXT ? { ...row, was } : row);
}

/** The rows as they are; on the way the skipped ones of earlier starts are noted again, which nobody has kept. */
export async function* recalling(
  progress: SkippedRows,
  rows: AsyncIterable<readonly CsvRow[]>,
): AsyncGenerator<readonly CsvRow[]> {
  for await (const some of rows) {
    for (const one of some) {
      if ('skipped' in one && one.row <= progress.before) note(progress, one);
    }
    yield some;
  }
}
