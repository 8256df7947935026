// Carries runs on after a start, watching what crashes Baton: many together first, fewer after a crash among them, then one
// by one and step by step, so that it is known which run it was, and in which step.
import { MAX_VISITS } from '../../shared/engine/advance.ts';
import { canGoOn } from '../../shared/engine/run-state.ts';
import type { Arrival } from '../../shared/engine/trace.ts';
import { contactName } from '../../shared/model/contact.ts';
import type { Run } from '../../shared/model/run.ts';
import { actor, inSlices, type Core } from './core.ts';
import { MOST_CRASHES, type Place } from './crash-watch.ts';

/** Most runs under one note, by how often one of them crashed Baton; after that each goes alone. A note costs a few syncs. */
const TOGETHER = [2000, 50];

/** Carries runs on that were interrupted or whose wait is over. Others are passed over. */
export async function carryOn(core: Core, runs: readonly string[]): Promise<void> {
  const { watch } = core;
  const places = runs.flatMap((id) => placeOf(core, id) ?? []);
  const found = places.map((at) => ({ at, crashes: watch.crashes(at) }));
  // What may crash Baton comes last, so that it holds up nobody else.
  for (const [crashes, most] of TOGETHER.entries()) {
    const some = found.flatMap((one) => (one.crashes === crashes ? [one.at] : []));
    for (let from = 0; from < some.length; from += most) await carryOnTogether(core, some.slice(from, from + most));
  }
  for (const one of found) if (one.crashes >= TOGETHER.length) await carryOnAlone(core, one.at);
  await watch.rest();
}

async function carryOnTogether(core: Core, places: readonly Place[]): Promise<void> {
  await core.watch.begin(places);
  await inSlices(core, places, ({ id }) => goOn(core, id));
  core.watch.over(places.map(({ id }) => id));
}

/** Step by step, each noted: the last note names the step that crashes Baton. */
async function carryOnAlone(core: Core, first: Place): Promise<void> {
  const { id } = first;
  const crashes = core.watch.crashes(first);
  const givenUp = crashes >= MOST_CRASHES;
  for (let step = 0; ; step += 1) {
    const at = placeOf(core, id);
    if (at === undefined) return;
    if (!givenUp) await core.watch.beginAlone(at, crashes);
    // A loop of steps is not walked for ever: the engine ends it when it goes on by itself.
    const moved = givenUp ? giveUp(core, id) : goOn(core, id, step < MAX_VISITS);
    if (!givenUp) core.watch.survived(at);
    await core.runner.commit();
    core.watch.over([id]);
    if (!moved || givenUp) return;
  }
}

/** Carries one run on from where it is now; answers whether it went anywhere. */
export function goOn(core: Core, id: string, oneStep = false): boolean {
  const run = core.get('runs', id);
  const arrival = run && arrivalOf(core, run);
  return run !== undefined && arrival !== undefined && core.runner.arrive(run, arrival, oneStep).length > 0;
}

function giveUp(core: Core, id: string): boolean {
  const run = core.get('runs', id);
  if (run === undefined) return false;
  const reason = `Baton crashed ${MOST_CRASHES} times in this step.`;
  if (core.runner.arrive(run, { kind: 'give-up', reason }).length === 0) return false;
  const step = core.listeners.revision(run.workflow, run.revision)?.nodes.get(run.node ?? '')?.label ?? 'a step';
  const workflow = core.library.workflows().get(run.workflow)?.document.name ?? 'a workflow';
  const contact = core.get('contacts', run.contact);
  const name = contact === undefined ? 'a contact' : contactName(contact);
  core.tell({
    code: 'run-given-up',
    message: `Baton crashed ${MOST_CRASHES} times at “${step}” in “${workflow}” with ${name}. It goes on without: this enrolment ended as failed.`,
    fix: 'Look at this step and this contact, then enrol the contact again. It stands in the outbox, too, under “Needs attention”.',
  });
  return true;
}

/** Somebody has seen that the run was given up. Asked twice, it is done once. */
export async function putAway(core: Core, id: string): Promise<void> {
  const run = core.get('runs', id);
  if (run?.crashed !== true) return;
  core.runner.act(actor(core), [{ do: 'run-put-away', run: id }], run.contact);
  await core.runner.commit();
}

function placeOf(core: Core, id: string): Place | undefined {
  const run = core.get('runs', id);
  return run === undefined || arrivalOf(core, run) === undefined ? undefined : { id, place: run.seq };
}

/** What lets a run go on now; undefined when it has to wait, or has ended. */
function arrivalOf(core: Core, run: Run): Arrival | undefined {
  if (canGoOn(run)) return { kind: 'go-on' };
  // The workflow was turned on, and that is all that came to pass of it.
  if (run.state === 'paused') return core.runner.isFrozen(run.workflow) ? undefined : { kind: 'resume' };
  const over = run.state === 'waiting' && run.node !== null && run.due !== undefined && run.due <= core.clock.now();
  return over && run.node !== null ? { kind: 'time-came', node: run.node } : undefined;
}
