// Expected failures are values: what happened, where, and how to mend it. Exceptions are for bugs.

/** Where a problem sits: a step and its field, a line of a file, or a path inside a document. */
export interface Place {
  readonly node?: string;
  readonly field?: string;
  /** Both count from 1. */
  readonly line?: number;
  readonly column?: number;
  readonly path?: string;
}

/** An expected failure, in words for the person who can mend it. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly where?: Place;
  readonly fix?: string;
}

/** What happened and what to do, in one line: for where there is room for a text alone. */
export function problemWords({ message, fix }: Pick<Problem, 'message' | 'fix'>): string {
  return fix === undefined ? message : `${message} ${fix}`;
}

/** A mend that the editor can make by itself (shared/graph/edit.ts, `repair`). */
export type Repair =
  /** Moves a step to right after another. */
  | { readonly do: 'move-below'; readonly node: string; readonly below: string }
  /** Takes the edge off a port. */
  | { readonly do: 'disconnect'; readonly from: string; readonly port: string };

/** A problem of a workflow: an error refuses publishing, a warning asks first. */
export interface Finding extends Problem {
  readonly severity: 'error' | 'warning';
  /** The mend behind `fix`, when the editor can make it. */
  readonly repair?: Repair;
}

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function good<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function bad<T = never>(code: string, message: string, more: Pick<Problem, 'where' | 'fix'> = {}): Result<T> {
  return { ok: false, problem: { code, message, ...more } };
}

/** Stops the program: the code reached a place that its types rule out. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}

/** Stops the program when something that must hold does not: a bug, never bad input. */
export function invariant(holds: unknown, what: string): asserts holds {
  if (!holds) throw new Error(`Broken invariant: ${what}`);
}
