// What can be done with the selected contacts at once.
import { ActionIcon, Button, Tooltip } from '@mantine/core';
import { Trash2, Workflow, X } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './contacts.module.css';

interface BulkToolsProps {
  /** How many are selected. */
  readonly count: number;
  readonly onEnrol: () => void;
  readonly onDelete: () => void;
  readonly onClear: () => void;
}

/** Buttons at the end of the tools above the table. */
export function BulkTools({ count, onEnrol, onDelete, onClear }: BulkToolsProps): ReactNode {
  return (
    <div className={classes.bulk}>
      <Button leftSection={<Workflow size={16} />} onClick={onEnrol} variant="default">
        Enrol in workflow
      </Button>
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
