// What the test and the writer say to each other.
import type { Entry } from '../../shared/engine/trace.ts';

/** What the writer is to do. */
export interface WriterTask {
  readonly folder: string;
  readonly seed: number;
  /** The first number that no life before has used. */
  readonly first: number;
  /** Contacts whose acknowledgement never came: asked for again. */
  readonly again: readonly number[];
  /** Files so small that there are many. */
  readonly small: boolean;
  /** Write nothing new: let all runs come to their end, and close. */
  readonly finish: boolean;
}

/** What it says, in order. */
export type WriterSays =
  | { readonly opening: true }
  | { readonly started: true }
  | { readonly finished: true }
  | { readonly try: string; readonly value: number }
  | { readonly ack: string; readonly value: number }
  | { readonly run: string; readonly entries: readonly Entry[] };
