// Enrolments as the window and the terminal list and open them.
import type { Page, RunPage, RunRow } from '../../../shared/ipc-types.ts';
import { bad, good, type Result } from '../../../shared/model/problem.ts';
import type { Contact } from '../../../shared/model/contact.ts';
import { hasEnded, type Run } from '../../../shared/model/run.ts';
import { messagesOf } from '../../../shared/engine/views.ts';
import type { Entry } from '../../../shared/engine/trace.ts';
import type { Core } from '../core.ts';
import { nameOfContact, newestFirst, userName, workflowName } from './people.ts';
import { searchFor } from './search.ts';

export function runRow(core: Core, run: Run): RunRow {
  return {
    run,
    held: !hasEnded(run) && core.runner.isFrozen(run.workflow),
    unsent: unsentOf(core, run),
    workflowName: workflowName(core, run.workflow),
    contactName: nameOfContact(core, run.contact),
    ownerName: userName(core, core.get('contacts', run.contact)?.owner ?? null),
  };
}

function unsentOf(core: Core, { id, contact }: Run): number {
  return core.lookups.messagesAbout(contact).filter((key) => {
    const message = core.get('outbox', key);
    return message?.run === id && (message.state === 'dead' || message.state === 'uncertain');
  }).length;
}

/**
 * The enrolments of a workflow, newest first, also those of a contact that was enrolled again; with a search only those of
 * contacts that it finds. A contact in the bin is found as well: its enrolments are listed under its name.
 */
export function runsPage(core: Core, workflow: string, search: string, offset: number, limit: number): Page<RunRow> {
  const ids = foundRuns(core, workflow, search);
  const rows = newestFirst(ids, offset, limit).flatMap((id) => {
    const run = core.get('runs', id);
    return run === undefined ? [] : [runRow(core, run)];
  });
  return { total: ids.length, rows };
}

function foundRuns(core: Core, workflow: string, search: string): readonly string[] {
  if (search.trim() === '') return core.lookups.runsOfWorkflow(workflow);
  const has = searchFor(core, search);
  const contacts = new Set<string>();
  // Tables are gone through in their order, which is that of beginning: looking up one by one takes several times as long.
  for (const record of core.ledger.table('contacts').values()) {
    const contact = record as Contact;
    if (has(contact)) contacts.add(contact.id);
  }
  const found: string[] = [];
  if (contacts.size === 0) return found;
  for (const record of core.ledger.table('runs').values()) {
    const run = record as Run;
    if (run.workflow === workflow && contacts.has(run.contact)) found.push(run.id);
  }
  return found;
}

/** The enrolments that were given up because they crashed Baton, until they are put away; newest first. */
export function givenUpRuns(core: Core): readonly RunRow[] {
  const runs = [...core.lookups.crashed].flatMap((id) => core.get('runs', id) ?? []);
  return runs.toSorted((a, b) => b.lastAt - a.lastAt).map((run) => runRow(core, run));
}

/** All entries of a run, read back from the journal, oldest first; none when some of them were removed. */
export async function entriesOf(core: Core, run: string): Promise<readonly Entry[]> {
  // A part would mislead.
  if (core.ledger.removed(run) !== undefined) return [];
  const lines = await core.ledger.trace(run);
  return lines.flatMap((line) => (line.k === 'run' ? line.entries : []));
}

/** The contact, unless its data was erased. */
function here(core: Core, id: string): Contact | null {
  const contact = core.get('contacts', id);
  return contact === undefined || contact.erased !== undefined ? null : contact;
}

/** One enrolment on the graph that it belongs to, with its messages as they stand now. */
export async function runPage(core: Core, id: string): Promise<Result<RunPage>> {
  const run = core.get('runs', id);
  if (run === undefined) return noRun();
  const revision = await core.library.readRevision(run.workflow, run.revision);
  if (!revision.ok) return revision;
  const entries = await entriesOf(core, id);
  const messages = messagesOf(entries).map((message) => core.get('outbox', message.key) ?? message);
  const { document, bindings } = revision.value;
  return good({
    ...runRow(core, run),
    entries,
    document,
    bindings,
    messages,
    contact: here(core, run.contact),
    removed: core.ledger.removed(id) ?? null,
  });
}

export function noRun(): Result<never> {
  return bad('run-gone', 'This enrolment is not in this workspace.', { fix: 'Go back to the enrolment history.' });
}
