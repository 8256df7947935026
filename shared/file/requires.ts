// The users and pools that a workflow names: which keys its steps use, and who they are here.
import type { People } from '../model/directory.ts';
import type { User } from '../model/user.ts';
import { boundId, type Bindings, type Requirement, type Workflow } from '../model/workflow.ts';
import { stepType } from '../steps/index.ts';

interface Used {
  readonly key: string;
  readonly kind: 'user' | 'pool';
}

/** The document with its `requires` as they are now: names and e-mails from this workspace, else as the file had them. */
export function withRequires(document: Workflow, bindings: Bindings, people: People): Workflow {
  const used = usedKeys(document);
  // What a step of an unknown type uses nobody knows: its rows are kept.
  const unknown = Object.values(document.nodes).some((node) => stepType(node.type) === undefined);
  const kept = unknown ? document.requires.filter((row) => !used.has(row.key)) : [];
  const rows = [...used.values()].map((one) => requirement(one, document, bindings, people));
  return { ...document, requires: [...rows, ...kept].toSorted((a, b) => (a.key < b.key ? -1 : 1)) };
}

/** The keys that the steps of known types use, each once. */
export function usedKeys(document: Workflow): ReadonlyMap<string, Used> {
  const used = new Map<string, Used>();
  const add = (key: unknown, kind: Used['kind']): void => {
    if (typeof key === 'string' && key !== '' && !used.has(key)) used.set(key, { key, kind });
  };
  for (const node of Object.values(document.nodes)) {
    for (const [name, field] of Object.entries(stepType(node.type)?.fields ?? {})) {
      const value = node.config[name];
      if (field.kind === 'user' || field.kind === 'pool') add(value, field.kind);
      if ((field.kind !== 'users' && field.kind !== 'shares') || !Array.isArray(value)) continue;
      for (const one of value as readonly unknown[])
        add(typeof one === 'object' && one !== null && 'user' in one ? one.user : one, 'user');
    }
  }
  return used;
}

function requirement({ key, kind }: Used, document: Workflow, bindings: Bindings, people: People): Requirement {
  const before = document.requires.find((row) => row.key === key);
  const id = boundId(bindings, key);
  if (kind === 'pool')
    return {
      ...before,
      key,
      kind,
      name: (id === null ? undefined : people.pools.get(id)?.name) ?? before?.name ?? key,
    };
  const user = id === null ? undefined : people.users.get(id);
  if (user === undefined) return before ?? { key, kind, name: key };
  const { email: _, ...rest } = before ?? {};
  return { ...rest, key, kind, name: user.name, ...(user.email === '' ? {} : { email: user.email }) };
}

/** The key by which a user is written into this workflow: their id, unless that key means somebody else here. */
export function keyForUser(
  bindings: Bindings,
  user: Pick<User, 'id'>,
): { readonly key: string; readonly bindings: Bindings } {
  const bound = Object.entries(bindings).find(([, id]) => id === user.id);
  if (bound !== undefined) return { key: bound[0], bindings };
  if (boundId(bindings, user.id) === user.id) return { key: user.id, bindings };
  let n = 2;
  while (Object.hasOwn(bindings, `${user.id}-${n}`)) n += 1;
  const key = `${user.id}-${n}`;
  return { key, bindings: { ...bindings, [key]: user.id } };
}
