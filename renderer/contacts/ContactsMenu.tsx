// What else can be done with all contacts: save them as a file, look at earlier imports.
import { Menu } from '@mantine/core';
import { FileDown, History } from 'lucide-react';
import type { ReactNode } from 'react';
import { ask } from '../api.ts';
import { openImport } from '../state/imports.ts';
import { toast } from '../state/toasts.ts';
import { MoreMenu } from '../ui/MoreMenu.tsx';

/** The menu at the end of the bar. */
export function ContactsMenu(): ReactNode {
  const exportCsv = async (): Promise<void> => {
    const done = await ask('contacts.exportCsv', {});
    if (done?.saved) toast(`All contacts saved to ${done.saved}.`);
  };
  return (
    <MoreMenu name="contacts" tab={0}>
      <Menu.Item leftSection={<FileDown size={16} />} onClick={() => void exportCsv()}>
        Export as CSV
      </Menu.Item>
      <Menu.Item leftSection={<History size={16} />} onClick={() => openImport({ step: 'earlier' })}>
        Earlier imports
      </Menu.Item>
    </MoreMenu>
  );
}
