// What every workspace must be after a crash, whatever ended it: open, with all that was acknowledged, and fit to go on.
import { createContact } from '../../electron/runtime/contacts.ts';
import { hashId } from '../../electron/runtime/ids.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { ImportJob } from '../../shared/model/import-job.ts';
import type { CrashDisk } from '../support/crash-disk.ts';
import { Chronicle } from './chronicle.ts';
import { contactDraft } from './crash-workflow.ts';
import { carryOn, closeAll, openAll, ROWS } from './house-life.ts';

/** Opens what was found, holds it against its history, builds on it, and opens it once more. */
export async function whyWrong(disk: CrashDisk, chronicle: Chronicle): Promise<string | undefined> {
  const first = await openAll(disk);
  if (!first.ok) return `cannot be opened: ${first.problem.message}`;
  const { runtime, report } = first.value.house;
  const { state, problem } = runtime.ledger.status();
  if (state !== 'open') return `is ${state}: ${problem?.message}`;
  const damage = [...report.problems, ...runtime.problems].find((one) => one.code !== 'ledger-tail-cut');
  if (damage !== undefined) return `calls damaged what was only not finished: ${damage.message}`;
  const wrong = await chronicle.whyWrong(runtime);
  if (wrong !== undefined) return wrong;

  await carryOn(first.value);
  const added = await createContact(runtime, 'after', contactDraft(0));
  if (!added.ok) return `takes no contact: ${added.problem.message}`;
  await closeAll(first.value);
  const second = await openAll(disk);
  if (!second.ok) return `cannot be opened a second time: ${second.problem.message}`;
  const after = second.value.house.runtime;
  if (after.get('contacts', added.value.id) === undefined) return 'lost what was confirmed after the crash';
  const contacts = [...after.ledger.table('contacts').values()] as Contact[];
  for (const job of after.ledger.table('jobs').values() as Iterable<ImportJob>) {
    const rows = Array.from({ length: ROWS }, (_, row) => hashId(job.id, row + 1));
    // The disk refused to read the file further: the window says so.
    if (job.state === 'failed' && job.reason?.includes('cannot be used')) continue;
    if (job.state !== 'done' || job.created !== ROWS) return `an import is ${job.state} with ${job.created} contacts`;
    if (rows.some((id) => after.get('contacts', id) === undefined)) return 'an import lost a row';
  }
  const names = contacts.map(({ firstName }) => firstName).filter((name) => name.startsWith('C'));
  if (new Set(names).size !== names.length) return 'a contact is there twice';
  const again = await new Chronicle().whyWrong(after).then((why) => (why?.startsWith('its records') ? undefined : why));
  await closeAll(second.value);
  return again;
}
