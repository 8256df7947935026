// Undo and redo over whole values, pure: the same rules serve a drag, a typing burst and a single press.

/** One step back: what stood before it, and what the person did, in words ("Add Assign To User"). */
interface Mark<T> {
  readonly label: string;
  readonly before: T;
}

export interface History<T> {
  readonly present: T;
  /** Oldest first. */
  readonly past: readonly Mark<T>[];
  /** Nearest last. `before` is here what stood after. */
  readonly future: readonly Mark<T>[];
  /** Merge key of the edit under way: the next one with this key belongs to the same step back. */
  readonly open?: string;
}

/** More steps back than this are forgotten. */
const MOST = 500;

export function beginHistory<T>(present: T): History<T> {
  return { present, past: [], future: [] };
}

/** The history after one more edit. Edits with one merge key, one after another, are one step back; no change is no edit. */
export function record<T>(history: History<T>, next: T, label: string, mergeKey?: string): History<T> {
  const { present, past, open } = history;
  if (next === present) return history;
  const merged = mergeKey !== undefined && mergeKey === open;
  return {
    present: next,
    past: merged ? past : [...past, { label, before: present }].slice(-MOST),
    future: [],
    ...(mergeKey === undefined ? {} : { open: mergeKey }),
  };
}

/** Ends the edit under way: what comes next is a step of its own, whatever its merge key. */
export function seal<T>({ present, past, future }: History<T>): History<T> {
  return { present, past, future };
}

/** One step back; the same history when there is none. */
export function undo<T>(history: History<T>): History<T> {
  const { present, past, future } = history;
  const last = past.at(-1);
  if (last === undefined) return history;
  return { present: last.before, past: past.slice(0, -1), future: [...future, { label: last.label, before: present }] };
}

/** One step forward again; the same history when there is none. */
export function redo<T>(history: History<T>): History<T> {
  const { present, past, future } = history;
  const next = future.at(-1);
  if (next === undefined) return history;
  return { present: next.before, past: [...past, { label: next.label, before: present }], future: future.slice(0, -1) };
}
