// Waits that are over. Due by the machine's wall clock; what came due while Baton was closed goes on in order, not all at once.
import type { Core } from './core.ts';

/** At most so many waits go on a second (docs/domain.md, "Time"). */
const PER_SECOND = 50;
const WINDOW_MS = 1000;
/** The wall clock is looked at no less often than this: it may jump, and the machine may have slept. */
const LOOK_MS = 30_000;

export interface Timers {
  /** A wait began: perhaps it is the next one due. */
  wake(): void;
  stop(): void;
}

/** Begins to look for waits that are over. `failed` hears of a commit that did not come to pass. */
export function startTimers(core: Core, failed: (error: unknown) => void): Timers {
  let cancel: () => void = () => undefined;
  let stopped = false;
  let windowBegan = 0;
  let inWindow = 0;

  function wake(): void {
    cancel();
    // On a full disk nobody goes on: the status tells when there is room again.
    if (stopped || core.ledger.status().state !== 'open') return;
    const first = core.lookups.waits.first();
    if (first === undefined) return;
    const now = core.clock.now();
    const rest = inWindow < PER_SECOND || now < windowBegan ? 0 : windowBegan + WINDOW_MS - now;
    const wait = Math.min(Math.max(first - now, rest, 0), LOOK_MS);
    cancel = core.clock.after(wait, () => void look().catch(failed));
  }

  async function look(): Promise<void> {
    if (stopped || core.ledger.status().state !== 'open') return;
    const now = core.clock.now();
    if (now - windowBegan >= WINDOW_MS || now < windowBegan) {
      windowBegan = now;
      inWindow = 0;
    }
    for (; inWindow < PER_SECOND; inWindow += 1) {
      const id = core.lookups.waits.take(now);
      if (id === undefined) break;
      const run = core.get('runs', id);
      if (run?.node !== null && run !== undefined) core.runner.arrive(run, { kind: 'time-came', node: run.node });
    }
    await core.runner.commit();
    wake();
  }

  const unhear = core.ledger.onStatus(wake);
  wake();
  return {
    wake,
    stop: () => {
      stopped = true;
      unhear();
      cancel();
    },
  };
}
