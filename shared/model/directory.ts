// Looks up users and pools by the keys a workflow uses, through its bindings.
import type { Pool } from './pool.ts';
import type { User } from './user.ts';
import { boundId, type Bindings, type Requirement } from './workflow.ts';

export interface Directory {
  /** The user that a key means here; undefined when nobody does. */
  readonly user: (key: string) => User | undefined;
  readonly pool: (key: string) => Pool | undefined;
  /** A name for people: the user's or pool's, else the name in the file, else the key. */
  readonly name: (key: string) => string;
}

export interface People {
  readonly users: ReadonlyMap<string, User>;
  readonly pools: ReadonlyMap<string, Pool>;
}

/** The users and pools of this workspace as one workflow sees them. */
export function directoryOf(people: People, bindings: Bindings, requires: readonly Requirement[]): Directory {
  function find<T>(from: ReadonlyMap<string, T>, key: string): T | undefined {
    const id = boundId(bindings, key);
    return id === null ? undefined : from.get(id);
  }
  return {
    user: (key) => find(people.users, key),
    pool: (key) => find(people.pools, key),
    name: (key) =>
      find(people.users, key)?.name ??
      find(people.pools, key)?.name ??
      requires.find((row) => row.key === key)?.name ??
      key,
  };
}
