// What a ledger does beside its work: seals the journal when it is quiet, and makes snapshots when the journal has grown.
// None of it is needed for what was confirmed to stay; if it fails, that is told, and it is done again later.
import path from 'node:path';
import type { Problem } from '../../shared/model/problem.ts';
import { writeCurrent } from './current.ts';
import type { Disk } from './disk.ts';
import { ioProblem, StoreError } from './io-problem.ts';
import type { Journal } from './journal.ts';
import type { Positions } from './positions.ts';
import { freezeRecords, type Records } from './records.ts';
import { removeOldSnapshots, writeSnapshot, type SnapshotFile } from './snapshot.ts';

/** Runs something after milliseconds; answers how to call it off. */
export type Timer = (ms: number, run: () => void) => () => void;

export interface Upkeep {
  /** Why the last attempt failed. */
  notice(): Problem | undefined;
  /** Does something while no snapshot is being made. Rejects with a StoreError when the ledger closes before its turn. */
  alone<T>(work: (during: Alone) => Promise<T>): Promise<T>;
  /** To be called after each frame with its bytes. */
  frame(bytes: number): void;
  /** Makes the snapshot that waits for a quiet second, if one is due; a failure is a notice. */
  settle(): Promise<void>;
  /** Resolves when nothing runs any more, with CURRENT saying how the journal ends. */
  close(): Promise<void>;
}

/** What somebody who has the upkeep alone can do. */
export interface Alone {
  /** Makes a snapshot now. Rejects with a StoreError when the ledger closes meanwhile. */
  snapshot(): Promise<void>;
  /** Writes down how far the journal goes. Answers the text of CURRENT. */
  saveCurrent(): Promise<string>;
  /** Throws a StoreError once the ledger closes: then what is not done is left for later. */
  mustGoOn(): void;
}

export interface UpkeepSource {
  readonly disk: Disk;
  readonly folder: string;
  readonly journal: Journal;
  readonly records: Records<never>;
  readonly positions: Positions;
  readonly snapshot: SnapshotFile | undefined;
  /** Bytes of journal that opening would have to read on top of the snapshot. */
  readonly grown: number;
  /** The least growth that is worth a snapshot, in bytes. */
  readonly snapshotBytes: number;
  /** Growth for which a busy ledger makes no snapshot: in the middle of a large import it would be out of date at once. */
  readonly busyBytes: number;
  readonly timer: Timer;
  /** Called when there is another notice. */
  readonly changed: () => void;
}

const QUIET_MS = 1000;
// As long as there is no quiet moment the journal may grow this many times longer than is worth a snapshot.
const BUSY_FACTOR = 4;

export function createUpkeep(source: UpkeepSource): Upkeep {
  const { disk, folder, journal, records, positions, snapshotBytes, busyBytes, timer, changed } = source;
  let { snapshot, grown } = source;
  let notice: Problem | undefined;
  let frames = 0;
  let cancelTimer: (() => void) | undefined;
  let queue: Promise<void> = Promise.resolve();
  let snapshotting = false;
  let closing = false;
  /** The youngest segment that CURRENT was asked to name. */
  let named = journal.end().segment;
  if (!journal.end().empty || grown > worthwhile()) waitForQuiet();

  /** A snapshot costs as much as its records; so the journal should have grown by as much again. */
  function worthwhile(): number {
    return Math.max(snapshotBytes, snapshot?.bytes ?? 0);
  }

  /** One thing after another. */
  function enqueue(task: () => Promise<void>): void {
    queue = queue.then(async () => {
      if (closing) return;
      const before = notice;
      try {
        await task();
        notice = undefined;
      } catch (error) {
        notice = ioProblem(error, folder);
      }
      if (notice !== before) changed();
    });
  }

  function waitForQuiet(): void {
    const seen = frames;
    cancelTimer ??= timer(QUIET_MS, () => {
      cancelTimer = undefined;
      if (frames === seen) enqueue(rest);
      else waitForQuiet();
    });
  }

  async function rest(): Promise<void> {
    await journal.seal();
    await saveCurrent();
    if (grown > worthwhile()) await takeSnapshot();
  }

  async function saveCurrent(): Promise<string> {
    const { segment, bytes, sum } = journal.end();
    const current = { snapshot: snapshot?.name ?? null, confirmed: { segment, bytes, sum } };
    return writeCurrent(disk, path.join(folder, 'CURRENT'), current);
  }

  function mustGoOn(): void {
    if (closing) throw new StoreError({ code: 'ledger-closed', message: 'The workspace is closed.' });
  }

  async function takeSnapshot(): Promise<void> {
    // Frozen in the turn in which the segment is told to end: the snapshot holds what stands before that, no more.
    const frozen = freezeRecords(records);
    const latest = records.latest();
    snapshotting = true;
    try {
      const begun = await journal.rotate();
      grown = begun.bytes;
      const at = { segment: begun.segment, seq: begun.before, sum: begun.head };
      const rows = { tables: records.tables, records: frozen, positions, latest };
      const written = await writeSnapshot(disk, folder, rows, at, () => closing);
      if (written === undefined) return;
      snapshot = written;
      await saveCurrent();
      await removeOldSnapshots(disk, folder);
    } finally {
      snapshotting = false;
      frozen.release();
    }
  }

  return {
    notice: () => notice,
    alone(work) {
      const during: Alone = {
        async snapshot() {
          mustGoOn();
          await takeSnapshot();
          mustGoOn();
        },
        saveCurrent,
        mustGoOn,
      };
      const done = queue.then(() => {
        mustGoOn();
        return work(during);
      });
      queue = done.then(
        () => undefined,
        () => undefined,
      );
      return done;
    },
    frame(bytes) {
      frames++;
      grown += bytes;
      waitForQuiet();
      const { segment } = journal.end();
      if (segment !== named) {
        // Until CURRENT names it, nobody would miss the file of a segment that was just begun. If it fails, the next quiet
        // second does it, and tells.
        named = segment;
        const save = async (): Promise<void> => void (closing || (await saveCurrent().catch(() => undefined)));
        queue = queue.then(save);
      }
      if (grown > Math.max(busyBytes, BUSY_FACTOR * worthwhile()) && !snapshotting) {
        snapshotting = true;
        enqueue(takeSnapshot);
      }
    },
    async settle() {
      if (grown > worthwhile()) enqueue(rest);
      await queue;
    },
    async close() {
      closing = true;
      cancelTimer?.();
      await queue;
      // The one before stays true: it only knows less of the end.
      await saveCurrent().catch((error: unknown) => void ioProblem(error, folder));
    },
  };
}
