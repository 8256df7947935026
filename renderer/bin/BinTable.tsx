// What is in the bin, contacts or workflows: bring one back, do away with one, or empty all of it.
import { Button } from '@mantine/core';
import { Trash2 } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { Problem } from '../../shared/model/problem.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { PageTools } from '../ui/Page.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import classes from './bin.module.css';

interface BinTableProps<Row> {
  readonly noun: 'contact' | 'workflow';
  /** undefined until it is known. */
  readonly total: number | undefined;
  readonly problem: Problem | undefined;
  readonly onRetry: () => void;
  /** How long things stay here, and what comes then. */
  readonly say: string;
  /** What is told about a row beside its name. */
  readonly columns: readonly Column<Row>[];
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  readonly rowName: (row: Row) => string;
  readonly onRange?: (from: number, to: number) => void;
  readonly onOpen?: (row: Row) => void;
  readonly bringBack: (row: Row) => Promise<void>;
  /** Does away with a row after a yes. True when it was done. `named` is the button's whole name. */
  readonly remove: {
    readonly word: string;
    readonly named: (name: string) => string;
    readonly width: number;
    readonly act: (row: Row) => Promise<boolean>;
  };
  readonly empty: () => Promise<unknown>;
}

export function BinTable<Row>(props: BinTableProps<Row>): ReactNode {
  const { noun, total, problem, onRetry, say, columns, rowName, bringBack, remove, empty, ...rows } = props;
  const table = useRef<HTMLDivElement>(null);
  if (problem !== undefined && total === undefined)
    return (
      <div className={classes.pad}>
        <ProblemNote onRetry={onRetry} problem={problem} />
      </div>
    );
  if (total === undefined) return <Loading what={`deleted ${noun}s`} />;
  if (total === 0) return <EmptyState icon={Trash2} sentence={`No ${noun} is in the bin.`} />;
  // The row and its buttons go away: the table has the focus then.
  const focusTable = (): void => table.current?.focus();
  const removeOne = async (row: Row): Promise<void> => {
    if (await remove.act(row)) focusTable();
  };
  const name: Column<Row> = {
    key: 'name',
    header: noun === 'contact' ? 'Contact' : 'Workflow',
    width: 'minmax(160px, 2fr)',
    cell: (row) => (
      <span className={classes.name} title={rowName(row)}>
        {rowName(row)}
      </span>
    ),
  };
  const acts: Column<Row> = {
    key: 'acts',
    header: 'What to do',
    quiet: true,
    width: `${remove.width}px`,
    align: 'end',
    cell: (row, tab) => (
      <span className={classes.acts}>
        <Button
          aria-label={`Bring ${rowName(row)} back`}
          onClick={() => void bringBack(row).then(focusTable)}
          size="compact-sm"
          tabIndex={tab}
          variant="default"
        >
          Bring back
        </Button>
        <Button
          aria-label={remove.named(rowName(row))}
          color="brick"
          onClick={() => void removeOne(row)}
          size="compact-sm"
          tabIndex={tab}
          variant="subtle"
        >
          {remove.word}
        </Button>
      </span>
    ),
  };
  return (
    <>
      <PageTools>
        <span className={classes.say}>{say}</span>
        <Button color="brick" onClick={() => void empty()} variant="light">
          Empty the bin…
        </Button>
      </PageTools>
      <VirtualTable
        {...rows}
        columns={[name, ...columns, acts]}
        count={total}
        label={`Deleted ${noun}s`}
        onDelete={(row) => void removeOne(row)}
        ref={table}
        rowName={rowName}
      />
    </>
  );
}
