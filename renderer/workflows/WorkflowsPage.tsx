// All workflows: what each does at present, what is wrong with it, and how many contacts are in it.
import { TriangleAlert, Workflow } from 'lucide-react';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { WorkflowRow } from '../../shared/ipc-types.ts';
import { sought } from '../../shared/model/plain.ts';
import { useRequest } from '../api.ts';
import { useKept } from '../state/kept.ts';
import { go } from '../state/ui.ts';
import { startEmpty, useStartedEmpty } from '../state/welcome.ts';
import { useWished } from '../state/wish.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Chip } from '../ui/Chip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page, PageTools } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import { count, counted } from '../ui/plural.ts';
import { deleteWorkflow, renameWorkflow } from './acts.ts';
import { CreateButton } from './CreateButton.tsx';
import { CreateDialog } from './CreateDialog.tsx';
import { NameCell } from './NameCell.tsx';
import { RowMenu } from './RowMenu.tsx';
import { statusWords } from './status.ts';
import { Welcome } from './Welcome.tsx';
import classes from './WorkflowsPage.module.css';

function StatusCell({ row }: { readonly row: WorkflowRow }): ReactNode {
  const { word, tone, icon, remark } = statusWords(row);
  return (
    <>
      <Chip icon={icon} tone={tone}>
        {word}
      </Chip>
      {remark !== undefined && <div className={classes.caption}>{remark}</div>}
    </>
  );
}

function ProblemsCell({ errors }: { readonly errors: number }): ReactNode {
  if (errors === 0) return <span className={classes.none}>None</span>;
  return (
    <span className={classes.problems}>
      <TriangleAlert aria-hidden size={14} /> {counted(errors, 'problem')}
    </span>
  );
}

function useColumns(
  renaming: string | undefined,
  setRenaming: (id: string | undefined) => void,
  onRenamed: (row: WorkflowRow, name: string | undefined) => void,
): readonly Column<WorkflowRow>[] {
  return [
    {
      key: 'name',
      header: 'Name',
      width: 'minmax(220px, 1fr)',
      cell: (row) => <NameCell onRenamed={(name) => onRenamed(row, name)} renaming={renaming === row.id} row={row} />,
    },
    { key: 'status', header: 'Status', width: '150px', cell: (row) => <StatusCell row={row} /> },
    { key: 'problems', header: 'Problems', width: '110px', cell: (row) => <ProblemsCell errors={row.errors} /> },
    { key: 'active', header: 'Active', width: '72px', align: 'end', cell: (row) => count(row.active) },
    { key: 'enrolled', header: 'Enrolled', width: '80px', align: 'end', cell: (row) => count(row.enrolled) },
    {
      key: 'menu',
      header: 'Actions',
      quiet: true,
      width: '32px',
      cell: (row, tab) => <RowMenu onRename={() => setRenaming(row.id)} row={row} tab={tab} />,
    },
  ];
}

/** The list of workflows. */
export function WorkflowsPage(): ReactNode {
  const all = useRequest('workflows.list', {}, { refreshOn: (changed) => changed.workflows || changed.runs });
  const empty = useWorkspace(({ info }) => info?.empty === true);
  const [search, setSearch] = useKept('search', '');
  const [row, setRow] = useKept('row', 0);
  const [creating, setCreating] = useState(false);
  const startedEmpty = useStartedEmpty();
  const [renaming, setRenaming] = useState<string>();
  const table = useRef<HTMLDivElement>(null);
  useWished('new-workflow', () => setCreating(true));

  const rows = useMemo(() => {
    const letters = sought(search);
    return (all.value ?? []).filter((row) => sought(row.name).includes(letters));
  }, [all.value, search]);
  const onRenamed = (row: WorkflowRow, name: string | undefined): void => {
    setRenaming(undefined);
    table.current?.focus();
    if (name !== undefined) void renameWorkflow(row.id, name);
  };
  const columns = useColumns(renaming, setRenaming, onRenamed);
  const scratch = (): void => setCreating(true);

  const content = (): ReactNode => {
    if (all.problem) return <ProblemNote onRetry={all.reload} problem={all.problem} />;
    if (!all.value) return <Loading what="workflows" />;
    if (all.value.length === 0 && empty && !startedEmpty) return <Welcome onEmpty={startEmpty} />;
    if (all.value.length === 0)
      return (
        <EmptyState icon={Workflow} sentence="A workflow says what happens with a contact, step by step.">
          <CreateButton onScratch={scratch} />
        </EmptyState>
      );
    return (
      <>
        <PageTools>
          <SearchField
            label="Search workflows"
            onChange={setSearch}
            onLeave={() => table.current?.focus()}
            value={search}
          />
        </PageTools>
        {rows.length === 0 ? (
          <EmptyState icon={Workflow} sentence={`No workflow is called “${search.trim()}”.`} />
        ) : (
          <VirtualTable
            columns={columns}
            count={rows.length}
            label="Workflows"
            onDelete={(row) => void deleteWorkflow(row)}
            onMove={setRow}
            onOpen={({ id }) => go({ to: 'workflow', id })}
            onRename={(row) => setRenaming(row.id)}
            ref={table}
            rowAt={(index) => rows[index]}
            rowHeight={60}
            rowKey={(row) => row.id}
            rowName={({ name }) => name}
            startAt={row}
          />
        )}
      </>
    );
  };
  const hasRows = all.value !== undefined && all.value.length > 0;
  return (
    <Page actions={hasRows && <CreateButton onScratch={scratch} />} flush title="Workflows">
      {content()}
      <CreateDialog
        onClose={() => setCreating(false)}
        opened={creating}
        taken={(all.value ?? []).map((row) => row.name)}
      />
    </Page>
  );
}
