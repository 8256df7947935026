// Which column of a CSV file gives which field: as the person mapped it, else as its header says.
import { columnTargets, guessMapping } from '../../shared/csv-mapping.ts';
import type { CsvOptions } from '../../shared/ipc-file-types.ts';
import { limits } from '../../shared/model/limits.ts';
import { unsafeKeys } from '../../shared/model/unsafe-keys.ts';

export interface Columns {
  /** For each column a contact field or `custom.<key>`, null for ignored. */
  readonly targets: readonly (string | null)[];
  /** What is ignored and why, in words. */
  readonly notes: readonly string[];
}

/** Begins the target, and in our own exports the header, of a custom field. */
export const CUSTOM = 'custom.';

const fields: ReadonlySet<string> = new Set(columnTargets.map(({ value }) => value));

/** Gives each column its target; a column that `mapping` does not name is guessed. The first of two with one target wins. */
export function mapColumns(headers: readonly string[], mapping: CsvOptions['mapping'] = {}): Columns {
  const guessed = guessMapping([...new Set(headers)]);
  const targets: (string | null)[] = [];
  const ignored: string[] = [];
  const notes: string[] = [];
  for (const [index, header] of headers.entries()) {
    const wanted = (Object.hasOwn(mapping, header) ? mapping : guessed)[header] ?? null;
    const target = wanted !== null && !unsafeKeys.has(header) && isTarget(wanted) ? wanted : null;
    const first = target === null ? -1 : targets.indexOf(target);
    targets.push(first === -1 ? target : null);
    if (header === '') notes.push(`Column ${index + 1} has no name and is ignored`);
    else if (target === null && isLongName(wanted)) notes.push(nameTooLong(header));
    else if (first !== -1) notes.push(`A column “${header}” is ignored: “${headers[first]}” already gives this field`);
    else if (target === null) ignored.push(`“${header}”`);
  }
  if (ignored.length > 0) {
    notes.push(`${ignored.length} ${ignored.length === 1 ? 'column' : 'columns'} ignored: ${ignored.join(', ')}`);
  }
  return { targets, notes };
}

/** The mapping that gives these targets, by header name. */
export function toMapping(headers: readonly string[], targets: Columns['targets']): CsvOptions['mapping'] {
  const pairs = headers.map((header, index) => [header, targets[index] ?? null] as const);
  const safe = pairs.filter(([header], index) => !unsafeKeys.has(header) && headers.indexOf(header) === index);
  return Object.fromEntries(safe);
}

function isTarget(text: string): boolean {
  if (fields.has(text)) return true;
  const key = text.startsWith(CUSTOM) ? text.slice(CUSTOM.length) : '';
  return key !== '' && !unsafeKeys.has(key) && !isLongName(text);
}

function isLongName(target: string | null): boolean {
  return target !== null && target.startsWith(CUSTOM) && target.length > CUSTOM.length + limits.contact.fieldName;
}

function nameTooLong(header: string): string {
  const name = header.startsWith(CUSTOM) ? header.slice(CUSTOM.length) : header;
  const what = `the name of a custom field takes at most ${limits.contact.fieldName} characters`;
  return `A column “${name.length > 40 ? `${name.slice(0, 20)}…` : name}” is ignored: ${what}`;
}
