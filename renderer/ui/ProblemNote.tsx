// An expected failure, shown where it matters: what happened, how to mend it, and a way to try again.
import { Button } from '@mantine/core';
import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/model/problem.ts';
import classes from './notes.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info } as const;

interface NoteProps {
  readonly severity: keyof typeof icons;
  /** Buttons at the end. */
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A framed remark. Its icon and its frame carry the severity along with the colour. */
export function Note({ severity, actions, children }: NoteProps): ReactNode {
  const Icon = icons[severity];
  return (
    <div className={classes.note} data-severity={severity}>
      <Icon aria-hidden className={classes.noteIcon} size={16} />
      <div className={classes.noteText}>{children}</div>
      {actions}
    </div>
  );
}

/** A problem as a framed remark; `onRetry` offers to try again, `actions` something else. */
export function ProblemNote({
  problem,
  onRetry,
  actions,
}: {
  readonly problem: Problem;
  readonly onRetry?: () => void;
  readonly actions?: ReactNode;
}): ReactNode {
  return (
    <div role="alert">
      <Note
        actions={
          onRetry ? (
            <Button onClick={onRetry} variant="default">
              Try again
            </Button>
          ) : (
            actions
          )
        }
        severity="error"
      >
        {problem.message}
        {problem.fix !== undefined && <span className={classes.fix}> {problem.fix}</span>}
      </Note>
    </div>
  );
}
