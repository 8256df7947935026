// What a run did with a way: went along, is on it, or left it aside.
import { edgeKey, type NodeState } from '../../shared/engine/views.ts';
import { useTrace } from '../state/session.ts';

export type WayState = 'plain' | 'closed' | Exclude<NodeState, 'attention'>;

/** The state of the way from a port; `target` is null for the end of a branch. */
export function useWayState(from: string, port: string, target: string | null): WayState {
  return useTrace(({ mode, frame }): WayState => {
    if (mode === 'off' || frame === null) return 'plain';
    if (frame.taken.has(edgeKey(from, port))) {
      if (target === null) return 'done';
      const state = frame.statuses.get(target)?.state ?? 'pending';
      // What became of a message says nothing of the way to its step.
      return state === 'attention' || (state === 'pending' && frame.next === target) ? 'done' : state;
    }
    const left = frame.statuses.get(from)?.port !== undefined;
    return left || frame.closed.has(from) ? 'closed' : 'pending';
  });
}
