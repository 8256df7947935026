// What is live: a workflow's toggle and the revision behind it. Kept in the ledger, never in the document.
import type { Instant } from './time.ts';

/** What Publish-off does to running contacts: stop at the next step, let them finish, or end them. */
export type PauseChoice = 'freeze' | 'drain' | 'end';

/** Contacts in an older revision move to the live one; they end; or all that are in the workflow end. */
export type Treatment = 'move-older' | 'end-older' | 'end-all';

export interface Live {
  readonly workflow: string;
  readonly status: 'on' | 'off' | 'binned';
  /** The live revision's number. 0 = never published. */
  readonly revision: number;
  readonly hash: string;
  /** Order of first publish decides who comes first when several workflows listen. */
  readonly firstOn: Instant;
  readonly changedAt: Instant;
  /** Off: do running contacts stop at their next step? In the bin they always do. */
  readonly frozen: boolean;
  /** What becomes of contacts in it, while that is under way: cut short, the next start carries it on. */
  readonly underWay?: Treatment;
  /** Status to come back to when restored from the bin. */
  readonly before?: 'on' | 'off';
  /** Taken out of the bin for good: its name, for the history that stays. The status is `binned`. */
  readonly deleted?: string;
}
