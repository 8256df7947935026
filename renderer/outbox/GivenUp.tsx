// Enrolments that crashed Baton each time and were given up: above the messages that need attention, until put away.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { RunRow } from '../../shared/ipc-types.ts';
import { ask } from '../api.ts';
import { go } from '../state/ui.ts';
import { Note } from '../ui/ProblemNote.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import classes from './outbox.module.css';

/** One remark for each, with the way to it. */
export function GivenUp({ rows }: { readonly rows: readonly RunRow[] }): ReactNode {
  return (
    <section aria-label="Enrolments that were given up" className={classes.givenUp}>
      {rows.map(({ run, contactName, workflowName }) => (
        <Note
          actions={
            <span className={classes.acts}>
              <Button onClick={() => go({ to: 'run', id: run.id })} size="compact-sm" variant="default">
                Open enrolment
              </Button>
              <Button onClick={() => void ask('runs.putAway', { id: run.id })} size="compact-sm" variant="default">
                Put away
              </Button>
            </span>
          }
          key={run.id}
          severity="warning"
        >
          <strong>
            {contactName} in “{workflowName}” was given up
          </strong>{' '}
          (<TimeText at={run.lastAt} inside />)<div className={classes.why}>{run.reason}</div>
        </Note>
      ))}
    </section>
  );
}
