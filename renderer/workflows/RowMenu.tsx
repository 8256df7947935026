// The menu of one workflow in the list.
import { Menu } from '@mantine/core';
import { Copy, Download, PencilLine, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { WorkflowRow } from '../../shared/ipc-types.ts';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { deleteWorkflow, duplicateWorkflow, exportWorkflow } from './acts.ts';

interface RowMenuProps {
  readonly row: WorkflowRow;
  readonly tab: 0 | -1;
  readonly onRename: () => void;
}

/** Rename, duplicate, export, delete. */
export function RowMenu({ row, tab, onRename }: RowMenuProps): ReactNode {
  return (
    <MoreMenu name={row.name} tab={tab}>
      <Menu.Item leftSection={<PencilLine size={16} />} onClick={onRename} rightSection="F2">
        Rename
      </Menu.Item>
      <Menu.Item leftSection={<Copy size={16} />} onClick={() => void duplicateWorkflow(row)}>
        Duplicate
      </Menu.Item>
      <Menu.Item leftSection={<Download size={16} />} onClick={() => void exportWorkflow(row.id)}>
        Export to file…
      </Menu.Item>
      <Menu.Divider />
      <Menu.Item
        color="var(--danger)"
        leftSection={<Trash2 size={16} />}
        onClick={() => void deleteWorkflow(row)}
        rightSection="Del"
      >
        Delete workflow
      </Menu.Item>
    </MoreMenu>
  );
}
