// "Create workflow": from scratch, or from a file.
import { Button, Menu } from '@mantine/core';
import { ChevronDown, FileInput, PenTool } from 'lucide-react';
import type { ReactNode } from 'react';
import { pickWorkflowFile } from '../state/importing.ts';

/** The button with its two ways. */
export function CreateButton({ onScratch }: { readonly onScratch: () => void }): ReactNode {
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <Button rightSection={<ChevronDown aria-hidden size={16} />}>Create workflow</Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<PenTool size={16} />} onClick={onScratch}>
          Start from scratch
        </Menu.Item>
        <Menu.Item leftSection={<FileInput size={16} />} onClick={() => void pickWorkflowFile()}>
          Import a file…
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
