// A timer that runs when the test says so.
import type { Timer } from '../../electron/store/upkeep.ts';

export interface ManualTimer {
  readonly timer: Timer;
  /** Runs everything that waits now. */
  fire(): void;
}

export function manualTimer(): ManualTimer {
  const waiting = new Set<() => void>();
  return {
    timer(_ms, run) {
      waiting.add(run);
      return () => void waiting.delete(run);
    },
    fire() {
      const due = [...waiting];
      waiting.clear();
      for (const run of due) run();
    },
  };
}
