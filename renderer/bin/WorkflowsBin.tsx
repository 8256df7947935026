// Deleted workflows: bring one back as it was, or delete it for good.
import type { ReactNode } from 'react';
import type { BinnedWorkflow } from '../../shared/ipc-types.ts';
import { ask, useRequest } from '../api.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { count, counted } from '../ui/plural.ts';
import { TimeText } from '../ui/TimeText.tsx';
import type { Column } from '../ui/VirtualTable.tsx';
import { BinTable } from './BinTable.tsx';

const columns: readonly Column<BinnedWorkflow>[] = [
  {
    key: 'deleted',
    header: 'Deleted',
    width: 'minmax(120px, 1fr)',
    cell: ({ deletedAt }) => <TimeText at={deletedAt} />,
  },
  { key: 'active', header: 'Stopped in it', width: '120px', align: 'end', cell: ({ active }) => count(active) },
];

const remove = {
  word: 'Delete for good…',
  named: (name: string) => `Delete ${name} for good`,
  width: 272,
  act: (row: BinnedWorkflow) => deleteForGood([row]),
};

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
  return (
    <BinTable
      bringBack={bringBack}
      columns={columns}
      empty={() => deleteForGood(value ?? [])}
      noun="workflow"
      onRetry={reload}
      problem={problem}
      remove={remove}
      rowAt={(index) => value?.[index]}
      rowKey={({ id }) => id}
      rowName={({ name }) => name}
      say="Workflows stay here until the bin is emptied. Brought back, they go on where they stopped."
      total={value?.length}
    />
  );
}
