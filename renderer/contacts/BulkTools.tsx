// What can be done with the selected contacts at once.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Trash2, Workflow, X } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { User } from '../../shared/model/user.ts';
import classes from './contacts.module.css';
import { OwnerPicker } from './OwnerPicker.tsx';

interface BulkToolsProps {
  /** How many are selected. */
  readonly count: number;
  /** In a narrow window: in few words, so that search and filter stay beside it. */
  readonly brief: boolean;
  readonly onEnrol: () => void;
  /** Null: nobody is to own them. */
  readonly onOwner: (user: User | null) => Promise<void>;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** Buttons at the end of the tools above the table. */
export function BulkTools({ count, brief, onEnrol, onOwner, onDelete, onClear }: BulkToolsProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const give = async (user: User | null): Promise<void> => {
    setBusy(true);
    await onOwner(user);
    setBusy(false);
  };
  const remove = `Delete ${count === 1 ? 'contact' : 'contacts'}`;
  return (
    <div className={classes.bulk}>
      <Button
        aria-label="Enrol in workflow"
        leftSection={<Workflow size={16} />}
        onClick={onEnrol}
        title={brief ? 'Enrol in workflow' : undefined}
        variant="default"
      >
        {brief ? 'Enrol' : 'Enrol in workflow'}
      </Button>
      <OwnerPicker busy={busy} label="Change owner" onChoose={(user) => void give(user)} owner={undefined} />
      {brief ? (
        <Tooltip label={remove}>
          <ActionIcon aria-label={remove} color="brick" onClick={onDelete}>
            <Trash2 size={16} />
          </ActionIcon>
        </Tooltip>
      ) : (
        <Button color="brick" leftSection={<Trash2 size={16} />} onClick={onDelete} variant="subtle">
          {remove}
        </Button>
      )}
      <Tooltip label="Clear selection">
        <ActionIcon aria-label="Clear selection" onClick={onClear}>
          <X size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
