// What a workspace does about its own data once a day: old logs go, and so do contacts that were deleted a month ago.
import type { Contact } from '../../shared/model/contact.ts';
import { DAY, HOUR, type Instant } from '../../shared/model/time.ts';
import { StoreError } from '../store/io-problem.ts';
import type { Core } from './core.ts';
import { eraseContacts, retryErasing, type Files } from './erase.ts';
import { retain } from './retention.ts';

/** How long the bin keeps a contact (docs/domain.md, "People and contacts"). */
export const BIN_DAYS = 30;

export interface Keeping {
  /** Looks every hour whether a day has passed. */
  start(): void;
  /** Does the day's work now: the setting changed, say. */
  now(): Promise<void>;
  stop(): Promise<void>;
}

/** `failed` hears of what is no problem of the disk: those are tried again the next hour. */
export function createKeeping(core: Core, files: Files, failed: (error: unknown) => void): Keeping {
  let cancel = (): void => undefined;
  let work: Promise<void> = Promise.resolve();
  let lastDone = -Infinity;
  let stopped = false;
  const mayCount = passing(core);

  function now(): Promise<void> {
    work = work.then(async () => {
      if (stopped || core.ledger.status().state !== 'open') return;
      try {
        // First, as what erasing copies forward stands in a young file for a while.
        await retain(core);
        await retryErasing(core, files);
        await eraseOld(core, files);
        lastDone = core.clock.now();
      } catch (error) {
        // The ledger says for itself what is wrong with the disk.
        if (!(error instanceof StoreError)) failed(error);
      }
    });
    return work;
  }

  function look(): void {
    const at = core.clock.now();
    // Also after the clock was set back.
    if (mayCount(at) && (at - lastDone >= DAY || at < lastDone)) void now();
    cancel = core.clock.after(HOUR, look);
  }

  return {
    start: look,
    now,
    async stop() {
      stopped = true;
      cancel();
      await work;
    },
  };
}

/**
 * Whether days that the wall clock says are over may be taken for that, as what is erased does not come back when the clock is
 * right again. Where it went ahead by more than a day of its own, or by a week since anything was written here, a day of work
 * has to go by first, or somebody works and Baton is started again. A machine that slept, or was off, so long is cleaned up later.
 */
function passing(core: Core): (at: Instant) => boolean {
  let last: { readonly at: Instant; readonly elapsed: number } | undefined;
  let from = -Infinity;
  return (at) => {
    const elapsed = core.clock.elapsed();
    const ahead = last === undefined ? at - lastWritten(core, at) - 6 * DAY : at - last.at - (elapsed - last.elapsed);
    if (ahead > DAY) from = elapsed + DAY;
    last = { at, elapsed };
    return elapsed >= from;
  };
}

/** When anything was last written that is known of; now where nothing is. */
function lastWritten({ ledger }: Core, now: Instant): Instant {
  let latest = ledger.status().report.latest ?? -Infinity;
  for (const record of ledger.table('contacts').values()) latest = Math.max(latest, (record as Contact).updatedAt);
  return latest === -Infinity ? now : latest;
}

/** Erases the contacts whose time in the bin is over. */
async function eraseOld(core: Core, files: Files): Promise<void> {
  const before = core.clock.now() - BIN_DAYS * DAY;
  const old: string[] = [];
  for (const record of core.ledger.table('contacts').values()) {
    const { id, deletedAt, erased } = record as Contact;
    if (deletedAt !== undefined && deletedAt < before && erased === undefined) old.push(id);
  }
  // Refused while an import runs: tomorrow, then.
  if (old.length > 0) await eraseContacts(core, files, old);
}
