// The log of a run as people read it: one line per visit of a step, made from the entries; and where stepping stops.
import type { Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import type { Change } from '../steps/change.ts';
import type { Json } from '../steps/define.ts';
import { timeInZone } from '../calendar.ts';
import type { Entry } from './trace.ts';
import { endWords, resultWords, stateLeft, type NodeState } from './views.ts';

/** One line of the log. */
export interface Visit {
  /** Place in the log, from 0. */
  readonly index: number;
  /** The step; null for what happened to the run as a whole (it ended, it was paused). */
  readonly node: string | null;
  /** How often the run had come by, this time included; 0 for the run as a whole. */
  readonly visit: number;
  readonly state: NodeState;
  /** "Done", "Skipped: no phone number". */
  readonly words: string;
  readonly at: Instant;
  /** When the step was left; absent while it is under way. */
  readonly leftAt?: Instant;
  readonly port?: string;
  readonly output?: Json;
  readonly changes: readonly Change[];
  readonly messages: readonly Message[];
  /** The why-card. */
  readonly because?: object;
  /** When a wait was planned to be over, and when it was. */
  readonly due?: Instant;
  readonly wokeAt?: Instant;
  /** Index of its first entry, and of the one after its last. */
  readonly from: number;
  readonly until: number;
}

/** The log lines of the entries, oldest first. */
export function visitsOf(entries: readonly Entry[], zone: string): readonly Visit[] {
  const visits: Visit[] = [];

  function add(visit: Partial<Visit> & Pick<Visit, 'node' | 'state' | 'words' | 'at' | 'from'>): void {
    visits.push({ visit: 0, changes: [], messages: [], until: visit.from + 1, ...visit, index: visits.length });
  }
  /** Adds to the latest line of that step. */
  function grow(node: string, index: number, more: Partial<Visit>): void {
    const at = visits.findLastIndex((visit) => visit.node === node);
    const visit = visits[at];
    if (visit !== undefined) visits[at] = { ...visit, ...more, until: index + 1 };
  }

  entries.forEach((entry, index) => {
    const { at } = entry;
    switch (entry.kind) {
      case 'run-began': {
        const overrides = entry.overrides === undefined ? '' : `; overrides: ${entry.overrides}`;
        const words = `Accepted: ${entry.because}${overrides}`;
        return add({ node: entry.node, visit: 1, state: 'done', words, at, leftAt: at, port: 'next', from: index });
      }
      case 'node-entered':
        return add({ node: entry.node, visit: entry.visit, state: 'running', words: 'Running', at, from: index });
      case 'node-left': {
        const { port, output, changes = [], because } = entry;
        const words = resultWords(entry.result, entry.reason);
        const told = { ...(output === undefined ? {} : { output }), ...(because === undefined ? {} : { because }) };
        return grow(entry.node, index, { state: stateLeft(entry), words, leftAt: at, port, changes, ...told });
      }
      case 'message-queued': {
        const messages = visits.findLast((visit) => visit.node === entry.node)?.messages ?? [];
        return grow(entry.node, index, { messages: [...messages, entry.message] });
      }
      case 'wait-began': {
        const { because, due } = entry;
        const words = `Waiting until ${timeInZone(due, zone)}`;
        return grow(entry.node, index, { state: 'waiting', words, due, ...(because === undefined ? {} : { because }) });
      }
      case 'wait-over':
        return grow(entry.node, index, { state: 'running', words: 'The wait is over', wokeAt: at });
      case 'run-paused':
        return add({ node: null, state: 'paused', words: `Paused: ${entry.reason}`, at, from: index });
      case 'run-resumed':
        return add({ node: null, state: 'running', words: 'Turned on again', at, from: index });
      case 'arrival-late':
        return add({ node: null, state: 'skipped', words: `Came too late: ${entry.what}`, at, from: index });
      case 'run-ended': {
        const inside = visits.at(-1);
        // A step that ended the run, or in which it was ended, keeps the why-card; the end itself is a line of its own.
        if (
          inside !== undefined &&
          inside.node !== null &&
          (inside.state === 'running' || inside.state === 'waiting')
        ) {
          const state = entry.how === 'failed' ? 'failed' : 'stopped';
          grow(inside.node, index - 1, {
            state,
            words: endWords(entry.how, entry.reason),
            leftAt: at,
            ...(entry.because === undefined ? {} : { because: entry.because }),
          });
        }
        const state = ({ completed: 'done', failed: 'failed', stopped: 'stopped', moved: 'stopped' } as const)[
          entry.how
        ];
        return add({ node: null, state, words: endWords(entry.how, entry.reason), at, from: index });
      }
    }
  });
  return visits;
}

/** Counts of entries at which stepping stops: after each visit, at each wait, at whatever happens to the run as a whole. */
export function stopsOf(entries: readonly Entry[]): readonly number[] {
  return entries.flatMap((_, index) => (isStop(entries, index) ? [index + 1] : []));
}

/** The next stop after the first `shown` entries; their number when there is none. */
export function nextStop(entries: readonly Entry[], shown: number): number {
  for (let index = shown; index < entries.length; index += 1) if (isStop(entries, index)) return index + 1;
  return entries.length;
}

/** Kinds after which something follows at once. */
const goesOn: ReadonlySet<Entry['kind']> = new Set(['node-entered', 'wait-over', 'run-resumed']);

function isStop(entries: readonly Entry[], index: number): boolean {
  const kind = entries[index]?.kind;
  return kind !== undefined && !goesOn.has(kind) && entries[index + 1]?.kind !== 'message-queued';
}
