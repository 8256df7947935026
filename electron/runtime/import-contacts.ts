// Brings the rows of a CSV file in: each row is committed once, the job's place in the file in the same frame.
import type { ImportJob } from '../../shared/model/import-job.ts';
import { problemWords } from '../../shared/model/problem.ts';
import type { CsvRow, RowCells } from '../csv/contacts.ts';
import { stageContact, type Added } from './contacts.ts';
import { StoreError } from '../store/io-problem.ts';
import type { Core } from './core.ts';
import { whenOpen } from './full-disk.ts';
import { hashId } from './ids.ts';

/** What became of one row of the file. `row` counts data rows from 1, `line` is the physical line where it starts. */
export type RowOutcome =
  | ({ readonly row: number; readonly line: number; readonly added: Added } & RowCells)
  | Extract<CsvRow, { readonly skipped: string }>;

export interface ImportOptions<Kept> {
  /** Most rows in a frame. */
  readonly batch: number;
  /** In a window: after so many ms of work others have their turn. */
  readonly sliceMs?: number;
  /** Asked between rows: `cancel` ends the job at that row, `pause` leaves the rest for the next start. */
  readonly wish: () => 'go-on' | 'cancel' | 'pause';
  /** What to keep of a row's outcome until it is on the disk; undefined = nothing. Whole traces would fill the memory. */
  readonly keep: (outcome: RowOutcome) => Kept | undefined;
  /** Told of each batch once it is on the disk. */
  readonly committed: (kept: readonly Kept[], job: ImportJob) => void;
}

/**
 * Goes on after `job.rowsDone`. A batch is staged and, while the disk syncs it, the next one is read and staged: one
 * frame each. Gives the job as it ended; rejects with a StoreError when the store fails.
 */
export async function importContacts<Kept>(
  core: Core,
  job: ImportJob,
  rows: AsyncIterable<readonly CsvRow[]>,
  options: ImportOptions<Kept>,
): Promise<ImportJob> {
  const how = { by: 'import', duplicates: job.duplicates, runWorkflows: job.runWorkflows };
  const counts = { rowsDone: job.rowsDone, created: job.created, merged: job.merged, skipped: job.skipped };
  let now = job;
  let staged = 0;
  let kept: Kept[] = [];
  let syncing: Promise<void> = Promise.resolve();
  let sliceBegan = core.clock.now();

  /** In the turn in which rows were staged: whoever else commits next, they are on the disk together with the job's place. */
  function stagePlace(change: Partial<ImportJob> = {}): void {
    now = { ...now, ...counts, ...change };
    core.runner.act(now.by, [{ do: 'job-moved', job: now }]);
  }

  async function flush(change: Partial<ImportJob> = {}): Promise<void> {
    if (core.ledger.status().state === 'read-only') await whenOpen(core.ledger);
    stagePlace(change);
    const [done, then] = [kept, now];
    kept = [];
    staged = 0;
    const before = syncing;
    syncing = tellCommitted(done, then);
    // Whoever awaits it next hears of a failure.
    syncing.catch(() => undefined);
    await before;
  }

  async function tellCommitted(done: readonly Kept[], then: ImportJob): Promise<void> {
    await core.runner.commit();
    options.committed(done, then);
  }

  async function end(change: Partial<ImportJob>): Promise<ImportJob> {
    await flush(change);
    await syncing;
    return now;
  }

  for await (const batch of readable(rows)) {
    for (const one of batch) {
      if ('refused' in one) return end({ state: 'failed', reason: problemWords(one.refused) });
      if (one.row <= job.rowsDone) continue;
      // On a full disk nothing is staged; it goes on when there is room.
      if (core.ledger.status().state === 'read-only') await whenOpen(core.ledger);
      const wish = options.wish();
      if (wish !== 'go-on') return end(wish === 'cancel' ? { state: 'cancelled' } : {});
      const outcome: RowOutcome =
        'skipped' in one
          ? one
          : {
              row: one.row,
              line: one.line,
              was: one.was,
              headers: one.headers,
              added: stageContact(core, one.contact, { id: hashId(job.id, one.row), ...how }),
            };
      const keep = options.keep(outcome);
      if (keep !== undefined) kept.push(keep);
      staged += 1;
      counts.rowsDone = one.row;
      if ('skipped' in outcome) counts.skipped += 1;
      else if (outcome.added.kind === 'created') counts.created += 1;
      else if (outcome.added.kind === 'merged') counts.merged += 1;
      else if (outcome.added.kind === 'skipped') counts.skipped += 1;
      if (staged >= options.batch) await flush();
      if (options.sliceMs !== undefined && Math.abs(core.clock.now() - sliceBegan) >= options.sliceMs) {
        await flush();
        await core.clock.yield();
        sliceBegan = core.clock.now();
      }
    }
    if (staged > 0) stagePlace();
  }
  return end({ state: 'done' });
}

/** The rows as far as the disk gives them: a file that cannot be read any further is refused there, in words. */
async function* readable(rows: AsyncIterable<readonly CsvRow[]>): AsyncGenerator<readonly CsvRow[]> {
  try {
    yield* rows;
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    const { problem } = error;
    const message = `${problem.message} What is in stays in; choose the file again for the rest.`;
    yield [{ line: 0, refused: { ...problem, message } }];
  }
}
