// The first rows of a CSV file as they would be read, for the window in which the settings can be changed.
import type { CsvOptions, CsvPreview } from '../../shared/ipc-file-types.ts';
import { good } from '../../shared/model/problem.ts';
import type { Result } from '../../shared/model/problem.ts';
import { cleanCell } from './cell.ts';
import { contactReader } from './contacts.ts';
import { sniffCsv } from './sniff.ts';

export type CsvLook = Pick<CsvPreview, 'options' | 'headers' | 'rows' | 'notes'>;

const ROWS = 20;

/** The first 20 rows of a file, from its head (see HEAD_BYTES). What is in `choice` is not detected but done as chosen. */
export function previewContacts(head: Uint8Array, choice: Partial<CsvOptions> = {}): Result<CsvLook> {
  const sniff = sniffCsv(head, choice);
  if (!sniff.ok) return sniff;
  const { options, headers, targets, notes, start } = sniff.value;
  const toContact = contactReader(targets, headers);
  const rows: CsvPreview['rows'][number][] = [];
  for (const row of start.slice(0, ROWS)) {
    if ('refused' in row) return { ok: false, problem: row.refused };
    const { line } = row;
    if ('skipped' in row) rows.push({ line, cells: [], skipped: row.skipped });
    else {
      const read = toContact(row.cells);
      rows.push({ line, cells: row.cells.map(cleanCell), ...(typeof read === 'string' && { skipped: read }) });
    }
  }
  return good({ options, headers, rows, notes });
}
