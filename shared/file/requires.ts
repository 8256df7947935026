// The users and pools that a workflow names: which keys its steps use, who they are here, and by which key a user goes in.
import { emailKey } from '../model/contact.ts';
import type { People } from '../model/directory.ts';
import { plain } from '../model/plain.ts';
import type { User } from '../model/user.ts';
import { boundId, type Bindings, type Requirement, type Workflow, type WorkflowNode } from '../model/workflow.ts';
import { knownType } from '../graph/ports.ts';
import { presentConfig } from '../steps/config.ts';
import { hidesKeys, keysIn, renameKeys, type KeyUse } from '../steps/keys.ts';

/**
 * The document with its `requires` as they are now. A row that still names the same person stays as it is, so that a file
 * that comes in and goes out again is the same bytes; so does one for somebody who is not in this workspace.
 */
export function withRequires(document: Workflow, bindings: Bindings, people: People): Workflow {
  const used = usedKeys(document);
  const isUsed = (row: Requirement): boolean => used.some((use) => use.key === row.key && use.kind === row.kind);
  // Whom a step that cannot be read names, nobody knows: then no row goes.
  const kept = Object.values(document.nodes).some(isOpaque) ? document.requires.filter((row) => !isUsed(row)) : [];
  const rows = used.map((use) => requirement(use, document, bindings, people));
  return { ...document, requires: [...rows, ...kept].toSorted(byKey) };
}

/** The keys that the steps use, each once, sorted. */
export function usedKeys(document: Workflow): readonly KeyUse[] {
  const used = new Map<string, KeyUse>();
  for (const node of Object.values(document.nodes)) {
    const type = knownType(node);
    if (type === undefined) continue;
    for (const use of keysIn(type, presentConfig(type, node))) used.set(`${use.kind} ${use.key}`, use);
  }
  return [...used.values()].toSorted(byKey);
}

/** The document with users and pools written by other keys. */
export function withKeysRenamed(document: Workflow, rename: (use: KeyUse) => string): Workflow {
  const renamed = (node: WorkflowNode): WorkflowNode => {
    const type = knownType(node);
    if (type === undefined) return node;
    const config = renameKeys(type, presentConfig(type, node), rename);
    return { ...node, typeVersion: type.typeVersion, config };
  };
  const rows = document.requires.map((row) => ({ ...row, key: rename(row) }));
  return {
    ...document,
    nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, renamed(node)])),
    // Two keys of one person become one row.
    requires: [...new Map(rows.map((row) => [`${row.kind} ${row.key}`, row])).values()],
  };
}

/** A key and the bindings with which it means what it should. */
export interface BoundKey {
  readonly key: string;
  readonly bindings: Bindings;
}

/** The key by which a user is written into this workflow: their id, unless that key means somebody else here. */
export function keyForUser(document: Workflow, bindings: Bindings, user: Pick<User, 'id'>): BoundKey {
  return keyFor(document, bindings, { kind: 'user', key: user.id });
}

/** The key by which a pool is written into this workflow. */
export function keyForPool(document: Workflow, bindings: Bindings, pool: { readonly id: string }): BoundKey {
  return keyFor(document, bindings, { kind: 'pool', key: pool.id });
}

function keyFor(document: Workflow, bindings: Bindings, { kind, key: id }: KeyUse): BoundKey {
  const used = usedKeys(document);
  const known = used.find((use) => use.kind === kind && boundId(bindings, use.key) === id);
  if (known !== undefined) return { key: known.key, bindings };
  const isFree = (key: string): boolean => !Object.hasOwn(bindings, key) && !used.some((use) => use.key === key);
  if (isFree(id)) return { key: id, bindings };
  const key = freeKey(id, isFree);
  return { key, bindings: { ...bindings, [key]: id } };
}

/** "ana-2": the first key after this one that is free. */
export function freeKey(key: string, isFree: (key: string) => boolean): string {
  let n = 2;
  while (!isFree(`${key}-${n}`)) n += 1;
  return `${key}-${n}`;
}

/** True when a row of a file and a user are the same person: by email, or by name where there is none. */
function isSamePerson(row: Pick<Requirement, 'name' | 'email'>, user: Pick<User, 'name' | 'email'>): boolean {
  const [there, here] = [emailKey(row.email ?? ''), emailKey(user.email)];
  return there !== '' && here !== '' ? there === here : there === here && plain(row.name) === plain(user.name);
}

function requirement(use: KeyUse, document: Workflow, bindings: Bindings, people: People): Requirement {
  const row = document.requires.find((one) => one.key === use.key && one.kind === use.kind);
  const id = boundId(bindings, use.key);
  if (use.kind === 'pool') {
    const pool = id === null ? undefined : people.pools.get(id);
    return row !== undefined && (pool === undefined || plain(row.name) === plain(pool.name))
      ? row
      : { ...use, name: pool?.name ?? use.key };
  }
  const user = id === null ? undefined : people.users.get(id);
  if (user === undefined) return row ?? { ...use, name: use.key };
  if (row !== undefined && isSamePerson(row, user)) return row;
  return { ...use, name: user.name, ...(user.email === '' ? {} : { email: user.email }) };
}

/** A step whose settings this version cannot read, or not all of them. */
function isOpaque(node: WorkflowNode): boolean {
  const type = knownType(node);
  return type === undefined || hidesKeys(type, presentConfig(type, node));
}

function byKey(a: KeyUse, b: KeyUse): number {
  return a.key < b.key ? -1 : a.key > b.key ? 1 : 0;
}
