// Deleted workflows: bring one back as it was, or delete it for good.
import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { BinnedWorkflow } from '../../shared/ipc-types.ts';
import { ask, useRequest } from '../api.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageTools } from '../ui/Page.tsx';
import { count, counted } from '../ui/plural.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import classes from './bin.module.css';

async function bringBack({ id, name }: BinnedWorkflow): Promise<void> {
  if ((await ask('workflows.restore', { id })) !== undefined) toast(`“${name}” is back as it was.`);
}

/** Deletes for good, after a yes that says how many enrolments end. True when it was done. */
async function deleteForGood(rows: readonly BinnedWorkflow[]): Promise<boolean> {
  const [first] = rows;
  if (first === undefined) return false;
  const open = rows.reduce((sum, row) => sum + row.active, 0);
  const what = rows.length === 1 ? `“${first.name}”` : counted(rows.length, 'workflow');
  const them = rows.length === 1 ? 'it' : 'them';
  const ends =
    open === 0
      ? `Nobody is in ${them} at present.`
      : `${counted(open, 'enrolment')} ${open === 1 ? 'ends' : 'end'} with ${them}: “workflow deleted”.`;
  const yes = await confirm({
    title: `Delete ${what} for good?`,
    message: `${ends} This cannot be undone. The history of past enrolments stays.`,
    action: `Delete ${rows.length === 1 ? 'workflow' : counted(rows.length, 'workflow')} for good`,
    danger: true,
  });
  if (!yes) return false;
  const done = await ask('bin.deleteWorkflows', { ids: rows.map((row) => row.id) });
  if (done === undefined) return false;
  toast(`${what} deleted for good.${done.ended === 0 ? '' : ` ${counted(done.ended, 'enrolment')} ended.`}`);
  return true;
}

/** The workflows in the bin. */
export function WorkflowsBin(): ReactNode {
  const { value, problem, reload } = useRequest(
    'bin.workflows',
    {},
    { refreshOn: (changed) => changed.workflows || changed.runs },
  );
  const table = useRef<HTMLDivElement>(null);
  if (problem !== undefined)
    return (
      <div className={classes.pad}>
        <ProblemNote onRetry={reload} problem={problem} />
      </div>
    );
  if (value === undefined) return <Loading what="deleted workflows" />;
  if (value.length === 0) return <EmptyState icon={Trash2} sentence="No workflow is in the bin." />;
  const remove = async (rows: readonly BinnedWorkflow[]): Promise<void> => {
    if (await deleteForGood(rows)) table.current?.focus();
  };
  const columns: readonly Column<BinnedWorkflow>[] = [
    {
      key: 'name',
      header: 'Workflow',
      width: 'minmax(200px, 2fr)',
      cell: (row) => <span className={classes.name}>{row.name}</span>,
    },
    {
      key: 'deleted',
      header: 'Deleted',
      width: 'minmax(120px, 1fr)',
      cell: (row) => <TimeText at={row.deletedAt} />,
    },
    {
      key: 'active',
      header: 'Stopped in it',
      width: '120px',
      align: 'end',
      cell: (row) => count(row.active),
    },
    {
      key: 'acts',
      header: 'What to do',
      quiet: true,
      width: '272px',
      align: 'end',
      cell: (row, tab) => (
        <span className={classes.acts}>
          <Button
            aria-label={`Bring ${row.name} back`}
            onClick={() => void bringBack(row).then(() => table.current?.focus())}
            size="compact-sm"
            tabIndex={tab}
            variant="default"
          >
            Bring back
          </Button>
          <Button
            aria-label={`Delete ${row.name} for good`}
            color="brick"
            onClick={() => void remove([row])}
            size="compact-sm"
            tabIndex={tab}
            variant="subtle"
          >
            Delete for good…
          </Button>
        </span>
      ),
    },
  ];
  return (
    <>
      <PageTools>
        <span className={classes.say}>
          Workflows stay here until the bin is emptied. Brought back, they go on where they stopped.
        </span>
        <Button color="brick" onClick={() => void remove(value)} variant="light">
          Empty the bin…
        </Button>
      </PageTools>
      <VirtualTable
        columns={columns}
        count={value.length}
        label="Deleted workflows"
        onDelete={(row) => void remove([row])}
        ref={table}
        rowAt={(index) => value[index]}
        rowKey={(row) => row.id}
        rowName={(row) => row.name}
      />
    </>
  );
}
