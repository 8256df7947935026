// The table of users.
import { Menu, Switch } from '@mantine/core';
import { Contact as ContactIcon, PencilLine, UserMinus } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import type { User } from '../../shared/model/user.ts';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { PersonMark } from '../ui/Person.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import { removeUser, setActive, showContactsOf } from './acts.tsx';
import classes from './users.module.css';

interface UsersTableProps {
  readonly users: readonly User[];
  readonly onEdit: (user: User) => void;
  readonly table: RefObject<HTMLDivElement | null>;
}

function columnsFor(onEdit: (user: User) => void): readonly Column<User>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      width: 'minmax(200px, 1fr)',
      cell: (user) => (
        <span className={classes.name} data-off={!user.active || undefined}>
          <PersonMark name={user.name} />
          <span className={classes.clip}>{user.name}</span>
        </span>
      ),
    },
    {
      key: 'email',
      header: 'Email',
      width: 'minmax(180px, 1fr)',
      cell: ({ email }) => email || <span className={classes.none}>None</span>,
    },
    {
      key: 'phone',
      header: 'Phone',
      width: '160px',
      cell: ({ phone }) => phone || <span className={classes.none}>None</span>,
    },
    {
      key: 'active',
      header: 'Takes contacts',
      width: '120px',
      cell: (user, tab) => (
        <Switch
          aria-label={`${user.name} takes contacts`}
          checked={user.active}
          label={user.active ? 'Active' : 'Off'}
          onChange={(event) => void setActive(user, event.currentTarget.checked)}
          size="xs"
          tabIndex={tab}
        />
      ),
    },
    {
      key: 'menu',
      header: 'Actions',
      quiet: true,
      width: '32px',
      cell: (user, tab) => (
        <MoreMenu name={user.name} tab={tab}>
          <Menu.Item leftSection={<PencilLine size={16} />} onClick={() => onEdit(user)}>
            Edit user…
          </Menu.Item>
          <Menu.Item leftSection={<ContactIcon size={16} />} onClick={() => showContactsOf(user)}>
            Show their contacts
          </Menu.Item>
          <Menu.Item color="var(--danger)" leftSection={<UserMinus size={16} />} onClick={() => void removeUser(user)}>
            Remove user…
          </Menu.Item>
        </MoreMenu>
      ),
    },
  ];
}

/** Users in the order they were added. Enter edits, Delete removes. */
export function UsersTable({ users, onEdit, table }: UsersTableProps): ReactNode {
  return (
    <VirtualTable
      columns={columnsFor(onEdit)}
      count={users.length}
      label="Users"
      onDelete={(user) => void removeUser(user)}
      onOpen={onEdit}
      ref={table}
      rowAt={(index) => users[index]}
      rowKey={(user) => user.id}
      rowName={(user) => user.name}
    />
  );
}
