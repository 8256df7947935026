// Imports as jobs of the window: previewed, accepted, carried on after a crash, cancelled at a row, taken back.
import { createHash } from 'node:crypto';
import type { CsvOptions, CsvPreview, JobRow, KnownRows } from '../../shared/ipc-file-types.ts';
import type { DuplicateRule, ImportJob } from '../../shared/model/import-job.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { readContactRows, type CsvRow } from '../csv/contacts.ts';
import { wholeFault } from '../csv/whole-fault.ts';
import { previewContacts } from '../csv/preview.ts';
import { HEAD_BYTES } from '../csv/sniff.ts';
import { deleteContacts } from './contacts.ts';
import { actor, type Core } from './core.ts';
import { MOST_CRASHES, type Place } from './crash-watch.ts';
import { hashId, newId } from './ids.ts';
import { importContacts } from './import-contacts.ts';
import { countKnown } from './import-known.ts';
import { isLeftOut, note, recalling, rowsLeftOut, type SkippedRow, type SkippedRows } from './skipped-rows.ts';
import { startedBy } from './queries/workflows.ts';
import type { Uploads } from './uploads.ts';

/** Rows per frame, and ms of work at a time, beside a window that stays quick. */
const BATCH = 1000;
const SLICE_MS = 6;
/** After a crash the row that may have been it is among so many: two batches are on their way at once. */
const UNSURE = 2 * BATCH;
/** Skipped rows that are shown. */
const SKIPPED_SHOWN = 1000;

interface Progress extends SkippedRows {
  job: ImportJob;
  bytesRead: number;
  readonly bytes: number;
  cancelled: boolean;
}

export interface ImportTold {
  /** A batch was committed, or the job ended. */
  job(row: JobRow): void;
  failed(error: unknown): void;
}

export class Imports {
  private readonly running = new Map<string, Progress>();
  private readonly work = new Set<Promise<unknown>>();
  private stopped = false;

  constructor(
    private readonly core: Core,
    private readonly uploads: Uploads,
    private readonly told: ImportTold,
  ) {}

  async preview(token: string, options: CsvOptions | null): Promise<Result<CsvPreview>> {
    const about = this.uploads.about(token);
    if (!about.ok) return about;
    const look = previewContacts(await this.uploads.head(token, HEAD_BYTES), options ?? {});
    return look.ok
      ? good({
          token,
          fileName: about.value.name,
          bytes: about.value.bytes,
          ...look.value,
          starts: startedBy(this.core, 'contact-created'),
        })
      : look;
  }

  /** How many rows are no new contacts, read in this way. */
  async known(token: string, options: CsvOptions): Promise<Result<KnownRows>> {
    const about = this.uploads.about(token);
    return about.ok ? good(await countKnown(this.core, readContactRows(this.uploads.bytesOf(token), options))) : about;
  }

  /** Accepts the file: from here on it is a job, and goes on after a crash. */
  async start(
    token: string,
    how: { readonly options: CsvOptions; readonly duplicates: DuplicateRule; readonly runWorkflows: boolean },
  ): Promise<Result<{ job: string }>> {
    const about = this.uploads.about(token);
    if (!about.ok) return about;
    const fault = await wholeFault(() => this.uploads.bytesOf(token), how.options);
    if (fault !== undefined) return { ok: false, problem: fault };
    const hash = createHash('sha256');
    for await (const piece of this.uploads.bytesOf(token)) hash.update(piece);
    const id = newId();
    const kept = await this.uploads.keepAs(token, id);
    if (!kept.ok) return kept;
    const job: ImportJob = {
      id,
      fileName: about.value.name,
      hash: hash.digest('hex'),
      duplicates: how.duplicates,
      runWorkflows: how.runWorkflows,
      ...how.options,
      by: actor(this.core),
      at: this.core.clock.now(),
      state: 'running',
      rowsDone: 0,
      created: 0,
      merged: 0,
      skipped: 0,
    };
    this.core.runner.act(job.by, [{ do: 'job-moved', job }]);
    await this.core.runner.commit();
    this.carryOut(job, about.value.bytes);
    return good({ job: id });
  }

  /** Goes on with what a crash or a quit interrupted. Call once, after the runtime has started. */
  async resume(): Promise<void> {
    const jobs = this.jobs().filter((job) => job.state === 'running');
    await this.uploads.tidy(new Set(jobs.map((job) => job.id)));
    for (const job of jobs) {
      const bytes = await this.uploads.sizeOf(job.id);
      const row = job.rowsDone + 1;
      if (this.core.watch.crashes(placeOf(job)) >= MOST_CRASHES) {
        const where = `row ${row}, counted without the headings`;
        await this.giveUp(
          job,
          `Baton crashed ${MOST_CRASHES} times at ${where}. What is in stays in; take that row out of the file and choose it again for the rest.`,
        );
        await this.uploads.forget(job.id);
      } else if (bytes !== undefined) this.carryOut(job, bytes);
      else
        await this.giveUp(
          job,
          'The copy of the file is gone. What is in stays in; choose the file again for the rest.',
        );
    }
  }

  cancel(id: string): Result<null> {
    const progress = this.running.get(id);
    if (progress === undefined && this.core.get('jobs', id) === undefined) return noJob('Look at the list of imports.');
    if (progress !== undefined) progress.cancelled = true;
    return good(null);
  }

  /** Puts the contacts that the job brought in into the bin. Messages that were sent stay sent. */
  async undo(id: string): Promise<Result<{ removed: number }>> {
    const job = this.core.get('jobs', id);
    if (job === undefined) return noJob('Delete the contacts from the list.');
    if (job.state === 'running') return bad('job-running', 'This import is not over yet.', { fix: 'Cancel it first.' });
    const rows = Array.from({ length: job.rowsDone }, (_, index) => hashId(id, index + 1));
    const contacts = rows.filter((contact) => {
      const there = this.core.get('contacts', contact);
      return there !== undefined && there.deletedAt === undefined;
    });
    await deleteContacts(this.core, contacts);
    return good({ removed: contacts.length });
  }

  /** The rows of an import of this start that did not come in, with their reasons. */
  skippedRows(id: string): Result<readonly SkippedRow[]> {
    if (this.core.get('jobs', id) === undefined) return noJob('Look at the list of imports.');
    const progress = this.running.get(id);
    return good(progress === undefined ? [] : rowsLeftOut(progress));
  }

  /** Leaves what is not done for the next start. */
  async stop(): Promise<void> {
    this.stopped = true;
    // On a full disk it would wait for room; the next start goes on where it is.
    if (this.core.ledger.status().state !== 'read-only') await Promise.all(this.work);
  }

  /** All imports, the latest first. */
  list(): readonly JobRow[] {
    const rows = this.jobs().map((job) => {
      const progress = this.running.get(job.id);
      return progress === undefined ? { job, bytesRead: 0, bytes: 0, skippedRows: [] } : rowOf(progress);
    });
    return rows.sort((a, b) => b.job.at - a.job.at);
  }

  private async giveUp(job: ImportJob, reason: string): Promise<void> {
    this.core.runner.act(job.by, [{ do: 'job-moved', job: { ...job, state: 'failed', reason } }]);
    await this.core.runner.commit();
    this.core.watch.over([job.id]);
    await this.core.watch.rest();
  }

  private jobs(): readonly ImportJob[] {
    return [...this.core.ledger.table('jobs').values()] as ImportJob[];
  }

  private carryOut(job: ImportJob, bytes: number): void {
    const progress: Progress = {
      job,
      bytesRead: 0,
      bytes,
      skippedRows: [],
      thereRows: [],
      skippedText: 0,
      cancelled: false,
      before: job.rowsDone,
    };
    this.running.set(job.id, progress);
    const work = this.bringIn(progress)
      .then((ended) => (ended.state === 'running' ? undefined : this.uploads.forget(job.id)))
      .catch((error: unknown) => this.told.failed(error));
    this.work.add(work);
    void work.finally(() => this.work.delete(work));
  }

  /** Where an import ended Baton before, a row at a time comes first: what is done then ends right before the row that crashes. */
  private async bringIn(progress: Progress): Promise<ImportJob> {
    const { watch } = this.core;
    let { job } = progress;
    if (watch.suspects(job.id)) {
      // If it got further than was noted, it was the crash before this start that was here.
      await watch.beginAlone(placeOf(job), Math.max(1, watch.crashes(placeOf(job))));
      job = await this.bringRows(progress, job, 1, job.rowsDone + UNSURE);
    }
    if (job.state === 'running' && !this.stopped) {
      await watch.begin([placeOf(job)]);
      job = await this.bringRows(progress, job, BATCH, Infinity);
    }
    watch.over([job.id]);
    await watch.rest();
    return job;
  }

  private async bringRows(progress: Progress, job: ImportJob, batch: number, upTo: number): Promise<ImportJob> {
    const rows = recalling(
      this.core,
      job,
      progress,
      readContactRows(
        this.uploads.bytesOf(job.id, (read) => (progress.bytesRead = read)),
        job,
      ),
    );
    const ended = await importContacts(this.core, job, batch === 1 ? this.oneByOne(rows) : rows, {
      batch,
      sliceMs: SLICE_MS,
      wish: () => {
        if (progress.cancelled) return 'cancel';
        return this.stopped || progress.job.rowsDone >= upTo ? 'pause' : 'go-on';
      },
      keep: (one) => (isLeftOut(one, job.id) ? one : undefined),
      committed: (skipped, now) => {
        progress.job = now;
        for (const one of skipped) note(progress, one, (contact) => this.core.get('contacts', contact));
        this.told.job(rowOf(progress));
      },
    });
    // A second pass reads them once more.
    progress.before = 0;
    return ended;
  }

  private async *oneByOne(rows: AsyncIterable<readonly CsvRow[]>): AsyncGenerator<readonly CsvRow[]> {
    for await (const some of rows) {
      for (const one of some) {
        await this.core.runner.commit();
        yield [one];
      }
    }
  }
}

function noJob(fix: string): Result<never> {
  return bad('job-gone', 'This import is not in this workspace.', { fix });
}

function placeOf(job: ImportJob): Place {
  return { id: job.id, place: job.rowsDone };
}

function rowOf(progress: Progress): JobRow {
  const { job, bytesRead, bytes } = progress;
  const skippedRows = rowsLeftOut(progress, SKIPPED_SHOWN).map(({ line, reason }) => ({ line, reason }));
  return { job, bytesRead, bytes, skippedRows };
}
