// What can come to a run (arrivals) and the facts recorded of it (entries). A run is its trace.
import type { Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import type { Change } from '../steps/change.ts';
import type { Json } from '../steps/define.ts';

export type NodeResult = 'done' | 'skipped' | 'failed';
export type RunEnd = 'completed' | 'failed' | 'stopped' | 'moved';

interface Stamp {
  /** Place in the run's trace, from 1. */
  readonly seq: number;
  readonly at: Instant;
}

type Body =
  | {
      readonly kind: 'run-began';
      readonly workflow: string;
      readonly revision: number;
      readonly contact: string;
      readonly event: string;
      /** The trigger that is credited, and why it accepted. */
      readonly node: string;
      readonly because: string;
      /** First step after the trigger; null when nothing follows. */
      readonly to: string | null;
      /** Enrolled by hand: the rule that this overrides, in words. */
      readonly overrides?: string;
    }
  | { readonly kind: 'node-entered'; readonly node: string; readonly visit: number }
  | {
      readonly kind: 'node-left';
      readonly node: string;
      /** Port it left by, and the node that follows; null at the end of the branch. */
      readonly port: string;
      readonly to: string | null;
      readonly result: NodeResult;
      readonly reason?: string;
      readonly flag?: boolean;
      readonly output?: Json;
      readonly changes?: readonly Change[];
      readonly because?: object;
    }
  | { readonly kind: 'message-queued'; readonly node: string; readonly message: Message }
  | { readonly kind: 'wait-began'; readonly node: string; readonly due: Instant; readonly because?: object }
  | { readonly kind: 'wait-over'; readonly node: string; readonly due: Instant }
  | { readonly kind: 'arrival-late'; readonly what: string }
  | { readonly kind: 'run-paused'; readonly reason: string }
  | { readonly kind: 'run-resumed' }
  | {
      readonly kind: 'run-ended';
      readonly how: RunEnd;
      readonly reason?: string;
      readonly because?: object;
      /** It was given up, because it crashed Baton each time it was carried on. */
      readonly crashed?: true;
    };

/** One recorded fact of a run. */
export type Entry = Stamp & Body;
export type EntryBody = Body;
/** Every entry but the first. */
export type LaterEntry = Exclude<Entry, { kind: 'run-began' }>;
export type EntryOf<K extends Entry['kind']> = Extract<Entry, { kind: K }>;

/** What comes to a run. */
export type Arrival =
  /** It began, or the program started again after a crash. */
  | { readonly kind: 'go-on' }
  /** The wait in this node is over. */
  | { readonly kind: 'time-came'; readonly node: string }
  /** The workflow was turned on again. */
  | { readonly kind: 'resume' }
  /** The program ended each time it carried this step out. */
  | { readonly kind: 'give-up'; readonly reason: string }
  /** Somebody or something ends it. */
  | { readonly kind: 'end'; readonly how: Exclude<RunEnd, 'completed'>; readonly reason: string };
