// Imports as jobs of the window: previewed, accepted, carried on after a crash, cancelled at a row, taken back.
import { createHash } from 'node:crypto';
import type { CsvOptions, CsvPreview, JobRow } from '../../shared/ipc-types.ts';
import type { DuplicateRule, ImportJob } from '../../shared/model/import-job.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { readContactRows } from '../csv/contacts.ts';
import { previewContacts } from '../csv/preview.ts';
import { HEAD_BYTES } from '../csv/sniff.ts';
import { deleteContacts } from './contacts.ts';
import { actor, type Core } from './core.ts';
import { hashId, newId } from './ids.ts';
import { importContacts } from './import-contacts.ts';
import type { Uploads } from './uploads.ts';

/** Rows per frame, and ms of work at a time, beside a window that stays quick. */
const BATCH = 1000;
const SLICE_MS = 6;
/** Skipped rows that are kept, to be saved; and those of them that are shown. */
const MOST_SKIPPED = 100_000;
const SKIPPED_SHOWN = 1000;

interface Progress {
  job: ImportJob;
  bytesRead: number;
  readonly bytes: number;
  readonly skippedRows: { readonly line: number; readonly reason: string }[];
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
    return look.ok ? good({ token, fileName: about.value.name, bytes: about.value.bytes, ...look.value }) : look;
  }

  /** Accepts the file: from here on it is a job, and goes on after a crash. */
  async start(
    token: string,
    how: { readonly options: CsvOptions; readonly duplicates: DuplicateRule; readonly runWorkflows: boolean },
  ): Promise<Result<{ job: string }>> {
    const about = this.uploads.about(token);
    if (!about.ok) return about;
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
      if (bytes !== undefined) this.carryOut(job, bytes);
      else
        await this.giveUp(
          job,
          'The copy of the file is gone. What is in stays in; choose the file again for the rest.',
        );
    }
  }

  cancel(id: string): Result<null> {
    const progress = this.running.get(id);
    if (progress !== undefined) progress.cancelled = true;
    return good(null);
  }

  /** Puts the contacts that the job brought in into the bin. Messages that were sent stay sent. */
  async undo(id: string): Promise<Result<{ removed: number }>> {
    const job = this.core.get('jobs', id);
    if (job === undefined)
      return bad('job-gone', 'This import is not in this workspace.', { fix: 'Delete the contacts from the list.' });
    if (job.state === 'running') return bad('job-running', 'This import is not over yet.', { fix: 'Cancel it first.' });
    const rows = Array.from({ length: job.rowsDone }, (_, index) => hashId(id, index + 1));
    const contacts = rows.filter((contact) => {
      const there = this.core.get('contacts', contact);
      return there !== undefined && there.deletedAt === undefined;
    });
    await deleteContacts(this.core, contacts);
    return good({ removed: contacts.length });
  }

  /** The skipped rows of an import of this start, with their reasons. */
  skippedRows(id: string): readonly { readonly line: number; readonly reason: string }[] {
    return this.running.get(id)?.skippedRows ?? [];
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
  }

  private jobs(): readonly ImportJob[] {
    return [...this.core.ledger.table('jobs').values()] as ImportJob[];
  }

  private carryOut(job: ImportJob, bytes: number): void {
    const progress: Progress = { job, bytesRead: 0, bytes, skippedRows: [], cancelled: false };
    this.running.set(job.id, progress);
    const pieces = this.uploads.bytesOf(job.id, (read) => (progress.bytesRead = read));
    const work = importContacts(this.core, job, readContactRows(pieces, job), {
      batch: BATCH,
      sliceMs: SLICE_MS,
      wish: () => (progress.cancelled ? 'cancel' : this.stopped ? 'pause' : 'go-on'),
      keep: (one) => ('skipped' in one ? { line: one.line, reason: one.skipped } : undefined),
      committed: (skipped, now) => {
        progress.job = now;
        for (const one of skipped) if (progress.skippedRows.length < MOST_SKIPPED) progress.skippedRows.push(one);
        this.told.job(rowOf(progress));
      },
    })
      .then((ended) => (ended.state === 'running' ? undefined : this.uploads.forget(job.id)))
      .catch((error: unknown) => this.told.failed(error));
    this.work.add(work);
    void work.finally(() => this.work.delete(work));
  }
}

function rowOf({ job, bytesRead, bytes, skippedRows }: Progress): JobRow {
  return { job, bytesRead, bytes, skippedRows: skippedRows.slice(0, SKIPPED_SHOWN) };
}
