// The lines of the ledger: what one event, one advance or one act of a person wrote, and the records each sets.
import type { CrmEvent } from '../model/crm-event.ts';
import type { Instant } from '../model/time.ts';
import type { Change } from '../steps/change.ts';
import { changePuts, type Get, type Put } from './changes.ts';
import { overlay } from './overlay.ts';
import { foldEntries } from './run-state.ts';
import type { Entry } from './trace.ts';

/** A workflow that listened and did not begin, and the rule that said no. */
export interface Refusal {
  readonly workflow: string;
  readonly rule: string;
}

export type Line =
  /** Something happened to a contact, with the change that it is. */
  | {
      readonly k: 'event';
      readonly event: CrmEvent;
      readonly changes: readonly Change[];
      readonly refused: readonly Refusal[];
    }
  /** One advance of a run. */
  | { readonly k: 'run'; readonly run: string; readonly entries: readonly Entry[] }
  /** Something a person or the outbox did. `contact`: whose timeline shows it. */
  | {
      readonly k: 'act';
      readonly at: Instant;
      readonly by: string | null;
      readonly contact?: string;
      readonly changes: readonly Change[];
    }
  /** An event that a workflow missed because it was off. */
  | { readonly k: 'missed'; readonly workflow: string; readonly event: CrmEvent };

/** The records that a line sets, given the records as they stand. */
export function linePuts(line: Line, get: Get): readonly Put[] {
  switch (line.k) {
    case 'event':
      return changesPuts(line.changes, line.event.at, get);
    case 'act':
      return changesPuts(line.changes, line.at, get);
    case 'run':
      return entriesPuts(line.run, line.entries, get);
    case 'missed':
      return [];
  }
}

/** The trace of what a workflow missed. */
export function missedKey(workflow: string): string {
  return `missed:${workflow}`;
}

/** Whose trace the line belongs to: a run's, a contact's timeline, or what a workflow missed. */
export function lineKey(line: Line): string | undefined {
  switch (line.k) {
    case 'event':
      return line.event.contact;
    case 'act':
      return line.contact;
    case 'run':
      return line.run;
    case 'missed':
      return missedKey(line.workflow);
  }
}

/** When the line was written. */
export function lineTime(line: Line): Instant {
  switch (line.k) {
    case 'act':
      return line.at;
    case 'event':
    case 'missed':
      return line.event.at;
    case 'run':
      return line.entries.at(-1)?.at ?? 0;
  }
}

/** The records that entries of one run set: the run itself, its changes, its messages. */
export function entriesPuts(run: string, entries: readonly Entry[], get: Get): readonly Put[] {
  const world = overlay(get);
  for (const entry of entries) world.take(entryPuts(entry, world.get));
  // A replay over a younger snapshot may meet entries of a run that is gone: they set no run.
  const state = foldEntries(run, get('runs', run), entries);
  if (state !== undefined) world.take([{ table: 'runs', id: run, value: state }]);
  return world.puts;
}

/** The records beside the run that one entry sets: its changes, its message. */
export function entryPuts(entry: Entry, get: Get): readonly Put[] {
  if (entry.kind === 'message-queued') return [{ table: 'outbox', id: entry.message.key, value: entry.message }];
  return entry.kind === 'node-left' && entry.changes !== undefined ? changesPuts(entry.changes, entry.at, get) : [];
}

/** The records that changes set, one after another. */
export function changesPuts(changes: readonly Change[], at: Instant, get: Get): readonly Put[] {
  const [first] = changes;
  if (first === undefined) return [];
  if (changes.length === 1) return changePuts(first, at, get);
  const world = overlay(get);
  for (const change of changes) world.take(changePuts(change, at, world.get));
  return world.puts;
}
