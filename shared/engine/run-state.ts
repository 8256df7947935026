// The state of a run is the fold of its entries.
import type { Run } from '../model/run.ts';
import type { Entry, EntryOf, LaterEntry } from './trace.ts';

const noVisits: Record<string, number> = Object.freeze({});

/** A run in the making: a copy of one's own that entries are folded into, one after another. */
export type RunDraft = { -readonly [K in keyof Omit<Run, 'visits'>]: Run[K] } & { visits: Record<string, number> };

/** A draft that shares nothing with the run. */
export function draftOf(run: Run): RunDraft {
  return { ...run, visits: run.visits === noVisits ? noVisits : { ...run.visits } };
}

/** The run after one more entry. The first entry of a run is `run-began`. */
export function foldEntry(id: string, run: Run | undefined, entry: Entry): Run {
  return foldEntries(id, run, [entry]) ?? invariantBroken(id);
}

/** The run after more entries; undefined when there is no beginning among them and before them. */
export function foldEntries(id: string, run: Run | undefined, entries: readonly Entry[]): Run | undefined {
  let draft = run === undefined ? undefined : draftOf(run);
  for (const entry of entries) {
    if (entry.kind === 'run-began') draft = begun(id, entry);
    else if (draft !== undefined) foldInto(draft, entry);
  }
  return draft;
}

function invariantBroken(id: string): never {
  throw new Error(`Broken invariant: run ${id} has entries before its beginning`);
}

function begun(id: string, entry: EntryOf<'run-began'>): RunDraft {
  const { workflow, revision, contact, event, to, seq, at } = entry;
  return {
    id,
    workflow,
    revision,
    contact,
    event,
    state: 'running',
    node: to,
    inside: false,
    visits: noVisits,
    seq,
    beganAt: at,
    lastAt: at,
  };
}

/** Changes the draft as the entry says. */
export function foldInto(draft: RunDraft, entry: LaterEntry): void {
  draft.seq = entry.seq;
  draft.lastAt = entry.at;
  switch (entry.kind) {
    case 'node-entered':
      draft.node = entry.node;
      draft.inside = true;
      if (draft.visits === noVisits) draft.visits = {};
      draft.visits[entry.node] = entry.visit;
      break;
    case 'node-left':
      draft.node = entry.to;
      draft.inside = false;
      if (entry.flag === true && entry.reason !== undefined) draft.flag ??= entry.reason;
      break;
    case 'wait-began':
      draft.state = 'waiting';
      draft.due = entry.due;
      break;
    case 'wait-over':
      draft.state = 'running';
      draft.due = undefined;
      break;
    case 'run-paused':
      draft.state = 'paused';
      break;
    case 'run-resumed':
      draft.state = 'running';
      break;
    case 'run-ended':
      draft.state = entry.how;
      draft.node = null;
      draft.inside = false;
      draft.visits = noVisits;
      if (draft.due !== undefined) draft.due = undefined;
      if (entry.reason !== undefined) draft.reason = entry.reason;
      if (entry.crashed === true) draft.crashed = true;
      break;
    case 'message-queued':
    case 'arrival-late':
      break;
  }
}

/** True when the run would go on by itself: what recovery looks for. */
export function canGoOn(run: Run): boolean {
  return run.state === 'running';
}
