// Before an import is accepted: how many rows of the file are no new contacts, so that the choice about them can be made.
import type { KnownRows } from '../../shared/ipc-file-types.ts';
import type { CsvRow } from '../csv/contacts.ts';
import type { Core } from './core.ts';
import { samenessOf } from './lookups.ts';

/** Rows that are looked at: a few seconds of work at the most. */
const MOST_ROWS = 200_000;

/** Counts the rows that can come in, and those of them that are a contact which is here or which an earlier row brings in. */
export async function countKnown(core: Core, rows: AsyncIterable<readonly CsvRow[]>): Promise<KnownRows> {
  const seen = new Set<string>();
  let [count, known] = [0, 0];
  for await (const some of rows) {
    for (const one of some) {
      if (!('contact' in one)) continue;
      count += 1;
      const sameness = samenessOf(one.contact);
      if (sameness === undefined) continue;
      if (seen.has(sameness) || core.lookups.sameContact(one.contact) !== undefined) known += 1;
      seen.add(sameness);
    }
    if (count >= MOST_ROWS) return { rows: count, known, whole: false };
    await core.clock.yield();
  }
  return { rows: count, known, whole: true };
}
