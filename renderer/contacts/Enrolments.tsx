// The enrolments of a contact: which workflow, how each stands, and a way to the run on the canvas.
import { Button } from '@mantine/core';
import { Flag, Workflow } from 'lucide-react';
import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/ipc-types.ts';
import { hasEnded } from '../../shared/model/run.ts';
import { lookAt } from '../trace/look-at.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { RunState } from '../ui/RunState.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { RunLink } from './RunLink.tsx';
import classes from './contacts.module.css';

interface EnrolmentsProps {
  /** Newest first. */
  readonly rows: readonly RunRow[];
  readonly onEnrol: (() => void) | undefined;
}

/** The table of enrolments. */
export function Enrolments({ rows, onEnrol }: EnrolmentsProps): ReactNode {
  if (rows.length === 0) {
    return (
      <EmptyState icon={Workflow} sentence="This contact was never in a workflow.">
        {onEnrol && (
          <Button onClick={onEnrol} variant="default">
            Enrol in workflow
          </Button>
        )}
      </EmptyState>
    );
  }
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Workflow</th>
          <th scope="col">State</th>
          <th scope="col">Version</th>
          <th scope="col">Began</th>
          <th scope="col">Ended</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const { run, held, workflowName } = row;
          const look = lookAt(row);
          return (
            <tr key={run.id}>
              <th scope="row">
                <RunLink run={run.id} text={workflowName} />
                {(run.reason ?? look) !== undefined && (
                  <div className={classes.remark}>
                    {look !== undefined && <Flag aria-label="Flagged" size={12} />}
                    {run.reason ?? look}
                  </div>
                )}
              </th>
              <td>
                <RunState run={run} />
                {held && run.state === 'waiting' && (
                  <div className={classes.remark}>Goes no further then: the workflow is off.</div>
                )}
              </td>
              <td>{run.revision}</td>
              <td>
                <TimeText at={run.beganAt} />
              </td>
              <td>{hasEnded(run) && <TimeText at={run.lastAt} />}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
