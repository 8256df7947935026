// What a workspace does about its own data once a day: old logs go, and so do contacts that were deleted a month ago.
import type { Contact } from '../../shared/model/contact.ts';
import { DAY, HOUR } from '../../shared/model/time.ts';
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
    if (at - lastDone >= DAY || at < lastDone) void now();
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
