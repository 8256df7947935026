// Importing a workflow file is a plan first, then done: nothing is written before all of it is understood.
import { emailKey } from '../model/contact.ts';
import { good, type Finding, type Result } from '../model/problem.ts';
import type { People } from '../model/directory.ts';
import type { Bindings, Requirement, Workflow } from '../model/workflow.ts';
import { readWorkflow } from './read.ts';

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

/** What the workspace has. */
export interface Surroundings extends People {
  /** Names of the workflows that are there, by id. */
  readonly workflows: ReadonlyMap<string, string>;
  /** The problems that a document would have here. */
  readonly findings: (document: Workflow, bindings: Bindings) => readonly Finding[];
}

/** How a file comes in: under its own id, over the workflow with that id, or beside it. */
export type ImportAs = 'new' | 'replace' | 'copy';

/** Reads a file and says what importing it would do. */
export function planImport(text: string, around: Surroundings): Result<ImportPlan> {
  const read = readWorkflow(text);
  if (!read.ok) return read;
  const document = read.value;
  const needs = document.requires.map((row) => ({ ...row, found: find(row, around) }));
  const name = around.workflows.get(document.id);
  return good({
    document,
    needs,
    findings: around.findings(document, bindingsOf(needs, {})),
    clash: name === undefined ? null : { id: document.id, name },
  });
}

/** The document and bindings to save. `mapping` (key -> id, null for nobody) wins over what was found. */
export function applyImport(
  { document, needs }: ImportPlan,
  as: ImportAs,
  mapping: Bindings,
  newId: string,
): { readonly document: Workflow; readonly bindings: Bindings } {
  const bindings = bindingsOf(needs, mapping);
  return { document: as === 'copy' ? { ...document, id: newId, name: `${document.name} (copy)` } : document, bindings };
}

/** Only what differs from "the key is the id" is written down; nobody is written down too, lest a key mean a stranger. */
function bindingsOf(needs: readonly Need[], mapping: Bindings): Bindings {
  const pairs = needs.map(
    ({ key, found }) => [key, Object.hasOwn(mapping, key) ? (mapping[key] ?? null) : found] as const,
  );
  return Object.fromEntries(pairs.filter(([key, id]) => id !== key));
}

function find(row: Requirement, { users, pools }: People): string | null {
  if (row.kind === 'pool') return [...pools.values()].find((pool) => pool.name === row.name)?.id ?? null;
  const there = [...users.values()].filter((user) => user.removedAt === undefined);
  const same =
    row.email === undefined
      ? there.filter((user) => user.name === row.name)
      : there.filter((user) => emailKey(user.email) === emailKey(row.email ?? ''));
  return same.length === 1 ? (same[0]?.id ?? null) : null;
}
