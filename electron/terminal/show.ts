// `baton contacts|runs|outbox|trace|export`: what stands in a workspace, for people or as JSON lines.
import { withRequires } from '../../shared/file/requires.ts';
import { writeWorkflow } from '../../shared/file/write.ts';
import { contactName, type Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Run } from '../../shared/model/run.ts';
import { endWords, resultWords } from '../../shared/engine/views.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import { dateInZone, timeInZone } from '../../shared/calendar.ts';
import type { Core } from '../runtime/core.ts';
import { nameOfContact, userName, workflowName } from '../runtime/queries/people.ts';
import { entriesOf } from '../runtime/queries/runs.ts';
import { exit, Stop } from './exit.ts';

/** What a listing prints: the record as JSON, and its cells for a person. */
interface Listed {
  readonly json: object;
  readonly cells: readonly string[];
}

export function listContacts(core: Core): readonly Listed[] {
  return ([...core.ledger.table('contacts').values()] as Contact[])
    .filter((contact) => contact.deletedAt === undefined)
    .map((contact) => {
      const owner = userName(core, contact.owner);
      return {
        json: { ...contact, ownerName: owner },
        cells: [contact.id, contactName(contact), contact.email, owner || '-'],
      };
    });
}

export function listRuns(core: Core): readonly Listed[] {
  return ([...core.ledger.table('runs').values()] as Run[]).map((run) => {
    const [contact, workflow] = [nameOfContact(core, run.contact), workflowName(core, run.workflow)];
    return {
      json: { ...run, contactName: contact, workflowName: workflow },
      cells: [run.id, contact, workflow, run.state, run.reason ?? run.flag ?? ''],
    };
  });
}

export function listOutbox(core: Core): readonly Listed[] {
  return ([...core.ledger.table('outbox').values()] as Message[]).map((message) => ({
    json: message,
    cells: [
      message.channel,
      message.to.name,
      message.title || message.text.slice(0, 60),
      message.state,
      message.reason ?? '',
    ],
  }));
}

/** The listing as text: JSON lines, or columns. */
export function listing(listed: readonly Listed[], asJson: boolean): string {
  if (asJson) return listed.map((row) => JSON.stringify(row.json)).join('\n');
  if (listed.length === 0) return 'Nothing here.';
  const rows = listed.map((row) => row.cells.map(oneLine));
  const widths = (rows[0] ?? []).map((_, at) =>
    rows.reduce((widest, cells) => Math.min(40, Math.max(widest, cells[at]?.length ?? 0)), 0),
  );
  return rows
    .map((cells) =>
      cells
        .map((cell, at) => cell.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** A row stays one line, whatever stands in a name: line ends, tabs and what moves a terminal's cursor become a blank. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}

export async function showTrace(core: Core, id: string, asJson: boolean): Promise<string> {
  const run = core.get('runs', id);
  if (run === undefined)
    throw new Stop(exit.unusable, {
      code: 'run',
      message: `There is no enrolment ${id} here.`,
      fix: 'baton runs lists them.',
    });
  const entries = await entriesOf(core, id);
  const removed = core.ledger.removed(id);
  if (asJson && removed !== undefined) return JSON.stringify({ removed: removed.why, on: removed.on });
  if (asJson) return entries.map((entry) => JSON.stringify(entry)).join('\n');
  const label = (node: string): string =>
    core.listeners.revision(run.workflow, run.revision)?.nodes.get(node)?.label ?? node;
  const head = `${nameOfContact(core, run.contact)} in ${workflowName(core, run.workflow)}, version ${run.revision}: ${run.state}`;
  if (removed !== undefined) {
    const day = dateInZone(removed.on, core.zone());
    return `${head}\nIts steps were removed by ${removed.why === 'erased' ? 'erasing the contact' : 'retention'} on ${day}. This summary stays.`;
  }
  return [
    head,
    ...entries.map((entry) => `${timeInZone(entry.at, core.zone())}  ${entryWords(core, entry, label)}`),
  ].join('\n');
}

function entryWords(core: Core, entry: Entry, label: (node: string) => string): string {
  switch (entry.kind) {
    case 'run-began':
      return `${label(entry.node)}: began (${entry.because})${entry.overrides === undefined ? '' : `, overriding: ${entry.overrides}`}`;
    case 'node-entered':
      return `${label(entry.node)}: entered${entry.visit > 1 ? `, visit ${entry.visit}` : ''}`;
    case 'node-left': {
      const owner = entry.changes?.find((change) => change.do === 'contact-owner-set');
      const to = owner?.do === 'contact-owner-set' ? `, owner: ${userName(core, owner.to)}` : '';
      return `${label(entry.node)}: ${resultWords(entry.result, entry.reason)}${to}`;
    }
    case 'message-queued':
      return `${label(entry.node)}: ${entry.message.channel} to ${entry.message.to.name}: ${entry.message.title || entry.message.text}`;
    case 'wait-began':
      return `${label(entry.node)}: waiting until ${timeInZone(entry.due, core.zone())}`;
    case 'wait-over':
      return `${label(entry.node)}: the wait is over, due ${timeInZone(entry.due, core.zone())}`;
    case 'arrival-late':
      return `Too late: ${entry.what}`;
    case 'run-paused':
      return `Paused: ${entry.reason}`;
    case 'run-resumed':
      return 'Goes on';
    case 'run-ended':
      return endWords(entry.how, entry.reason);
  }
}

/** The workflow's file, as the window's export gives it. `name`: its id or its name. */
export function exported(core: Core, name: string): string {
  const all = [...core.library.workflows().values()];
  const found = all.find(({ document }) => document.id === name) ?? all.find(({ document }) => document.name === name);
  if (found === undefined) {
    const names = all.map(({ document }) => `“${document.name}”`).join(', ');
    throw new Stop(exit.unusable, {
      code: 'workflow',
      message: `There is no workflow “${name}” here.`,
      fix: names === '' ? 'The workspace has none.' : `It has ${names}.`,
    });
  }
  const people = { users: core.library.users(), pools: core.library.pools() };
  return writeWorkflow(withRequires(found.document, found.bindings, people));
}
