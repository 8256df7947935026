// What importing a workflow file would do, before anything is done.
import type { Finding } from '../model/problem.ts';
import type { Requirement, Workflow } from '../model/workflow.ts';

/** A user or pool that the file names, and who that is here: by e-mail, or nobody (null). */
export interface Need extends Requirement {
  readonly found: string | null;
}

/** A file that was read and checked; nothing has been written yet. */
export interface ImportPlan {
  readonly document: Workflow;
  readonly needs: readonly Need[];
  /** All problems of the workflow, each with its step. */
  readonly findings: readonly Finding[];
  /** A workflow of this workspace with the same id. */
  readonly clash: { readonly id: string; readonly name: string } | null;
}
