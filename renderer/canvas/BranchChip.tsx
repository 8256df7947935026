// The name of a branch, where its way begins.
import type { ReactNode } from 'react';
import classes from './StepEdge.module.css';
import type { Point } from './geometry.ts';
import type { WayState } from './way-state.ts';

export function BranchChip({
  at,
  label,
  state,
}: {
  readonly at: Point;
  readonly label: string;
  readonly state: WayState;
}): ReactNode {
  return (
    <span
      className={classes.chip}
      data-state={state}
      style={{ transform: `translate(-50%, -50%) translate(${at[0]}px, ${at[1]}px)` }}
      title={label}
    >
      {label}
    </span>
  );
}
