// A workspace with its imports: files are uploaded, become jobs, and are followed to their end.
import { vi } from 'vitest';
import { Imports } from '../../electron/runtime/imports.ts';
import type { JobRow } from '../../shared/ipc-file-types.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { DuplicateRule, ImportJob } from '../../shared/model/import-job.ts';
import { must } from './must.ts';
import { Workshop, type WorkshopOptions } from './workshop.ts';
import { assignTo, aWorkflow, telling } from './workflow.ts';

export const handOut = aWorkflow('w1')
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana', 'bo', 'chi'))
  .step('n1', 'notify-user', telling).document;

/** A workspace with its imports, as the window has them. */
export class Port {
  readonly heard: JobRow[] = [];
  readonly failures: unknown[] = [];
  readonly imports: Imports;

  constructor(readonly shop: Workshop) {
    this.imports = new Imports(shop.runtime, shop.house.uploads, {
      job: (row) => {
        this.heard.push(row);
        this.onJob(row);
      },
      failed: (error) => void this.failures.push(error),
    });
  }

  onJob: (row: JobRow) => void = () => undefined;

  static async open(options: WorkshopOptions = {}): Promise<Port> {
    const shop = await Workshop.open(options);
    await shop.publish(handOut);
    return new Port(shop);
  }

  async upload(text: string, name = 'contacts.csv'): Promise<string> {
    const bytes = Buffer.from(text);
    const { token } = must(await this.shop.house.uploads.begin(name, bytes.length));
    for (let at = 0; at < bytes.length; at += 50_000)
      must(await this.shop.house.uploads.append(token, bytes.subarray(at, at + 50_000)));
    return token;
  }

  async start(text: string, duplicates: DuplicateRule = 'update', runWorkflows = true): Promise<string> {
    const token = await this.upload(text);
    const { options } = must(await this.imports.preview(token, null));
    return must(await this.imports.start(token, { options, duplicates, runWorkflows })).job;
  }

  job(id: string): ImportJob {
    const job = this.shop.runtime.get('jobs', id);
    if (job === undefined) throw new Error(`there is no job ${id}`);
    return job;
  }

  /** The job, when it is over. */
  async over(id: string): Promise<ImportJob> {
    await vi.waitUntil(() => this.job(id).state !== 'running', { timeout: 30_000 });
    await this.imports.stop();
    return this.job(id);
  }

  contacts(): readonly Contact[] {
    const all = [...this.shop.runtime.ledger.table('contacts').values()] as Contact[];
    return all.filter((one) => one.deletedAt === undefined);
  }
}
