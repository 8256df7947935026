// The bin's end: workflows that are taken out of it for good. Their enrolments end, their history stays.
import type { Live } from '../../shared/model/live.ts';
import { good, type Result } from '../../shared/model/problem.ts';
import { actor, forOpenRuns, type Core } from './core.ts';
import { inTurn } from './publishing.ts';

const REASON = 'The workflow was deleted.';

/** What emptying did. */
export interface Emptied {
  readonly deleted: number;
  /** Enrolments that ended with it. */
  readonly ended: number;
}

/** Deletes workflows that are in the bin. Others are passed over. */
export async function deleteBinned(core: Core, ids: readonly string[]): Promise<Result<Emptied>> {
  const sum = { deleted: 0, ended: 0 };
  for (const id of ids) {
    const done = await inTurn(core, id, () => deleteNow(core, id));
    if (!done.ok) return done;
    sum.deleted += done.value.deleted;
    sum.ended += done.value.ended;
  }
  return good(sum);
}

async function deleteNow(core: Core, id: string): Promise<Result<Emptied>> {
  const live = core.get('live', id);
  if (live?.status !== 'binned' || live.deleted !== undefined) return good({ deleted: 0, ended: 0 });
  const name = core.library.workflows().get(id)?.document.name ?? '';
  // The act; what follows from it is done at the next start if it is cut short.
  core.runner.act(actor(core), [{ do: 'workflow-live', live: { ...live, deleted: name } }]);
  await core.runner.commit();
  const ended = core.lookups.openRuns.get(id)?.size ?? 0;
  const done = await finish(core, id);
  return done.ok ? good({ deleted: 1, ended }) : done;
}

/** Does what a crash left of a deletion. Call when the workspace is opened. */
export async function finishDeletions(core: Core): Promise<void> {
  for (const [id, record] of core.ledger.table('live')) {
    const { deleted } = record as Live;
    const open = core.lookups.openRuns.get(id)?.size ?? 0;
    // A document that cannot be removed now is tried again at the next start.
    if (deleted !== undefined && (open > 0 || core.library.workflows().has(id))) await finish(core, id);
  }
}

async function finish(core: Core, id: string): Promise<Result<unknown>> {
  const open = [...(core.lookups.openRuns.get(id) ?? [])].map((run) => ({ id: run }));
  await forOpenRuns(core, open, (run) => core.runner.arrive(run, { kind: 'end', how: 'stopped', reason: REASON }));
  const removed = await core.library.removeWorkflow(id);
  core.listeners.stale();
  return removed;
}
