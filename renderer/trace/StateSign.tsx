// The sign of a state, the same on cards, in the log and in lists: shape first, colour third. Words stand beside it.
import {
  CircleCheck,
  CircleDashed,
  CircleSlash2,
  Hourglass,
  LoaderCircle,
  OctagonX,
  Pause,
  Square,
  TriangleAlert,
  type LucideIcon,
} from 'lucide-react';
import type { ReactNode } from 'react';
import type { NodeState } from '../../shared/engine/views.ts';
import type { RunState } from '../../shared/model/run.ts';
import classes from './StateSign.module.css';

const signs: Readonly<Record<NodeState, LucideIcon>> = {
  pending: CircleDashed,
  running: LoaderCircle,
  done: CircleCheck,
  attention: TriangleAlert,
  skipped: CircleSlash2,
  failed: OctagonX,
  waiting: Hourglass,
  stopped: Square,
  paused: Pause,
};

/** The icon of a state in its colour; the running arc turns. */
export function StateSign({ state, size = 16 }: { readonly state: NodeState; readonly size?: number }): ReactNode {
  const Icon = signs[state];
  return <Icon aria-hidden className={classes.sign} data-state={state} size={size} />;
}

/** How a whole run stands, as a state and a word. */
export const runStates: Readonly<Record<RunState, { readonly state: NodeState; readonly word: string }>> = {
  running: { state: 'running', word: 'Running' },
  waiting: { state: 'waiting', word: 'Waiting' },
  paused: { state: 'paused', word: 'Paused' },
  completed: { state: 'done', word: 'Completed' },
  failed: { state: 'failed', word: 'Failed' },
  stopped: { state: 'stopped', word: 'Stopped' },
  moved: { state: 'stopped', word: 'Moved' },
};
