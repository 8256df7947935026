// All contacts: find, add, edit, delete and enrol them; CSV files come in here.
import { Button } from '@mantine/core';
import { useDebouncedValue, useMediaQuery } from '@mantine/hooks';
import { Contact as ContactIcon, SearchX, Upload, UserPlus } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import type { ContactRow } from '../../shared/ipc-types.ts';
import { contactName } from '../../shared/model/contact.ts';
import type { User } from '../../shared/model/user.ts';
import { showContacts, useContactsList } from '../state/contacts.ts';
import { openImport } from '../state/imports.ts';
import { usePeople } from '../state/people.ts';
import { go } from '../state/ui.ts';
import { useWished } from '../state/wish.ts';
import { usePagedRows } from '../state/use-paged-rows.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page, PageTools } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { VirtualTable } from '../ui/VirtualTable.tsx';
import { count, counted } from '../ui/plural.ts';
import { BulkTools } from './BulkTools.tsx';
import { changeOwners, deleteContacts } from './contact-acts.ts';
import { contactColumns, fewContactColumns, mostContactColumns, sortable } from './contact-columns.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { ContactsMenu } from './ContactsMenu.tsx';
import classes from './contacts.module.css';
import { EnrolDialog } from './EnrolDialog.tsx';
import { nothingWords } from './nothing-words.ts';
import { OwnerFilter } from './OwnerFilter.tsx';
import { ImportArea } from './import/ImportArea.tsx';
import { useContactSelection } from './use-contact-selection.ts';

/** Milliseconds after the last key before the search runs. */
const searchDelay = 150;

const keyOf = (row: ContactRow): string => row.contact.id;
const nameOf = (row: ContactRow): string => contactName(row.contact);

/** The Contacts screen. */
export function ContactsPage(): ReactNode {
  const { typed, owner, sort, row, opened } = useContactsList();
  const [search] = useDebouncedValue(typed.trim(), searchDelay);
  const wanted = useMemo(() => ({ search, sort, ...(owner !== undefined && { owner }) }), [search, sort, owner]);
  const { total, problem, rowAt, show, reload } = usePagedRows(
    'contacts.list',
    wanted,
    (changed) => changed.contacts || changed.outbox || changed.users,
  );
  const selection = useContactSelection(wanted, total ?? 0, rowAt);
  const [dialog, setDialog] = useState<'add' | 'enrol'>();
  const table = useRef<HTMLDivElement>(null);
  useWished('add-contact', () => setDialog('add'));
  const atOnce = { getInitialValueInEffect: false };
  const narrow = useMediaQuery('(width < 1200px)', false, atOnce);
  const middling = useMediaQuery('(width < 1500px)', false, atOnce);
  const ownerName = usePeople(({ byId }) => (owner ? (byId.get(owner)?.name ?? owner) : ''));
  const columns = useMemo(
    () =>
      sortable(narrow ? fewContactColumns : middling ? mostContactColumns : contactColumns, sort, (by) =>
        showContacts({ sort: by }),
      ),
    [narrow, middling, sort],
  );
  const loaded = total !== undefined;
  useEffect(() => {
    if (!loaded || !opened) return;
    useContactsList.setState({ opened: false });
    // Only when nothing else has it: the heading takes it while the rows are on their way.
    if (document.activeElement?.matches('body, h1')) table.current?.focus();
  }, [loaded, opened]);
  const selectedIds = useMemo(() => [...selection.ids], [selection.ids]);

  const remove = async (ids: readonly string[], name: string): Promise<void> => {
    if (!(await deleteContacts(ids, name))) return;
    selection.clear();
    table.current?.focus();
  };
  const give = async (user: User | null): Promise<void> => {
    if (!(await changeOwners(selectedIds, user))) return;
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

  const filtered = search !== '' || owner !== undefined;
  const none = total === 0 && !filtered;
  const content = (): ReactNode => {
    if (problem && total === undefined)
      return (
        <div className={classes.pad}>
          <ProblemNote onRetry={reload} problem={problem} />
        </div>
      );
    if (total === undefined) return <Loading what="contacts" />;
    if (none) {
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
        <EmptyState icon={SearchX} sentence={nothingWords(search, owner, ownerName)}>
          <Button onClick={() => showContacts({ typed: '', owner: undefined })} variant="default">
            {owner === undefined ? 'Clear search' : 'Show all contacts'}
          </Button>
        </EmptyState>
      );
    }
    return (
      <VirtualTable
        columns={columns}
        count={total}
        // Another search begins at its top. Sorting keeps the focus on the button that was pressed.
        key={`${search} ${owner}`}
        label="Contacts"
        onDelete={removeRow}
        onMove={(index) => useContactsList.setState({ row: index })}
        onOpen={({ contact }) => {
          useContactsList.setState({ opened: true });
          go({ to: 'contact', id: contact.id });
        }}
        onRange={show}
        ref={table}
        rowAt={rowAt}
        rowKey={keyOf}
        rowName={nameOf}
        selection={selection.table}
        startAt={row}
      />
    );
  };

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
        !filtered && <span className={classes.faint}>{counted(total, 'contact')}</span>
      }
      flush
      title="Contacts"
    >
      {!none && (
        <PageTools>
          <SearchField
            label="Search contacts"
            onChange={(words) => showContacts({ typed: words })}
            onLeave={() => table.current?.focus()}
            value={typed}
            {...(narrow && { width: 172 })}
          />
          <OwnerFilter narrow={narrow} />
          <span aria-live="polite" className={classes.status} role="status">
            {selection.ids.size > 0
              ? `${narrow ? count(selection.ids.size) : counted(selection.ids.size, 'contact')} selected`
              : filtered && total !== undefined && `${counted(total, 'contact')} found`}
          </span>
          {selection.ids.size > 0 && (
            <BulkTools
              brief={narrow}
              count={selection.ids.size}
              onClear={() => {
                selection.clear();
                table.current?.focus();
              }}
              onDelete={() => void remove(selectedIds, 'Contact')}
              onEnrol={() => setDialog('enrol')}
              onOwner={give}
            />
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
