// The columns of the table of contacts.
import type { ReactNode } from 'react';
import type { ContactRow } from '../../shared/ipc-types.ts';
import { contactName } from '../../shared/model/contact.ts';
import { MessageState } from '../ui/MessageState.tsx';
import { PersonById } from '../ui/Person.tsx';
import { toldReason } from '../ui/ReasonText.tsx';
import { TimeText, useTimeWords } from '../ui/TimeText.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { Tags } from './Tags.tsx';
import classes from './contacts.module.css';

/** Whether the owner was told; on hover by which workflow, and why not. */
function Told({ told: { workflowName, message } }: { readonly told: NonNullable<ContactRow['told']> }): ReactNode {
  const reason = toldReason(message.reason ?? '', useTimeWords());
  return (
    <span title={[`“${workflowName}”`, message.title, reason].filter(Boolean).join(': ')}>
      <MessageState message={message} />
    </span>
  );
}

export const contactColumns: readonly Column<ContactRow>[] = [
  {
    key: 'name',
    header: 'Name',
    width: 'minmax(128px, 2.6fr)',
    cell: ({ contact }) => (
      <span className={classes.name} title={contactName(contact)}>
        {contactName(contact)}
      </span>
    ),
  },
  { key: 'email', header: 'Email', width: 'minmax(120px, 2.4fr)', cell: ({ contact }) => contact.email },
  { key: 'phone', header: 'Phone', width: '132px', cell: ({ contact }) => contact.phone },
  { key: 'source', header: 'Source', width: 'minmax(80px, 1fr)', cell: ({ contact }) => contact.source },
  {
    key: 'tags',
    header: 'Tags',
    width: 'minmax(110px, 1.2fr)',
    cell: ({ contact }) => <Tags oneLine tags={contact.tags} />,
  },
  {
    key: 'owner',
    header: 'Owner',
    width: 'minmax(120px, 1.2fr)',
    cell: ({ contact }) => <PersonById brief id={contact.owner} nobody="No owner" />,
  },
  {
    key: 'told',
    header: 'Owner told',
    width: '124px',
    cell: ({ contact, told }) =>
      told === null ? (
        contact.owner !== null && <span className={classes.faint}>No message</span>
      ) : (
        <Told told={told} />
      ),
  },
  {
    key: 'created',
    header: 'Created',
    width: '124px',
    align: 'end',
    cell: ({ contact }) => <TimeText at={contact.createdAt} />,
  },
];

/** The columns, with buttons that sort. A second press on the owner's goes back to the newest first. */
export function sortable(
  columns: readonly Column<ContactRow>[],
  sort: 'newest' | 'owner',
  onSort: (sort: 'newest' | 'owner') => void,
): readonly Column<ContactRow>[] {
  const sorts: Readonly<Record<string, Column<ContactRow>['sort']>> = {
    owner: {
      now: sort === 'owner' ? 'ascending' : 'none',
      onSort: () => onSort(sort === 'owner' ? 'newest' : 'owner'),
    },
    created: { now: sort === 'newest' ? 'descending' : 'none', onSort: () => onSort('newest') },
  };
  return columns.map((column) => ({ ...column, ...(sorts[column.key] && { sort: sorts[column.key] }) }));
}

/** Those that fit a usual window. */
export const mostContactColumns = contactColumns.filter(({ key }) => key !== 'phone');

/** Those that fit a narrow one: who owns a contact and whether that user was told stays to the last. */
export const fewContactColumns = mostContactColumns.filter(({ key }) => key !== 'source' && key !== 'tags');
