// The one source of time. Tests give the runtime a virtual one.
import type { Instant } from '../../shared/model/time.ts';

export interface Clock {
  /** The machine's wall clock. */
  now(): Instant;
  /** ms that have passed, from any beginning: nobody can set it. It may stand still while the machine sleeps. */
  elapsed(): number;
  /** Calls once after so many milliseconds; gives back the function that calls it off. */
  after(ms: number, call: () => void): () => void;
  /** Lets everything else that waits have its turn. */
  yield(): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};

/**
 * For delays between tries: goes on with the wall clock, also over a sleep, but is never set back with it. What is to be
 * done in 10 minutes by this time is done in 10 minutes at the latest.
 */
export function neverSetBack(clock: Pick<Clock, 'now' | 'elapsed'>): () => Instant {
  let ahead = -Infinity;
  return () => {
    const elapsed = clock.elapsed();
    ahead = Math.max(ahead, clock.now() - elapsed);
    return elapsed + ahead;
  };
}
