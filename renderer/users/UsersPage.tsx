// The colleagues who can own contacts, and the pools that several workflows share.
import { Button, Tabs } from '@mantine/core';
import { Upload, UserPlus, Users, UsersRound } from 'lucide-react';
import { useRef, useState, type ReactNode } from 'react';
import type { Pool } from '../../shared/model/pool.ts';
import type { User } from '../../shared/model/user.ts';
import { sought } from '../../shared/model/plain.ts';
import { present, usePeople } from '../state/people.ts';
import { useWished } from '../state/wish.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page, PageTools } from '../ui/Page.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { useDialog } from '../ui/use-dialog.ts';
import { PoolDialog } from './PoolDialog.tsx';
import { PoolsTable } from './PoolsTable.tsx';
import { UserDialog } from './UserDialog.tsx';
import { UsersTable } from './UsersTable.tsx';
import { useCsv } from './use-csv.tsx';
import classes from './users.module.css';

function matches({ name, email, phone }: User, letters: string): boolean {
  return [name, email, phone].some((text) => sought(text).includes(letters));
}

interface UsersTabProps {
  readonly onAdd: () => void;
  readonly onEdit: (user: User) => void;
}

function UsersTab({ onAdd, onEdit }: UsersTabProps): ReactNode {
  const users = present(usePeople((people) => people.users));
  const [search, setSearch] = useState('');
  const table = useRef<HTMLDivElement>(null);
  const letters = sought(search);
  const found = users.filter((user) => matches(user, letters));
  if (users.length === 0)
    return (
      <EmptyState icon={Users} sentence="Users own contacts and are told about them. Workflows hand contacts to users.">
        <Button onClick={onAdd}>Add user</Button>
      </EmptyState>
    );
  return (
    <>
      <PageTools>
        <SearchField label="Search users" onChange={setSearch} onLeave={() => table.current?.focus()} value={search} />
      </PageTools>
      {found.length === 0 ? (
        <EmptyState icon={Users} sentence={`No user’s name, email or phone has “${search.trim()}”.`} />
      ) : (
        <UsersTable onEdit={onEdit} table={table} users={found} />
      )}
    </>
  );
}

interface PoolsTabProps {
  readonly onCreate: () => void;
  readonly onEdit: (pool: Pool) => void;
}

function PoolsTab({ onCreate, onEdit }: PoolsTabProps): ReactNode {
  const pools = usePeople((people) => people.pools);
  if (pools.length > 0) return <PoolsTable onEdit={onEdit} pools={pools} />;
  return (
    <EmptyState
      icon={UsersRound}
      sentence="A pool is a rotation that several workflows share, with one order of turns."
    >
      <Button onClick={onCreate}>Create pool</Button>
    </EmptyState>
  );
}

/** Users and pools. */
export function UsersPage(): ReactNode {
  const { loaded, users, pools } = usePeople();
  const [tab, setTab] = useState<string | null>('users');
  const user = useDialog<User>();
  const pool = useDialog<Pool>();
  const csv = useCsv();
  const addUser = (): void => user.open();
  const createPool = (): void => pool.open();
  useWished('add-user', addUser);
  const actions =
    tab === 'pools' ? (
      pools.length > 0 && <Button onClick={createPool}>Create pool</Button>
    ) : (
      <>
        <Button leftSection={<Upload size={16} />} loading={csv.busy} onClick={csv.pick} variant="default">
          Import a CSV
        </Button>
        {present(users).length > 0 && (
          <Button leftSection={<UserPlus size={16} />} onClick={addUser}>
            Add user
          </Button>
        )}
      </>
    );
  return (
    <Page actions={actions} flush title="Users">
      {loaded ? (
        <Tabs className={classes.tabs} keepMounted={false} onChange={setTab} value={tab}>
          <Tabs.List className={classes.tabList}>
            <Tabs.Tab value="users">Users</Tabs.Tab>
            <Tabs.Tab value="pools">Pools</Tabs.Tab>
          </Tabs.List>
          <Tabs.Panel className={classes.panel} value="users">
            <UsersTab onAdd={addUser} onEdit={user.open} />
          </Tabs.Panel>
          <Tabs.Panel className={classes.panel} value="pools">
            <PoolsTab onCreate={createPool} onEdit={pool.open} />
          </Tabs.Panel>
        </Tabs>
      ) : (
        <Loading what="users" />
      )}
      <UserDialog onClose={user.close} opened={user.opened} user={user.thing} />
      <PoolDialog onClose={pool.close} opened={pool.opened} pool={pool.thing} />
      {csv.parts}
    </Page>
  );
}
