// The names a message may use. Fixed, because text from people must never reach into the program.

import { contactFactNames, type FactName } from './model/facts.ts';

export type MergeField = FactName;

/** Every name but the custom fields, which `customField` makes. */
export const mergeFields: readonly MergeField[] = [
  ...contactFactNames,
  { name: 'user.name', label: 'Name of who gets this message', sample: 'Ana Silva' },
  { name: 'user.first_name', label: 'First name of who gets this message', sample: 'Ana' },
  { name: 'user.email', label: 'Email of who gets this message', sample: 'ana@example.com' },
  { name: 'workflow.name', label: 'Workflow', sample: 'Assign new contacts' },
  { name: 'now', label: 'Date and time', sample: '1 Dec 2026, 09:00' },
];

const known: ReadonlySet<string> = new Set(mergeFields.map(({ name }) => name));
const PLAIN_KEY = /^[A-Za-z_][A-Za-z0-9_]*$/;

/** The merge field of a custom field; a key with blanks or signs is put in brackets and quotes. */
export function customField(key: string): MergeField {
  const name = PLAIN_KEY.test(key)
    ? `contact.custom.${key}`
    : `contact.custom["${key.replaceAll(/["\\]/g, (sign) => `\\${sign}`)}"]`;
  return { name, label: key, sample: key };
}

/** The field at a path as people wrote it, and where its value is; undefined when there is no such field. */
export function findField(
  written: readonly string[],
): { readonly name: string; readonly path: readonly string[] } | undefined {
  const path = written[0] === 'custom' ? ['contact', ...written] : written;
  const [noun, group, key] = path;
  if (noun === 'contact' && group === 'custom' && key !== undefined && path.length === 3) {
    return { name: customField(key).name, path };
  }
  const name = path.join('.');
  return known.has(name) ? { name, path } : undefined;
}

const MOST_EDITS = 3;
const LONGEST_GUESS = 40;

/** The known name that somebody probably meant: `contact.frist_name`, `first_name`, `Contact.FirstName`. */
export function nearestField(written: string): string | undefined {
  if (written.length > LONGEST_GUESS) return undefined;
  const wanted = snake(written);
  const ranked = mergeFields
    .flatMap(({ name }) =>
      [name, name.slice(name.indexOf('.') + 1)].map((form) => ({ name, edits: distance(wanted, form) })),
    )
    .toSorted((a, b) => a.edits - b.edits);
  const [best] = ranked;
  return best && best.edits <= Math.min(MOST_EDITS, wanted.length / 3) ? best.name : undefined;
}

function snake(text: string): string {
  return text
    .replaceAll(/([a-z])([A-Z])/g, '$1_$2')
    .replaceAll(/[\s-]+/g, '_')
    .toLowerCase();
}

/** Levenshtein: how many letters to add, drop or change. */
function distance(from: string, to: string): number {
  let row = Array.from({ length: to.length + 1 }, (_, i) => i);
  for (let i = 1; i <= from.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= to.length; j += 1) {
      const changed = (row[j - 1] ?? 0) + (from[i - 1] === to[j - 1] ? 0 : 1);
      next.push(Math.min(changed, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[to.length] ?? 0;
}
