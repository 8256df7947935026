// Who came while a workflow was off: the answer to "why did nobody get this contact", and whom to enrol now.
import { missedKey } from '../../../shared/engine/line.ts';
import type { Missed } from '../../../shared/ipc-types.ts';
import type { Contact } from '../../../shared/model/contact.ts';
import { hasEnded } from '../../../shared/model/run.ts';
import type { Instant } from '../../../shared/model/time.ts';
import type { Core } from '../core.ts';
import { newestFirst, userName } from './people.ts';

const ROWS = 200;

/** The contacts that a workflow missed because it was off. Those who entered since, or would not have entered, are left out. */
export async function missedBy(core: Core, workflow: string): Promise<Missed> {
  const listener = core.listeners.all().find((one) => one.workflow === workflow);
  const mayReenter = listener?.graph.workflow.allowReentry === true;
  const lines = await core.ledger.trace(missedKey(workflow));
  // Each contact once, where its latest event stands.
  const latest = new Map<string, Instant>();
  for (const line of lines) {
    if (line.k !== 'missed') continue;
    latest.delete(line.event.contact);
    latest.set(line.event.contact, line.event.at);
  }
  const missed: { contact: Contact; at: Instant }[] = [];
  for (const [id, at] of latest) {
    const contact = core.get('contacts', id);
    if (contact === undefined || contact.deletedAt !== undefined || contact.erased !== undefined) continue;
    const runs = core.lookups.runsOf(workflow, id).flatMap((run) => core.get('runs', run) ?? []);
    const entered = runs.some((run) => !mayReenter || !hasEnded(run) || run.beganAt >= at);
    if (!entered) missed.push({ contact, at });
  }
  return {
    ids: missed.map(({ contact }) => contact.id),
    rows: newestFirst(missed, 0, ROWS).map((one) => ({ ...one, ownerName: userName(core, one.contact.owner) })),
  };
}
