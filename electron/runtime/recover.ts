// What a crash interrupted goes on: every run whose last entry is not a wait, a pause or an end.
import type { Problem } from '../../shared/model/problem.ts';
import { carryOn } from './carry-on.ts';
import type { Core } from './core.ts';

/** Makes the revisions ready that are live or have open runs. Problems name those that cannot be read. */
export async function loadRevisions(core: Core): Promise<readonly Problem[]> {
  const wanted = new Map<string, { workflow: string; number: number }>();
  const want = (workflow: string, number: number): void => {
    if (number > 0) wanted.set(`${workflow} ${number}`, { workflow, number });
  };
  for (const live of core.ledger.table('live').keys()) want(live, core.get('live', live)?.revision ?? 0);
  for (const [workflow, runs] of core.lookups.openRuns) {
    for (const id of runs) want(workflow, core.get('runs', id)?.revision ?? 0);
  }
  const problems: Problem[] = [];
  for (const { workflow, number } of wanted.values()) {
    const revision = await core.library.readRevision(workflow, number);
    if (revision.ok) {
      core.listeners.add(revision.value);
      const live = core.get('live', workflow);
      // A draft is no part of what runs.
      if (live?.revision === number && live.status !== 'binned') core.library.standIn(revision.value);
    } else problems.push(revision.problem);
  }
  return problems;
}

/** Carries interrupted runs on. Doing it twice, or being killed in it, gives the same. Runs that wait are left to the timers. */
export async function resumeInterrupted(core: Core): Promise<void> {
  const open = [...core.lookups.openRuns.values()].flatMap((runs) => [...runs]);
  await carryOn(
    core,
    open.filter((id) => core.get('runs', id)?.state !== 'waiting'),
  );
}
