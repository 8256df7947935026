// What the door hands out of files that come in: how they would be read, what they would bring, and how an import stands.
import type { ImportPlan } from './file/import-plan.ts';
import type { ImportJob } from './model/import-job.ts';
import type { Problem } from './model/problem.ts';

export interface CsvOptions {
  readonly delimiter: string;
  readonly encoding: string;
  /** The first row holds the names of the columns. False: it is a contact like the others. */
  readonly header: boolean;
  /** Header -> contact field, `custom.key`, or null for ignored. Without a header they are “Column 1” and so on. */
  readonly mapping: Readonly<Record<string, string | null>>;
}

export interface CsvPreview {
  readonly token: string;
  readonly fileName: string;
  readonly bytes: number;
  readonly options: CsvOptions;
  readonly headers: readonly string[];
  /** First 20 rows as they would be read, or why one would be skipped. */
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[]; readonly skipped?: string }[];
  /** "1 column ignored: Notes" and the like. */
  readonly notes: readonly string[];
  /** The published workflows that new contacts start. */
  readonly starts: readonly StartedWorkflow[];
}

/** How much of a file is no new contact. */
export interface KnownRows {
  /** Rows that were looked at and can come in. */
  readonly rows: number;
  /** Those of them that are a contact which is here, or the same as an earlier row. */
  readonly known: number;
  /** The whole file was looked at. */
  readonly whole: boolean;
}

export interface StartedWorkflow {
  readonly id: string;
  readonly name: string;
  /** Its trigger has a filter, which not every contact may pass. */
  readonly filtered: boolean;
}

export interface JobRow {
  readonly job: ImportJob;
  /** Bytes read so far and in all, for the bar. */
  readonly bytesRead: number;
  readonly bytes: number;
  /** The first 1,000 rows that did not come in, skipped or there already; the file of all can be saved. */
  readonly skippedRows: readonly { readonly line: number; readonly reason: string }[];
}

export interface UsersImport {
  readonly added: number;
  readonly updated: number;
  readonly skipped: readonly { readonly line: number; readonly reason: string }[];
}

export type WorkflowImport = { readonly token: string; readonly fileName: string; readonly plan: ImportPlan };

/** A file that the person chose and Baton does not take. */
export interface RefusedFile {
  readonly fileName: string;
  readonly problem: Problem;
}
