// Something that happened to a contact. Events can begin runs.
import type { Instant } from './time.ts';

export type CrmEventType = 'contact-created' | 'enrolled-by-hand' | 'moved';

export interface CrmEvent {
  readonly id: string;
  readonly type: CrmEventType;
  readonly contact: string;
  readonly at: Instant;
  /** Who did it: a user's id, "import", "command line", or null for "Everybody". */
  readonly by: string | null;
  /** Enrolled by hand, or moved to another revision: the only workflow it is about. */
  readonly workflow?: string;
}
