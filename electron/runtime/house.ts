// A workspace opened whole: lock, ledger, documents, runtime and channels. The window and the terminal both begin here.
import path from 'node:path';
import { good, type Result } from '../../shared/model/problem.ts';
import type { SecretName } from '../../shared/model/settings.ts';
import type { Line } from '../../shared/engine/line.ts';
import { createSenders } from '../channels/channels.ts';
import type { RecoveryReport } from '../store/book.ts';
import type { Disk } from '../store/disk.ts';
import { StoreError } from '../store/io-problem.ts';
import { openWorkspace, type StoreOptions } from '../store/open-workspace.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Core } from './core.ts';
import { finishErasing, type Files } from './erase.ts';
import { whenFull, whenOpen } from './full-disk.ts';
import { createKeeping, type Keeping } from './keeping.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { book, createRuntime, type Runtime, type Told } from './runtime.ts';
import { Uploads } from './uploads.ts';

export interface House {
  readonly runtime: Runtime;
  /** The files of the workspace, for what concerns all of them. */
  readonly files: Files;
  readonly keeping: Keeping;
  readonly uploads: Uploads;
  /** What opening found: damage, and what could be saved. */
  readonly report: RecoveryReport;
  /** Stops the runtime, writes what is staged, gives the workspace back. */
  readonly close: () => Promise<void>;
}

export interface HouseOptions {
  readonly told?: Partial<Told>;
  readonly clock?: Clock;
  /** A password as it was typed; null when there is none. Without it channels work as if none was kept. */
  readonly secret?: (name: SecretName) => string | null;
  /** How long a provider may take to answer, ms; half a minute unless said otherwise. */
  readonly patience?: number;
  /** Tests make the journal's files small, so that a short life has many. */
  readonly store?: StoreOptions;
}

const deaf: Told = {
  notified: () => undefined,
  put: () => undefined,
  // Nobody hears of it, so it must not pass quietly.
  failed: (error) => {
    throw error;
  },
};

/** Opens the workspace in a folder; an empty or absent folder becomes a new one. Nothing runs before `runtime.start()`. */
export async function openHouse(disk: Disk, folder: string, options: HouseOptions = {}): Promise<Result<House>> {
  const opened = await openWorkspace<Line>(disk, folder, book, options.store);
  if (!opened.ok) return opened;
  const workspace = opened.value;
  const ledger = workspace.ledger();
  const clock = options.clock ?? systemClock;
  const told = { ...deaf, ...options.told };
  const runtime = await createRuntime({
    workspace,
    ledger,
    clock,
    machineZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    told,
    outbox: (core) => makeOutbox(core, options, told.failed),
  });
  if (!runtime.ok) {
    await workspace.close();
    return runtime;
  }
  const uploads = new Uploads(disk, path.join(workspace.folder, 'imports'));
  const files = { disk, folder: workspace.folder, uploads };
  const keeping = createKeeping(runtime.value, files, told.failed);
  if (ledger.status().state === 'open') {
    try {
      // On a full disk it goes on when there is room; the opening does not wait for that.
      await Promise.race([finishErasing(runtime.value, files), whenFull(ledger)]);
    } catch (error) {
      // Still to be done, and tried again at the next start.
      if (!(error instanceof StoreError)) throw error;
    }
  }
  return good({
    runtime: runtime.value,
    uploads,
    files,
    keeping,
    report: ledger.status().report,
    close: async () => {
      // Closing the ledger cuts short what it is at; that is done at the next start.
      const kept = keeping.stop();
      await runtime.value.stop();
      await workspace.close();
      await kept;
    },
  });
}

function makeOutbox(core: Core, options: HouseOptions, failed: (error: unknown) => void): Outbox {
  const { secret = () => null, patience: timeout } = options;
  return createOutbox({
    clock: core.clock,
    random: Math.random,
    writer: {
      commit: async (lines) => {
        // On a full disk nothing is sent; it goes on when there is room.
        await whenOpen(core.ledger);
        for (const line of lines()) core.ledger.stage(line);
        await core.ledger.commit();
      },
    },
    messages: {
      open: () => [...core.lookups.openMessages].flatMap((key) => core.get('outbox', key) ?? []),
      get: (key) => core.get('outbox', key),
    },
    user: (id) => core.library.users().get(id),
    contact: (id) => core.get('contacts', id),
    senders: createSenders({
      settings: () => core.library.settings(),
      secret,
      ...(timeout === undefined ? {} : { timeout }),
    }),
    failed,
  });
}
