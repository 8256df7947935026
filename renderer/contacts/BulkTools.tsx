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
  readonly onEnrol: () => void;
  /** Null: nobody is to own them. */
  readonly onOwner: (user: User | null) => Promise<void>;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** Buttons at the end of the tools above the table. */
export function BulkTools({ count, onEnrol, onOwner, onDelete, onClear }: BulkToolsProps): ReactNode {
  const [busy, setBusy] = useState(false);
  const give = async (user: User | null): Promise<void> => {
    setBusy(true);
    await onOwner(user);
    setBusy(false);
  };
  return (
    <div className={classes.bulk}>
      <Button leftSection={<Workflow size={16} />} onClick={onEnrol} variant="default">
        Enrol in workflow
      </Button>
      <OwnerPicker busy={busy} label="Change owner" onChoose={(user) => void give(user)} owner={undefined} />
      <Button color="brick" leftSection={<Trash2 size={16} />} onClick={onDelete} variant="subtle">
        Delete {count === 1 ? 'contact' : 'contacts'}
      </Button>
      <Tooltip label="Clear selection">
        <ActionIcon aria-label="Clear selection" onClick={onClear}>
          <X size={16} />
        </ActionIcon>
      </Tooltip>
    </div>
  );
}
