// Waits that are over. Due by the machine's wall clock; what came due while Baton was closed goes on in order, not all at once.
import { StoreError } from '../store/io-problem.ts';
import { carryOn, goOn } from './carry-on.ts';
import type { Core } from './core.ts';

/** At most so many waits go on a second (docs/domain.md, "Time"). */
const PER_SECOND = 50;
const WINDOW_MS = 1000;
/** The wall clock is looked at no less often than this: it may jump, and the machine may have slept. */
const LOOK_MS = 30_000;

export interface Timers {
  /** A wait began: perhaps it is the next one due. */
  wake(): void;
  /** Resolves when what it found due has gone on. */
  idle(): Promise<void>;
  stop(): void;
}

/** Begins to look for waits that are over. `failed` hears of a commit that did not come to pass. */
export function startTimers(core: Core, failed: (error: unknown) => void): Timers {
  let cancel: () => void = () => undefined;
  let stopped = false;
  const looks = new Set<Promise<void>>();
  /** What was due by then may have ended Baton before, so it is watched. */
  const startedAt = core.clock.now();
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
    cancel = core.clock.after(wait, () => {
      const done = look()
        .catch(told)
        .finally(() => looks.delete(done));
      looks.add(done);
    });
  }

  async function look(): Promise<void> {
    if (stopped || core.ledger.status().state !== 'open') return;
    const now = core.clock.now();
    if (now - windowBegan >= WINDOW_MS || now < windowBegan) {
      windowBegan = now;
      inWindow = 0;
    }
    const late: string[] = [];
    const due: string[] = [];
    for (; inWindow < PER_SECOND; inWindow += 1) {
      const id = core.lookups.waits.take(now);
      if (id === undefined) break;
      const isLate = (core.get('runs', id)?.due ?? 0) <= startedAt;
      (isLate ? late : due).push(id);
    }
    if (late.length > 0) await carryOn(core, late);
    for (const id of due) goOn(core, id);
    await core.runner.commit();
    for (const id of [...late, ...due]) waitAgain(id);
    wake();
  }

  /** Somebody may have set the clock back before the run could go on. */
  function waitAgain(id: string): void {
    const run = core.get('runs', id);
    if (run?.state === 'waiting' && run.due !== undefined && run.due > core.clock.now())
      core.lookups.waits.set(id, run.due);
  }

  function told(error: unknown): void {
    // What closing cuts short is done at the next start.
    if (!(stopped && error instanceof StoreError)) failed(error);
  }

  const unhear = core.ledger.onStatus(wake);
  wake();
  return {
    wake,
    idle: async () => void (await Promise.all(looks)),
    stop: () => {
      stopped = true;
      unhear();
      cancel();
    },
  };
}
