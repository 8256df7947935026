// What the named commands do at present. A screen lends a command its deed while it is open; the frame lends its own.
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import type { CommandId } from '../../shared/commands.ts';

export type Deeds = Readonly<Partial<Record<CommandId, () => void>>>;

interface Lent {
  /** The newest lender stands last and is asked first. */
  readonly lent: readonly Deeds[];
}

export const useDeeds = create<Lent>(() => ({ lent: [] }));

function deedOf(id: CommandId): (() => void) | undefined {
  return useDeeds.getState().lent.findLast((deeds) => deeds[id])?.[id];
}

/** True while something would happen. */
export function canRun(id: CommandId): boolean {
  return deedOf(id) !== undefined;
}

/** Does what the command does at present; false when nobody lends it a deed. */
export function run(id: CommandId): boolean {
  const deed = deedOf(id);
  deed?.();
  return deed !== undefined;
}

/** Lends deeds to commands until the answered function is called. */
export function lend(deeds: Deeds): () => void {
  useDeeds.setState(({ lent }) => ({ lent: [...lent, deeds] }));
  return () => useDeeds.setState(({ lent }) => ({ lent: lent.filter((other) => other !== deeds) }));
}

/** Lends deeds to commands while the component is on the screen. A command that cannot be done at present is left out. */
export function useCommands(deeds: Deeds): void {
  const call = useEffectEvent((id: CommandId) => deeds[id]?.());
  const names = Object.keys(deeds).join(' ');
  useEffect(() => {
    if (names === '') return undefined;
    const ids = names.split(' ') as CommandId[];
    return lend(Object.fromEntries(ids.map((id) => [id, () => call(id)])));
  }, [names]);
}
