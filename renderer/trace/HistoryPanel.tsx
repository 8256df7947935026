// The enrolments of a workflow, newest first; each opens its run on the canvas.
import { Button } from '@mantine/core';
import { Flag, History } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useRequest } from '../api.ts';
import { go } from '../state/ui.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { count } from '../ui/plural.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import classes from './HistoryPanel.module.css';
import { runStates, StateSign } from './StateSign.tsx';

/** So many more each time. */
const PAGE = 50;
/** The door hands out no longer pages. */
const MOST = 1000;

export function HistoryPanel({ workflow }: { readonly workflow: string }): ReactNode {
  const [limit, setLimit] = useState(PAGE);
  const { value, problem, reload } = useRequest(
    'workflows.runs',
    { id: workflow, offset: 0, limit },
    { refreshOn: (changed) => changed.runs, keep: true },
  );
  if (problem !== undefined) return <ProblemNote onRetry={reload} problem={problem} />;
  if (value === undefined) return <Loading what="enrolments" />;
  if (value.total === 0) {
    return <EmptyState icon={History} sentence="No contact has entered this workflow yet." />;
  }
  return (
    <div className={classes.history}>
      <ul aria-label="Enrolments" className={classes.list}>
        {value.rows.map(({ run, contactName, ownerName }) => {
          const { state, word } = runStates[run.state];
          return (
            <li key={run.id}>
              <button className={classes.row} onClick={() => go({ to: 'run', id: run.id })} type="button">
                <StateSign state={state} />
                <span className={classes.words}>
                  <span className={classes.name}>{contactName}</span>
                  <span className={classes.caption}>
                    {word}
                    {run.reason !== undefined && `: ${run.reason}`}
                    {ownerName !== '' && ` · ${ownerName}`}
                  </span>
                </span>
                {run.flag !== undefined && (
                  <Flag aria-label={`Look at this: ${run.flag}`} className={classes.flag} size={14} />
                )}
                <span className={classes.when}>
                  <TimeText at={run.beganAt} />
                </span>
              </button>
            </li>
          );
        })}
      </ul>
      {value.rows.length < value.total && (
        <p className={classes.more}>
          {count(value.rows.length)} of {count(value.total)}
          {limit < MOST && (
            <Button onClick={() => setLimit(Math.min(limit + PAGE, MOST))} size="compact-sm" variant="subtle">
              Show more
            </Button>
          )}
        </p>
      )}
    </div>
  );
}
