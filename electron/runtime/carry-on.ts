// Carries runs on after a start, watching what kills Baton: all together first, and where that ended Baton before, one by
// one and step by step, so that it is known which run it was, and in which step.
import { MAX_VISITS } from '../../shared/engine/advance.ts';
import { canGoOn } from '../../shared/engine/run-state.ts';
import type { Arrival } from '../../shared/engine/trace.ts';
import { contactName } from '../../shared/model/contact.ts';
import type { Run } from '../../shared/model/run.ts';
import { inSlices, type Core } from './core.ts';
import { MOST_CRASHES, type Place } from './crash-watch.ts';

/** Runs under one note. As many go one by one after a crash among them. */
const BATCH = 500;

/** Carries runs on that were interrupted or whose wait is over. Others are passed over. */
export async function carryOn(core: Core, runs: readonly string[]): Promise<void> {
  const places = runs.flatMap((id) => placeOf(core, id) ?? []);
  const suspects = places.filter((at) => core.watch.crashes(at) > 0);
  const sound = places.filter((at) => core.watch.crashes(at) === 0);
  for (let from = 0; from < sound.length; from += BATCH) {
    const batch = sound.slice(from, from + BATCH);
    await core.watch.begin(batch);
    await inSlices(core, batch, ({ id }) => goOn(core, id));
    core.watch.over(batch.map(({ id }) => id));
  }
  // Last, so that what kills Baton holds up nobody else.
  for (const { id } of suspects) await carryOnAlone(core, id);
  await core.watch.rest();
}

async function carryOnAlone(core: Core, id: string): Promise<void> {
  for (let step = 0; ; step += 1) {
    const at = placeOf(core, id);
    if (at === undefined) return;
    const givenUp = core.watch.crashes(at) >= MOST_CRASHES;
    if (!givenUp) await core.watch.begin([at]);
    // A loop of steps is not walked for ever: the engine ends it when it goes on by itself.
    const moved = givenUp ? giveUp(core, id) : goOn(core, id, step < MAX_VISITS);
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
    fix: 'Look at this step and this contact, then enrol the contact again.',
  });
  return true;
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
