// Reads a CSV text or bytes in one go, through the same chunks as a file.
import { readContactRows } from '../../electron/csv/contacts.ts';
import type { CsvRow } from '../../electron/csv/contacts.ts';
import { sniffCsv } from '../../electron/csv/sniff.ts';
import { emptyContactDraft } from '../../shared/model/contact.ts';
import type { CsvOptions } from '../../shared/ipc-file-types.ts';

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export async function* inChunks(bytes: Uint8Array, size = 256 * 1024): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** All rows of a file, read as sniffed unless chosen otherwise. */
export async function readAll(
  file: string | Uint8Array,
  choice: Partial<CsvOptions> = {},
  chunkSize?: number,
): Promise<readonly CsvRow[]> {
  const bytes = typeof file === 'string' ? bytesOf(file) : file;
  const sniff = sniffCsv(bytes, choice);
  if (!sniff.ok) return [{ line: 0, refused: sniff.problem }];
  const rows: CsvRow[] = [];
  for await (const batch of readContactRows(inChunks(bytes, chunkSize), sniff.value.options)) {
    for (const row of batch) rows.push(row);
  }
  return rows;
}

/** The rows as short texts: "1@2 Maya Öztürk <maya@example.org>", "-@3 why it was skipped". */
export async function summary(
  file: string | Uint8Array,
  choice?: Partial<CsvOptions>,
  chunkSize?: number,
): Promise<readonly string[]> {
  const rows = await readAll(file, choice, chunkSize);
  return rows.map((row) => {
    if ('refused' in row) return `refused: ${row.refused.code}`;
    if ('skipped' in row) return `${row.row}@${row.line} skipped: ${row.skipped}`;
    const { firstName, lastName, email } = { ...emptyContactDraft, ...row.contact };
    return `${row.row}@${row.line} ${[firstName, lastName, email && `<${email}>`].filter(Boolean).join(' ')}`;
  });
}
