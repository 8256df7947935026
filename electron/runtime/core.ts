// The parts that every act of the runtime works with.
import { good, type Problem, type Result } from '../../shared/model/problem.ts';
import type { Get } from '../../shared/engine/changes.ts';
import type { Line } from '../../shared/engine/line.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import type { Ledger } from '../store/book.ts';
import type { Clock } from './clock.ts';
import type { CrashWatch } from './crash-watch.ts';
import type { Library } from './library.ts';
import type { Listeners } from './listeners.ts';
import type { Lookups } from './lookups.ts';
import type { Runner } from './runner.ts';

export interface Core {
  readonly ledger: Ledger<Line>;
  readonly library: Library;
  readonly lookups: Lookups;
  readonly listeners: Listeners;
  readonly runner: Runner;
  readonly clock: Clock;
  readonly watch: CrashWatch;
  /** Tells whoever is at the window of something that happened by itself. */
  readonly tell: (problem: Problem) => void;
  /** Reads one record of the ledger. */
  readonly get: Get;
  /** IANA zone of the workspace. */
  readonly zone: () => string;
}

/** Who sits at the window: the user chosen under "You are", or null for Everybody, also when that user was removed. */
export function actor(core: Core): string | null {
  const { you } = core.library.settings();
  const user = you === null ? undefined : core.library.users().get(you);
  return user === undefined || user.removedAt !== undefined ? null : user.id;
}

/** Works through many things in slices of a few milliseconds, each slice one frame, so that the window stays quick. */
export async function inSlices<T>(core: Core, all: Iterable<T>, work: (one: T) => void): Promise<void> {
  const SLICE_MS = 6;
  let began = core.clock.now();
  for (const one of all) {
    work(one);
    // The wall clock may be set back meanwhile.
    if (Math.abs(core.clock.now() - began) < SLICE_MS) continue;
    await core.runner.commit();
    await core.clock.yield();
    began = core.clock.now();
  }
  await core.runner.commit();
}

/**
 * Works through enrolments in slices, each as it stands when its turn comes: while others had theirs it may have gone on, or
 * ended, and then it is passed over.
 */
export function forOpenRuns(core: Core, runs: Iterable<Pick<Run, 'id'>>, work: (run: Run) => void): Promise<void> {
  return inSlices(core, runs, ({ id }) => {
    const run = core.get('runs', id);
    if (run !== undefined && !hasEnded(run)) work(run);
  });
}

/** The answer when there is nothing to do: what made it so may still be on its way to the disk, and nobody may count on it before. */
export async function asItIs(core: Core): Promise<Result<null>> {
  await core.runner.commit();
  return good(null);
}
