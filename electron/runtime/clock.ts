// The one source of time. Tests give the runtime a virtual one.
import type { Instant } from '../../shared/model/time.ts';

export interface Clock {
  /** The machine's wall clock. */
  now(): Instant;
  /** Calls once after so many milliseconds; gives back the function that calls it off. */
  after(ms: number, call: () => void): () => void;
  /** Lets everything else that waits have its turn. */
  yield(): Promise<void>;
}

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, call) => {
    const timer = setTimeout(call, ms);
    return () => clearTimeout(timer);
  },
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};
