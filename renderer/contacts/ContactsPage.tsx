// All contacts: find, add, edit, delete and enrol them; CSV files come in here.
import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import {
  Contact as ContactIcon,
  FileDown,
  History,
  SearchX,
  Trash2,
  Upload,
  UserPlus,
  Workflow,
  X,
} from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { ContactRow } from '../../shared/ipc-types.ts';
import { contactName } from '../../shared/model/contact.ts';
import { ask } from '../api.ts';
import { openImport } from '../state/imports.ts';
import { toast } from '../state/toasts.ts';
import { go } from '../state/ui.ts';
import { useWished } from '../state/wish.ts';
import { usePagedRows } from '../state/use-paged-rows.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { Page, PageTools } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import { counted } from '../ui/plural.ts';
import { deleteContacts } from './contact-acts.ts';
import { contactColumns } from './contact-columns.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import classes from './contacts.module.css';
import { EnrolDialog } from './EnrolDialog.tsx';
import { ImportArea } from './import/ImportArea.tsx';
import { useContactSelection } from './use-contact-selection.ts';

/** Milliseconds after the last key before the search runs. */
const searchDelay = 150;

const keyOf = (row: ContactRow): string => row.contact.id;
const nameOf = (row: ContactRow): string => contactName(row.contact);

/** The Contacts screen. */
export function ContactsPage(): ReactNode {
  const [typed, setTyped] = useState('');
  const [search] = useDebouncedValue(typed.trim(), searchDelay);
  const { total, problem, rowAt, show, reload } = usePagedRows(
    'contacts.list',
    { search },
    (changed) => changed.contacts,
  );
  const selection = useContactSelection(search, total ?? 0, rowAt);
  const [dialog, setDialog] = useState<'add' | 'enrol'>();
  const table = useRef<HTMLDivElement>(null);
  useWished('add-contact', () => setDialog('add'));
  const selectedIds = useMemo(() => [...selection.ids], [selection.ids]);

  const remove = async (ids: readonly string[], name: string): Promise<void> => {
    if (!(await deleteContacts(ids, name))) return;
    selection.clear();
    table.current?.focus();
  };
  const removeRow = (row: ContactRow): void => {
    const many = selection.ids.has(row.contact.id) && selection.ids.size > 1;
    void remove(many ? selectedIds : [row.contact.id], nameOf(row));
  };
  const add = (
    <Button leftSection={<UserPlus size={16} />} onClick={() => setDialog('add')}>
      Add contact
    </Button>
  );
  const importCsv = (
    <Button leftSection={<Upload size={16} />} onClick={() => openImport()} variant="default">
      Import a CSV
    </Button>
  );

  const content = (): ReactNode => {
    if (problem && total === undefined)
      return (
        <div className={classes.pad}>
          <ProblemNote onRetry={reload} problem={problem} />
        </div>
      );
    if (total === undefined) return <Loading what="contacts" />;
    if (total === 0 && search === '') {
      return (
        <EmptyState icon={ContactIcon} sentence="Contacts come in by CSV file or by hand.">
          <div className={classes.buttons}>
            {importCsv}
            {add}
          </div>
        </EmptyState>
      );
    }
    if (total === 0) {
      return (
        <EmptyState icon={SearchX} sentence={`No contact has “${search}” in its name, email, phone, source or tags.`}>
          <Button onClick={() => setTyped('')} variant="default">
            Clear search
          </Button>
        </EmptyState>
      );
    }
    return (
      <VirtualTable
        columns={contactColumns}
        count={total}
        // Another search begins at its top.
        key={search}
        label="Contacts"
        onDelete={removeRow}
        onOpen={(row) => go({ to: 'contact', id: row.contact.id })}
        onRange={show}
        ref={table}
        rowAt={rowAt}
        rowKey={keyOf}
        rowName={nameOf}
        selection={selection.table}
      />
    );
  };

  const none = total === 0 && search === '';
  return (
    <Page
      actions={
        <>
          {!none && importCsv}
          {!none && add}
          <ContactsMenu />
        </>
      }
      beside={
        total !== undefined &&
        total > 0 &&
        search === '' && <span className={classes.faint}>{counted(total, 'contact')}</span>
      }
      flush
      title="Contacts"
    >
      {!none && (
        <PageTools>
          <SearchField
            label="Search contacts"
            onChange={setTyped}
            onLeave={() => table.current?.focus()}
            value={typed}
          />
          <span aria-live="polite" className={classes.faint} role="status">
            {selection.ids.size > 0
              ? `${counted(selection.ids.size, 'contact')} selected`
              : search !== '' && total !== undefined && `${counted(total, 'contact')} found`}
          </span>
          {selection.ids.size > 0 && (
            <div className={classes.bulk}>
              <Button leftSection={<Workflow size={16} />} onClick={() => setDialog('enrol')} variant="default">
                Enrol in workflow
              </Button>
              <Button
                color="brick"
                leftSection={<Trash2 size={16} />}
                onClick={() => void remove(selectedIds, 'Contact')}
                variant="subtle"
              >
                Delete {selection.ids.size === 1 ? 'contact' : 'contacts'}
              </Button>
              <Tooltip label="Clear selection">
                <ActionIcon
                  aria-label="Clear selection"
                  onClick={() => {
                    selection.clear();
                    table.current?.focus();
                  }}
                >
                  <X size={16} />
                </ActionIcon>
              </Tooltip>
            </div>
          )}
        </PageTools>
      )}
      <ImportArea />
      {problem && total !== undefined && (
        <div className={classes.pad}>
          <ProblemNote onRetry={reload} problem={problem} />
        </div>
      )}
      {content()}
      <ContactDialog contact={null} onClose={() => setDialog(undefined)} opened={dialog === 'add'} />
      <EnrolDialog ids={selectedIds} onClose={() => setDialog(undefined)} opened={dialog === 'enrol'} />
    </Page>
  );
}

function ContactsMenu(): ReactNode {
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
