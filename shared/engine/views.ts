// Views of a trace: what each card shows, which edges were taken, the log. All are cursors over the same entries.
import type { Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import { assertNever } from '../model/problem.ts';
import { timeInZone } from '../calendar.ts';
import type { Entry } from './trace.ts';

export type NodeState =
  | 'pending'
  | 'running'
  | 'done'
  /** Done, but somebody was not told. */
  | 'attention'
  | 'skipped'
  | 'failed'
  | 'waiting'
  | 'stopped'
  | 'paused';

/** What a card shows of a run. */
export interface NodeStatus {
  readonly state: NodeState;
  /** "Done", "Skipped: no phone number", "Waiting until ..." */
  readonly words: string;
  /** How often the run came by. */
  readonly visits: number;
  /** The port it left by, the last time. */
  readonly port?: string;
  readonly enteredAt?: Instant;
  readonly leftAt?: Instant;
}

/** The status of every node the entries name. A node that is absent is pending. */
export function nodeStatuses(entries: readonly Entry[], zone: string): ReadonlyMap<string, NodeStatus> {
  const statuses = new Map<string, NodeStatus>();
  let at: string | null = null;
  for (const entry of entries) {
    switch (entry.kind) {
      case 'run-began':
        statuses.set(entry.node, {
          state: 'done',
          words: `Accepted: ${entry.because}`,
          visits: 1,
          port: 'next',
          enteredAt: entry.at,
          leftAt: entry.at,
        });
        at = entry.to;
        break;
      case 'node-entered':
        at = entry.node;
        statuses.set(entry.node, { state: 'running', words: 'Running', visits: entry.visit, enteredAt: entry.at });
        break;
      case 'node-left':
        statuses.set(entry.node, {
          ...base(statuses, entry.node),
          state: stateLeft(entry),
          words: resultWords(entry.result, entry.reason),
          port: entry.port,
          leftAt: entry.at,
        });
        at = entry.to;
        break;
      case 'wait-began':
        statuses.set(entry.node, {
          ...base(statuses, entry.node),
          state: 'waiting',
          words: `Waiting until ${timeInZone(entry.due, zone)}`,
        });
        break;
      case 'wait-over':
        statuses.set(entry.node, { ...base(statuses, entry.node), state: 'running', words: 'The wait is over' });
        break;
      case 'run-paused':
        if (at !== null) statuses.set(at, { ...base(statuses, at), state: 'paused', words: `Paused: ${entry.reason}` });
        break;
      case 'run-ended':
        if (entry.how !== 'completed' && at !== null) {
          statuses.set(at, {
            ...base(statuses, at),
            state: entry.how === 'failed' ? 'failed' : 'stopped',
            words: endWords(entry.how, entry.reason),
          });
        }
        break;
      case 'message-queued':
      case 'arrival-late':
      case 'run-resumed':
        break;
      default:
        assertNever(entry);
    }
  }
  return statuses;
}

function base(statuses: ReadonlyMap<string, NodeStatus>, node: string): NodeStatus {
  return statuses.get(node) ?? { state: 'pending', words: 'Not reached', visits: 0 };
}

/** Ways taken, as "from port". */
export function takenEdges(entries: readonly Entry[]): ReadonlySet<string> {
  const taken = new Set<string>();
  for (const entry of entries) {
    if (entry.kind === 'run-began') taken.add(edgeKey(entry.node, 'next'));
    if (entry.kind === 'node-left') taken.add(edgeKey(entry.node, entry.port));
  }
  return taken;
}

export function edgeKey(from: string, port: string): string {
  return `${from} ${port}`;
}

/** The messages that the entries queued. */
export function messagesOf(entries: readonly Entry[]): readonly Message[] {
  const messages: Message[] = [];
  for (const entry of entries) if (entry.kind === 'message-queued') messages.push(entry.message);
  return messages;
}

/** How a step was left: one that did its work but could not tell somebody needs attention. */
export function stateLeft({ result, flag }: Extract<Entry, { readonly kind: 'node-left' }>): NodeState {
  return result === 'done' && flag === true ? 'attention' : result;
}

export function resultWords(result: 'done' | 'skipped' | 'failed', reason?: string): string {
  const word = { done: 'Done', skipped: 'Skipped', failed: 'Failed' }[result];
  return reason === undefined ? word : `${word}: ${reason}`;
}

export function endWords(how: 'completed' | 'failed' | 'stopped' | 'moved', reason?: string): string {
  const word = { completed: 'Completed', failed: 'Failed', stopped: 'Stopped', moved: 'Moved to a newer version' }[how];
  return reason === undefined ? word : `${word}: ${reason}`;
}
