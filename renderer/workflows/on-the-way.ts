// How many contacts are in a workflow now: what publishing and switching off ask about.
import type { Touched } from '../../shared/ipc-types.ts';

/** Contacts that began and did not end. */
export function onTheWay({ running, waiting, paused }: Touched): number {
  return running + waiting + paused;
}
