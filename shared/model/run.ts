// A run (people see: enrolment): one contact's walk through one revision for one event. The fold of its entries.
import type { Instant } from './time.ts';

export type RunState = 'running' | 'waiting' | 'paused' | 'completed' | 'failed' | 'stopped' | 'moved';

export interface Run {
  readonly id: string;
  readonly workflow: string;
  readonly revision: number;
  readonly contact: string;
  readonly event: string;
  readonly state: RunState;
  /** Where the run is: the node it is in, or will enter next; null after its end. */
  readonly node: string | null;
  /** True while the run is inside `node` (entered, not left). */
  readonly inside: boolean;
  /** Waiting: when the wait is over. */
  readonly due?: Instant;
  /** How often each node was entered; gone after the end. */
  readonly visits: Readonly<Record<string, number>>;
  /** Sequence number of the last entry. */
  readonly seq: number;
  readonly beganAt: Instant;
  readonly lastAt: Instant;
  /** First thing that went other than planned ("Assign To User skipped: ..."), for the flag in lists. */
  readonly flag?: string;
  /** Why it ended, when it did not complete. */
  readonly reason?: string;
  /**
   * It was under way in a backup, made then, that was put back: what it tells anybody outside is held for a person, as the
   * original may have told it already.
   */
  readonly restored?: Instant;
  /** It was given up because it crashed Baton, and nobody has put that away yet. */
  readonly crashed?: true;
}

/** True when nothing can happen to the run any more. */
export function hasEnded(run: Pick<Run, 'state'>): boolean {
  return run.state === 'completed' || run.state === 'failed' || run.state === 'stopped' || run.state === 'moved';
}
