// Who came while the workflow was off: a line above the enrolments, the list behind it, and the way to enrol them now.
import { Button, Group, Modal } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Missed } from '../../shared/ipc-types.ts';
import { contactName } from '../../shared/model/contact.ts';
import { useRequest } from '../api.ts';
import { EnrolDialog } from '../contacts/EnrolDialog.tsx';
import { useDocument } from '../state/session.ts';
import { go } from '../state/ui.ts';
import { count } from '../ui/plural.ts';
import { Note, ProblemNote } from '../ui/ProblemNote.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import rowClasses from '../ui/rows.module.css';
import classes from './Missed.module.css';
import { missedWords } from './on-the-way.ts';

/** Nothing at all when nobody was missed. */
export function MissedNote({ workflow }: { readonly workflow: string }): ReactNode {
  const on = useDocument((state) => state.standing.status === 'on');
  const [dialog, setDialog] = useState<'list' | 'enrol'>();
  const { value, problem, reload } = useRequest(
    'workflows.missed',
    { id: workflow },
    { refreshOn: (changed) => changed.runs || changed.contacts || changed.workflows },
  );
  if (problem !== undefined) return <ProblemNote onRetry={reload} problem={problem} />;
  if (value === undefined || value.ids.length === 0) return null;
  return (
    <div className={classes.missed}>
      <Note
        actions={
          <Button onClick={() => setDialog('list')} size="compact-sm" variant="default">
            Show
          </Button>
        }
        severity="info"
      >
        {missedWords(value.ids.length)}
      </Note>
      <MissedDialog
        missed={value}
        on={on}
        onClose={() => setDialog(undefined)}
        onEnrol={() => setDialog('enrol')}
        opened={dialog === 'list'}
      />
      <EnrolDialog
        ids={value.ids}
        onClose={() => setDialog(undefined)}
        opened={dialog === 'enrol'}
        workflow={workflow}
      />
    </div>
  );
}

interface MissedDialogProps {
  readonly missed: Missed;
  /** The workflow is published: they can be enrolled. */
  readonly on: boolean;
  readonly opened: boolean;
  readonly onEnrol: () => void;
  readonly onClose: () => void;
}

function MissedDialog({ missed: { ids, rows }, on, opened, onEnrol, onClose }: MissedDialogProps): ReactNode {
  return (
    <Modal onClose={onClose} opened={opened} size={520} title="Came while the workflow was off">
      <p className={classes.lead}>
        {on
          ? 'Nothing is caught up by itself. Enrol them here, or open one to see what became of it.'
          : 'Turn Publish on to enrol them. Nothing is caught up by itself.'}
      </p>
      <ul aria-label="Contacts" className={classes.list}>
        {rows.map(({ contact, ownerName, at }) => (
          <li key={contact.id}>
            <button
              className={`${rowClasses.row} ${classes.row}`}
              onClick={() => go({ to: 'contact', id: contact.id })}
              type="button"
            >
              <span className={classes.name} title={contactName(contact)}>
                {contactName(contact)}
              </span>
              <span className={classes.owner} title={ownerName}>
                {ownerName || 'No owner'}
              </span>
              <span className={classes.when}>
                <TimeText at={at} />
              </span>
            </button>
          </li>
        ))}
      </ul>
      {ids.length > rows.length && (
        <p className={classes.more}>
          The newest {count(rows.length)} of {count(ids.length)}
        </p>
      )}
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose} variant="default">
          Close
        </Button>
        <Button data-autofocus={on || undefined} disabled={!on} onClick={onEnrol}>
          {ids.length === 1 ? 'Enrol it…' : `Enrol all ${count(ids.length)}…`}
        </Button>
      </Group>
    </Modal>
  );
}
