// The runtime put together: store, library, runner, timers, outbox. Runs in plain Node, with or without a window.
import type { Message } from '../../shared/model/message.ts';
import { good, type Problem, type Result } from '../../shared/model/problem.ts';
import type { Get } from '../../shared/engine/changes.ts';
import { lineKey, linePuts, lineTime, type Line } from '../../shared/engine/line.ts';
import { tableNames } from '../../shared/engine/changes.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import type { Book, Ledger } from '../store/book.ts';
import type { Workspace } from '../store/open-workspace.ts';
import type { Clock } from './clock.ts';
import { finishDeletions } from './bin.ts';
import type { Core } from './core.ts';
import { openCrashWatch } from './crash-watch.ts';
import { retryWhenFull } from './full-disk.ts';
import { openLibrary, type Documents } from './library.ts';
import { Listeners } from './listeners.ts';
import { Lookups } from './lookups.ts';
import type { Outbox } from './outbox.ts';
import { finishTreatments } from './publishing.ts';
import { loadRevisions, resumeInterrupted } from './recover.ts';
import { Runner } from './runner.ts';
import { startTimers, type Timers } from './timers.ts';

/** The meaning of the ledger's lines. */
export const book: Book<Line> = {
  tables: tableNames,
  puts: (line, get) => linePuts(line, get as Get),
  keyOf: lineKey,
  timeOf: lineTime,
};

/** Who hears what the runtime did, always after it is on the disk. */
export interface Told {
  readonly entries?: (run: string, entries: readonly Entry[]) => void;
  /** In-app notifications that were just written. */
  notified(messages: readonly Message[]): void;
  /** A table has a new record. Called for every put, before it is on the disk: for counters and pushes, not for acknowledgements. */
  put(table: string, id: string): void;
  /** Something happened by itself that a person should know of. */
  readonly problem?: (problem: Problem) => void;
  /** The store or the program failed; nothing more is carried out until the workspace is opened anew. */
  failed(error: unknown): void;
}

export interface RuntimeParts {
  readonly workspace: Documents & Pick<Workspace<never>, 'mark'>;
  readonly ledger: Ledger<Line>;
  readonly clock: Clock;
  /** IANA zone of this machine, used while the settings name none. */
  readonly machineZone: string;
  readonly told: Told;
  readonly outbox: (core: Core) => Outbox;
}

export interface Runtime extends Core {
  readonly outbox: Outbox;
  /** Documents and revisions that could not be read: shown, and left as they are. */
  readonly problems: readonly Problem[];
  /** Carries on what was interrupted, then waits for what comes due. */
  start(): Promise<void>;
  /** Resolves when what was due has gone on, and nothing is being sent. */
  idle(): Promise<void>;
  /** Stops timers and outbox; sends under way are waited for. The ledger stays open. */
  stop(): Promise<void>;
}

/** Makes a workspace's runtime. Nothing runs before `start`, but a full disk is tried again. */
export async function createRuntime(parts: RuntimeParts): Promise<Result<Runtime>> {
  const { ledger, clock, told } = parts;
  const opened = await openLibrary(parts.workspace);
  if (!opened.ok) return opened;
  const { library } = opened.value;
  const get = ((table, id) => ledger.get(table, id)) as Get;
  const lookups = new Lookups();
  ledger.onPut((table, id, before, after) => {
    lookups.put(table, id, before, after);
    told.put(table, id);
  });
  const listeners = new Listeners(library, get);
  const zone = (): string => library.settings().timeZone || parts.machineZone;
  let timers: Timers | undefined;
  const stopRetrying = retryWhenFull(ledger, clock, (error) => told.failed(error));
  const runner: Runner = new Runner(ledger, library, listeners, lookups, clock, zone, {
    entries: told.entries,
    waitBegan: () => timers?.wake(),
    messages: (messages) => {
      const inApp = messages.filter((one) => one.channel === 'notification');
      if (inApp.length > 0) told.notified(inApp);
      outbox.queued(messages.filter((one) => one.state === 'queued'));
    },
  });
  const tell = (problem: Problem): void => told.problem?.(problem);
  const { watch, problems: unwatched } = await openCrashWatch(parts.workspace);
  const core: Core = { ledger, library, lookups, listeners, runner, clock, watch, tell, get, zone };
  const outbox = parts.outbox(core);
  const problems = [...opened.value.problems, ...unwatched, ...(await loadRevisions(core))];
  return good({
    ...core,
    outbox,
    problems,
    start: async () => {
      await finishTreatments(core);
      await resumeInterrupted(core);
      await finishDeletions(core);
      timers = startTimers(core, (error) => told.failed(error));
      await outbox.start();
    },
    idle: async () => {
      await timers?.idle();
      await outbox.idle();
    },
    stop: async () => {
      timers?.stop();
      stopRetrying();
      await outbox.stop();
      await watch.close();
    },
  });
}
