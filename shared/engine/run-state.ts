// The state of a run is the fold of its entries.
import type { Run } from '../model/run.ts';
import { invariant } from '../model/problem.ts';
import type { Entry } from './trace.ts';

const noVisits: Readonly<Record<string, number>> = Object.freeze({});

/** The run after one more entry. The first entry of a run is `run-began`. */
export function foldEntry(id: string, run: Run | undefined, entry: Entry): Run {
  if (entry.kind === 'run-began') {
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
  invariant(run !== undefined, `run ${id} has entries before its beginning`);
  const stamped: Run = { ...run, seq: entry.seq, lastAt: entry.at };
  switch (entry.kind) {
    case 'node-entered':
      return { ...stamped, node: entry.node, inside: true, visits: { ...run.visits, [entry.node]: entry.visit } };
    case 'node-left':
      return {
        ...stamped,
        node: entry.to,
        inside: false,
        ...(entry.flag === true && run.flag === undefined ? { flag: entry.reason } : {}),
      };
    case 'wait-began':
      return { ...stamped, state: 'waiting', due: entry.due };
    case 'wait-over': {
      const { due: _, ...rest } = stamped;
      return { ...rest, state: 'running' };
    }
    case 'run-paused':
      return { ...stamped, state: 'paused' };
    case 'run-resumed':
      return { ...stamped, state: 'running' };
    case 'run-ended': {
      const { due: _, ...rest } = stamped;
      return {
        ...rest,
        state: entry.how,
        node: null,
        inside: false,
        visits: noVisits,
        ...(entry.reason === undefined ? {} : { reason: entry.reason }),
      };
    }
    case 'message-queued':
    case 'arrival-late':
      return stamped;
  }
}

/** True when the run would go on by itself: what recovery looks for. */
export function canGoOn(run: Run): boolean {
  return run.state === 'running';
}
