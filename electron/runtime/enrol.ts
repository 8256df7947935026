// Enrolling by hand: which contacts begin, which rule says no, and what it would do before anybody presses.
import type { EnrolPreview } from '../../shared/ipc-types.ts';
import type { Get } from '../../shared/engine/changes.ts';
import type { Refusal } from '../../shared/engine/line.ts';
import { testEntries, continueTest, startTest } from '../../shared/engine/test-run.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { hasEnded } from '../../shared/model/run.ts';
import type { RotationState } from '../../shared/rotation.ts';
import { isWhyCard } from '../../shared/rotation-why.ts';
import { actor, inSlices, type Core } from './core.ts';
import { hashId } from './ids.ts';
import { whyDeaf } from './listeners.ts';
import { userName } from './queries/people.ts';

/** Enrols contacts by hand. `act` names the press of the button: sent twice, it counts once. */
export async function enrol(
  core: Core,
  act: string,
  ids: readonly string[],
  workflow: string,
): Promise<{ enrolled: number; refused: { contact: string; rule: string }[] }> {
  const by = actor(core);
  let enrolled = 0;
  const refused: { contact: string; rule: string }[] = [];
  await inSlices(core, new Set(ids), (contact) => {
    const answer = stageEnrolment(core, act, contact, workflow, by);
    if (answer === undefined) enrolled += 1;
    else refused.push({ contact, rule: answer.rule });
  });
  return { enrolled, refused };
}

function stageEnrolment(
  core: Core,
  act: string,
  contact: string,
  workflow: string,
  by: string | null,
): Refusal | undefined {
  const id = hashId('enrol', act, contact, workflow);
  if (core.get('runs', hashId(workflow, contact, id)) !== undefined) return undefined;
  const there = core.get('contacts', contact);
  if (there === undefined || there.deletedAt !== undefined) return { workflow, rule: 'The contact is gone.' };
  const event = { id, type: 'enrolled-by-hand', contact, at: core.clock.now(), by, workflow } as const;
  if (!core.listeners.all().some((one) => one.workflow === workflow))
    return { workflow, rule: 'The workflow is not there any more.' };
  const { refused } = core.runner.happen(event, []);
  return refused[0];
}

/** What enrolling would do: who, the spread over users, the messages. Played through on a borrowed world; nothing is written. */
export async function previewEnrolment(
  core: Core,
  ids: readonly string[],
  workflow: string,
): Promise<Result<EnrolPreview>> {
  const listener = core.listeners.all().find((one) => one.workflow === workflow);
  const nothing = { contacts: ids.length, already: 0, again: 0, filtered: 0, spread: [], messages: 0 };
  if (listener === undefined)
    return bad('workflow-gone', 'This workflow is not there any more.', { fix: 'Choose another workflow.' });
  if (listener.status !== 'on')
    return good({
      ...nothing,
      refused: whyDeaf[listener.status],
    });
  // The next contact meets the rotation where the one before left it.
  const turned = new Map<string, RotationState>();
  const get = ((table, id) => (table === 'rotations' ? turned.get(id) : undefined) ?? core.get(table, id)) as Get;
  const world = { get, users: core.library.users(), pools: core.library.pools(), zone: core.zone() };
  const counts = new Map<string, number>();
  let [already, again, filtered, messages] = [0, 0, 0, 0];
  const now = core.clock.now();
  await inSlices(core, new Set(ids), (id) => {
    const contact = core.get('contacts', id);
    if (contact === undefined || contact.deletedAt !== undefined) return;
    const runs = core.lookups.runsOf(workflow, id).map((run) => core.get('runs', run));
    if (runs.some((run) => run !== undefined && !hasEnded(run))) {
      already += 1;
      return;
    }
    if (runs.length > 0 && !listener.graph.workflow.allowReentry) again += 1;
    const event = { id: 'preview', type: 'enrolled-by-hand', contact: id, at: now, by: null, workflow } as const;
    const entries = testEntries(continueTest(startTest(listener.graph, world, contact, event, now)));
    const owner = firstGiven(entries);
    if (owner !== undefined) counts.set(owner, (counts.get(owner) ?? 0) + 1);
    for (const entry of entries) {
      if (entry.kind === 'run-began' && entry.overrides !== undefined) filtered += 1;
      if (entry.kind === 'message-queued') messages += 1;
      if (entry.kind !== 'node-left') continue;
      for (const change of entry.changes ?? []) {
        if (change.do === 'rotation-moved') turned.set(change.rotation, change.state);
      }
    }
  });
  const spread = [...counts].map(([user, count]) => ({
    user,
    name: userName(core, user),
    count,
  }));
  return good({ contacts: ids.length, already, again, filtered, spread, messages });
}

/** Whom the first assign step gives the contact to; also the user who owns it already. */
function firstGiven(entries: readonly Entry[]): string | undefined {
  for (const entry of entries) {
    if (entry.kind !== 'node-left' || entry.result !== 'done') continue;
    if (isWhyCard(entry.because) && entry.because.picked !== null) return entry.because.picked;
    const given = entry.changes?.find((change) => change.do === 'contact-owner-set');
    if (given?.do === 'contact-owner-set' && given.to !== null) return given.to;
  }
  return undefined;
}
