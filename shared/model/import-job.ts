// An accepted CSV import: a job over a private copy of the file, committed row by row.
import type { Instant } from './time.ts';

/** What happens to a row whose contact is already there. */
export type DuplicateRule = 'update' | 'skip' | 'add';

export interface ImportJob {
  readonly id: string;
  readonly fileName: string;
  /** SHA-256 of the file's bytes, hex. */
  readonly hash: string;
  readonly duplicates: DuplicateRule;
  readonly runWorkflows: boolean;
  /** Header name -> contact field, custom field (`custom.key`) or null (ignored). */
  readonly mapping: Readonly<Record<string, string | null>>;
  readonly delimiter: string;
  readonly encoding: string;
  /** The first row holds the names of the columns; jobs of earlier versions do not say so. */
  readonly header?: boolean;
  /** User id of who asked, or null for "Everybody". */
  readonly by: string | null;
  readonly at: Instant;
  readonly state: 'running' | 'done' | 'cancelled' | 'failed';
  /** Data rows committed so far, counted from the top of the file. */
  readonly rowsDone: number;
  readonly created: number;
  readonly merged: number;
  readonly skipped: number;
  readonly reason?: string;
}
