// Puts the parts of the ledger together: opening with recovery, records in memory, the journal and its upkeep, traces.
import { good, invariant, type Problem, type Result } from '../../shared/model/problem.ts';
import type { Book, Ledger, LedgerStatus, RecoveryReport } from './book.ts';
import { ensureFolder, type Disk } from './disk.ts';
import { ioProblem, StoreError } from './io-problem.ts';
import { createJournal, type Journal } from './journal.ts';
import { mend, type Mended } from './mend.ts';
import { isOwn, ownLines, placeOf } from './own-lines.ts';
import { createPositions, type Positions } from './positions.ts';
import { listFiles, prune } from './prune.ts';
import { createRecords, type Records } from './records.ts';
import { recover, type Recovered } from './recover.ts';
import type { Segment } from './segment.ts';
import { readTrace } from './trace.ts';
import { createUpkeep, type Timer, type Upkeep } from './upkeep.ts';

export interface LedgerOptions {
  /** The folder for what is damaged. */
  readonly quarantine: string;
  /** Whether the ledger may be absent; otherwise an absent one is a problem, never an empty ledger. */
  readonly isNew: boolean;
  readonly timer?: Timer;
  /** A segment this long is ended, so that none is too long to be held in memory, and old ones can be dropped. */
  readonly segmentBytes?: number;
  /** The least growth of the journal that is worth a snapshot. */
  readonly snapshotBytes?: number;
  /** The least growth for which a snapshot is made though there is no quiet second. */
  readonly busyBytes?: number;
}

const MIB = 1024 * 1024;
const DEFAULTS = { timer: realTimer, segmentBytes: 16 * MIB, snapshotBytes: 16 * MIB, busyBytes: 256 * MIB };

function realTimer(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms).unref();
  return () => clearTimeout(timer);
}

/**
 * Opens the ledger in a folder that this process has locked. Damage to what was confirmed, or a folder that cannot be
 * written to, gives a read-only ledger; a folder that cannot be read gives a problem.
 */
export async function openLedger<Line extends object>(
  disk: Disk,
  folder: string,
  book: Book<Line>,
  options: LedgerOptions,
): Promise<Result<Ledger<Line>>> {
  const records = createRecords(book);
  const positions = createPositions();
  const own = ownLines(positions);
  try {
    await ensureFolder(disk, folder);
    const recovered = await recover(disk, folder, {
      restore: records.restore,
      restored: records.restored,
      latest: records.latest,
      positions,
      take(line, segment, at, length) {
        if (isOwn(line)) return own(line, segment, at, length);
        // Sound by its sum, so it is a line as `stage` was given it.
        records.apply(line as Line);
        const key = book.keyOf(line as Line);
        if (key !== undefined) positions.add(key, positions.segment(segment), at, length);
      },
    });
    if (recovered.end === undefined && recovered.damaged.length === 0 && !options.isNew) {
      return { ok: false, problem: missing(folder) };
    }
    const mended = await mend(disk, folder, options.quarantine, recovered);
    return good(run({ disk, folder, book, records, positions, recovered, mended, options }));
  } catch (error) {
    return { ok: false, problem: ioProblem(error, folder) };
  }
}

function missing(folder: string): Problem {
  return {
    code: 'ledger-missing',
    message: `The journal of this workspace is gone: ${folder} has no segment.`,
    where: { path: folder },
    fix: 'Restore the whole workspace folder from a backup.',
  };
}

interface Opened<Line extends object> {
  readonly disk: Disk;
  readonly folder: string;
  readonly book: Book<Line>;
  readonly records: Records<Line>;
  readonly positions: Positions;
  readonly recovered: Recovered;
  readonly mended: Mended;
  readonly options: LedgerOptions;
}

function run<Line extends object>(opened: Opened<Line>): Ledger<Line> {
  const { disk, folder, book, records, positions, recovered, mended } = opened;
  const report: RecoveryReport = {
    lines: recovered.end?.seq ?? 0,
    replayed: recovered.lines,
    latest: recovered.latest,
    problems: mended.problems,
    quarantined: mended.quarantined,
  };
  const listeners = new Set<() => void>();
  const changed = () => {
    for (const listener of listeners) listener();
  };
  let closed = false;
  const live = mended.segment && goLive(opened, mended.segment, changed);

  function status(): LedgerStatus {
    const problem = live?.journal.problem() ?? mended.problem ?? live?.upkeep.notice();
    const state = live?.journal.state() ?? 'stuck';
    return { state: closed ? 'closed' : state === 'stuck' ? 'read-only' : state, problem, report };
  }
  function writable(): Journal {
    if (live !== undefined) return live.journal;
    throw new StoreError(mended.problem ?? missing(folder));
  }

  return {
    status,
    onStatus(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    get: records.get,
    table: records.table,
    onPut(listener) {
      for (const table of records.tables) {
        for (const [id, value] of records.table(table)) listener(table, id, undefined, value);
      }
      return records.onPut(listener);
    },
    stage(line, puts) {
      const journal = writable();
      journal.mustBeOpen();
      // A line that the book cannot apply must not get into the journal.
      records.apply(line, puts);
      journal.append(line, book.keyOf(line));
    },
    commit: async () => writable().flush(),
    retry: async () => (await live?.journal.retry()) ?? false,
    async trace(key) {
      if (live?.journal.state() === 'open') await live.journal.flush();
      for (;;) {
        const lines = positions.of(key);
        try {
          // Each line is sound by its own sum.
          return (await readTrace(disk, folder, positions.segments(), lines)) as readonly Line[];
        } catch (error) {
          // Moved between looking up and reading: they are somewhere else now.
          if (lines.join() === positions.of(key).join()) throw error;
        }
      }
    },
    removed(key) {
      const how = positions.removed(key);
      return how && { why: how.why, on: how.on };
    },
    async prune(plan) {
      const { journal, upkeep } = live ?? { journal: writable(), upkeep: undefined };
      invariant(upkeep, 'a journal has its upkeep');
      try {
        return await upkeep.alone((alone) => prune({ disk, folder, journal, positions, alone }, plan));
      } catch (error) {
        throw new StoreError(ioProblem(error, folder));
      }
    },
    async holdFiles(work) {
      const { journal, upkeep } = live ?? { journal: writable(), upkeep: undefined };
      invariant(upkeep, 'a journal has its upkeep');
      return upkeep.alone(async (alone) => work(await listFiles({ disk, folder, journal, positions, alone })));
    },
    async settle() {
      if (live?.journal.state() === 'open') await live.upkeep.settle();
    },
    async close() {
      if (closed) return;
      closed = true;
      try {
        await live?.journal.close();
      } finally {
        await live?.upkeep.close();
        changed();
      }
    },
  };
}

function goLive<Line extends object>(opened: Opened<Line>, segment: Segment, changed: () => void) {
  const { disk, folder, records, positions, recovered, options } = opened;
  const { timer, segmentBytes, snapshotBytes, busyBytes } = { ...DEFAULTS, ...options };
  const journal = createJournal(segment, segmentBytes, {
    line: (key, name, at, length) => {
      const place = placeOf(key);
      if (place === undefined) positions.add(key, positions.segment(name), at, length);
      else positions.move(place, positions.segment(name), at, length);
    },
    frame: (bytes) => upkeep.frame(bytes),
    changed,
  });
  const upkeep: Upkeep = createUpkeep({
    disk,
    folder,
    journal,
    records,
    positions,
    snapshot: recovered.snapshot,
    grown: recovered.bytes,
    snapshotBytes,
    busyBytes,
    timer,
    changed,
  });
  return { journal, upkeep };
}
