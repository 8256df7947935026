// The table of pools.
import { Menu } from '@mantine/core';
import { PencilLine, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Pool } from '../../shared/model/pool.ts';
import { usePeople } from '../state/people.ts';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import { count } from '../ui/plural.ts';
import { removePool } from './acts.tsx';
import classes from './users.module.css';

function Members({ pool }: { readonly pool: Pool }): ReactNode {
  const byId = usePeople((people) => people.byId);
  if (pool.members.length === 0) return <span className={classes.none}>Nobody</span>;
  const weighted = new Set(pool.members.map(({ weight }) => weight)).size > 1;
  return pool.members
    .map(({ user, weight }) => `${byId.get(user)?.name ?? user}${weighted ? ` × ${weight}` : ''}`)
    .join(', ');
}

function columnsFor(onEdit: (pool: Pool) => void): readonly Column<Pool>[] {
  return [
    { key: 'name', header: 'Name', width: 'minmax(160px, 1fr)', cell: (pool) => pool.name },
    { key: 'members', header: 'Members', width: 'minmax(240px, 3fr)', cell: (pool) => <Members pool={pool} /> },
    { key: 'count', header: 'Count', width: '64px', align: 'end', cell: (pool) => count(pool.members.length) },
    {
      key: 'menu',
      header: 'Actions',
      quiet: true,
      width: '32px',
      cell: (pool, tab) => (
        <MoreMenu name={pool.name} tab={tab}>
          <Menu.Item leftSection={<PencilLine size={16} />} onClick={() => onEdit(pool)}>
            Edit pool…
          </Menu.Item>
          <Menu.Item color="var(--danger)" leftSection={<Trash2 size={16} />} onClick={() => void removePool(pool)}>
            Remove pool…
          </Menu.Item>
        </MoreMenu>
      ),
    },
  ];
}

interface PoolsTableProps {
  readonly pools: readonly Pool[];
  readonly onEdit: (pool: Pool) => void;
}

/** All pools. Enter edits, Delete removes. */
export function PoolsTable({ pools, onEdit }: PoolsTableProps): ReactNode {
  return (
    <VirtualTable
      columns={columnsFor(onEdit)}
      count={pools.length}
      label="Pools"
      onDelete={(pool) => void removePool(pool)}
      onOpen={onEdit}
      rowAt={(index) => pools[index]}
      rowKey={(pool) => pool.id}
      rowName={(pool) => pool.name}
    />
  );
}
