// Importing a workflow file is a plan first, then done: nothing is written before all of it is understood.
import { emailKey } from '../model/contact.ts';
import type { People } from '../model/directory.ts';
import { plain } from '../model/plain.ts';
import { good, type Finding, type Result } from '../model/problem.ts';
import type { Bindings, Requirement, Workflow } from '../model/workflow.ts';
import { readWorkflow } from './read.ts';
import { usedKeys } from './requires.ts';

/** A user or pool that the file names, and who that is here; null when nobody can be told for sure. */
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
  const needs = needsOf(document, around);
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
  { document, needs, clash }: ImportPlan,
  as: ImportAs,
  mapping: Bindings,
  newId: string,
): { readonly document: Workflow; readonly bindings: Bindings } {
  const bindings = bindingsOf(needs, mapping);
  if (as === 'copy') return { document: { ...document, id: newId, name: copyName(document.name) }, bindings };
  // "New" never writes over a workflow that is there.
  return { document: as === 'new' && clash !== null ? { ...document, id: newId } : document, bindings };
}

/** All that the file names: its own list, and what its steps use without being listed there. */
export function needsOf(document: Workflow, people: People): readonly Need[] {
  const listed = document.requires.map((row) => ({ ...row, found: findHere(row, people) }));
  const unlisted = usedKeys(document)
    .filter((use) => !document.requires.some((row) => row.key === use.key && row.kind === use.kind))
    .map((use) => ({ ...use, name: use.key, found: isHere(use, people) ? use.key : null }));
  return [...listed, ...unlisted];
}

/** Only what differs from "the key is the id" is kept; nobody is kept too, lest the key come to mean a stranger. */
function bindingsOf(needs: readonly Need[], mapping: Bindings): Bindings {
  const pairs = needs.map(
    ({ key, found }) => [key, Object.hasOwn(mapping, key) ? (mapping[key] ?? null) : found] as const,
  );
  return Object.fromEntries(pairs.filter(([key, id]) => id !== key));
}

/** Who a row of the file is here: users by email, pools by name. More than one, or a namesake with another email, is nobody. */
function findHere(row: Requirement, { users, pools }: People): string | null {
  if (row.kind === 'pool')
    return onlyOne(
      [...pools.values()].filter((pool) => plain(pool.name) === plain(row.name)),
      row.key,
    );
  const there = [...users.values()].filter((user) => user.removedAt === undefined);
  const wanted = emailKey(row.email ?? '');
  if (wanted === '')
    return onlyOne(
      there.filter((user) => plain(user.name) === plain(row.name)),
      row.key,
    );
  const same = there.filter((user) => emailKey(user.email) === wanted);
  // Somebody without an email here is the same when id and name are.
  const namesake = there.filter(
    (user) => user.id === row.key && user.email === '' && plain(user.name) === plain(row.name),
  );
  return onlyOne(same.length > 0 ? same : namesake, row.key);
}

/** The id of the only one, or of the one that the file's key names. */
function onlyOne(found: readonly { readonly id: string }[], key: string): string | null {
  return (found.find((one) => one.id === key) ?? (found.length === 1 ? found[0] : undefined))?.id ?? null;
}

function isHere({ key, kind }: Pick<Requirement, 'key' | 'kind'>, { users, pools }: People): boolean {
  if (kind === 'pool') return pools.has(key);
  const user = users.get(key);
  return user !== undefined && user.removedAt === undefined;
}

/** The name of a copy, no longer than a name may be. */
export function copyName(name: string): string {
  return `${name.slice(0, 193)} (copy)`;
}
