// The colleagues and pools of this workspace, by id: asked once and again whenever they change.
import { create } from 'zustand';
import type { Pool } from '../../shared/model/pool.ts';
import type { User } from '../../shared/model/user.ts';
import { ask, subscribe } from '../api.ts';

interface People {
  /** All users, removed ones too, in the order they were added. */
  readonly users: readonly User[];
  readonly byId: ReadonlyMap<string, User>;
  readonly pools: readonly Pool[];
  readonly loaded: boolean;
}

export const usePeople = create<People>(() => ({ users: [], byId: new Map(), pools: [], loaded: false }));

async function load(): Promise<void> {
  const [users, pools] = await Promise.all([ask('users.list', {}), ask('pools.list', {})]);
  if (!users || !pools) return;
  usePeople.setState({ users, pools, byId: new Map(users.map((user) => [user.id, user])), loaded: true });
}

/** Asks for users and pools, and keeps them fresh until the answered function is called. */
export function followPeople(): () => void {
  void load();
  return subscribe('changed', (changed) => {
    if (changed.users) void load();
  });
}

/** The users that can be chosen: those not removed. */
export function present(users: readonly User[]): readonly User[] {
  return users.filter((user) => user.removedAt === undefined);
}
