// A table of any length: only the rows in view are in the page. One tab stop; arrows move, Enter opens.
import { Checkbox } from '@mantine/core';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ArrowDown, ArrowUp, ArrowUpDown } from 'lucide-react';
import {
  useEffect,
  useId,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type ReactNode,
  type Ref,
} from 'react';
import { useMergedRef } from '@mantine/hooks';
import { TableCell } from './TableCell.tsx';
import classes from './VirtualTable.module.css';

export interface Column<T> {
  readonly key: string;
  readonly header: string;
  /** The header is for screen readers only (a column of buttons). */
  readonly quiet?: boolean;
  /** A track of CSS grid: `120px`, `minmax(160px, 2fr)`. */
  readonly width: string;
  readonly align?: 'start' | 'end';
  /** The header is a button that sorts by the column; `now` says how the rows are sorted by it. */
  readonly sort?: { readonly now: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
  /** The cell. Controls in it take `tabIndex={tab}`: only those of the current row are tab stops. */
  readonly cell: (row: T, tab: 0 | -1) => ReactNode;
}

export interface Selection<T> {
  readonly has: (row: T) => boolean;
  readonly toggle: (row: T) => void;
  readonly all: 'none' | 'some' | 'all';
  readonly toggleAll: () => void;
  /** Shift with the arrow keys or a click: selects from one index to another, besides what was selected before. */
  readonly selectRange?: (from: number, to: number) => void;
}

interface VirtualTableProps<T> {
  /** What the rows are: "Contacts". */
  readonly label: string;
  readonly columns: readonly Column<T>[];
  readonly count: number;
  /** The row at an index; undefined while it is not there yet. */
  readonly rowAt: (index: number) => T | undefined;
  readonly rowKey: (row: T) => string;
  /** Words by which the row is known: the name of its checkbox. */
  readonly rowName: (row: T) => string;
  readonly rowHeight?: 36 | 60;
  /** A click or Enter on a row. */
  readonly onOpen?: (row: T) => void;
  /** Delete or Backspace on a row. */
  readonly onDelete?: (row: T) => void;
  /** F2 on a row. */
  readonly onRename?: (row: T) => void;
  /** The row whose page is open beside the list. */
  readonly isOpen?: (row: T) => boolean;
  readonly selection?: Selection<T>;
  /** The rows in view, for lists that are fetched in pieces. */
  readonly onRange?: (first: number, last: number) => void;
  /** The row that is current at first, in view: where the table was left. */
  readonly startAt?: number;
  /** Another row has become the current one. */
  readonly onMove?: (index: number) => void;
  readonly ref?: Ref<HTMLDivElement>;
}

const interactive = 'button, input, a, label, select, textarea, [role="switch"]';

/** A table. Its rows are 36 pixels high unless told otherwise. */
export function VirtualTable<T>(props: VirtualTableProps<T>): ReactNode {
  const { label, columns, count, rowAt, rowKey, rowName, rowHeight = 36, onOpen, selection, onRange } = props;
  const [active, setActive] = useState(props.startAt ?? 0);
  const current = Math.min(active, Math.max(0, count - 1));
  const grid = useRef<HTMLDivElement>(null);
  const ref = useMergedRef(grid, props.ref);
  const focused = useRef(false);
  /** Where a selection with Shift began. */
  const anchor = useRef<number>(undefined);
  const id = useId();
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    scrollPaddingStart: headHeight,
    initialOffset: () => Math.max(0, (props.startAt ?? 0) - rowsAbove) * rowHeight,
    overscan: 8,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? 0;

  useEffect(() => onRange?.(first, last), [onRange, first, last]);
  // The control that had the focus may have gone with its row.
  useEffect(() => {
    if (focused.current && document.activeElement === document.body) grid.current?.focus();
  });

  const activate = (index: number): void => {
    setActive(index);
    props.onMove?.(index);
  };
  const move = (to: number): void => {
    const next = Math.max(0, Math.min(count - 1, to));
    activate(next);
    virtual.scrollToIndex(next);
    grid.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>): void => {
    const target = event.target as Element;
    // Keys in a field of a row, or in a menu that a row opened, are not ours.
    if (!event.currentTarget.contains(target) || event.altKey) return;
    const onGrid = target === event.currentTarget;
    if (event.ctrlKey || event.metaKey) {
      if (!onGrid || event.key.toLowerCase() !== 'a' || selection === undefined) return;
      if (selection.all !== 'all') selection.toggleAll();
      event.preventDefault();
      return;
    }
    if (!onGrid && !(target.matches('button') && event.key.startsWith('Arrow'))) return;
    const page = Math.max(1, Math.floor((event.currentTarget.clientHeight - headHeight) / rowHeight) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: current + 1,
      ArrowUp: current - 1,
      PageDown: current + page,
      PageUp: current - page,
      Home: 0,
      End: count - 1,
    };
    const to = steps[event.key];
    if (to !== undefined) {
      move(to);
      extend(event.shiftKey, Math.max(0, Math.min(count - 1, to)));
    } else if (!act(event.key)) return;
    event.preventDefault();
  };
  /** Sorted anew, the rows in view are others: those at the top are asked for. */
  const toTop = (): void => {
    activate(0);
    virtual.scrollToOffset(0);
  };
  const extend = (shift: boolean, to: number): void => {
    if (!shift) anchor.current = undefined;
    else selection?.selectRange?.((anchor.current ??= current), to);
  };
  const act = (key: string): boolean => {
    const row = rowAt(current);
    if (row === undefined) return false;
    const acts: Readonly<Record<string, ((row: T) => void) | undefined>> = {
      Enter: onOpen,
      F2: props.onRename,
      Delete: props.onDelete,
      Backspace: props.onDelete,
      ' ': selection?.toggle,
    };
    acts[key]?.(row);
    return acts[key] !== undefined;
  };
  const onClick = (event: MouseEvent<HTMLDivElement>): void => {
    const target = event.target as Element;
    const clicked = target.closest<HTMLElement>('[data-index]');
    if (!clicked || !event.currentTarget.contains(clicked)) return;
    const index = Number(clicked.dataset.index);
    const row = rowAt(index);
    activate(index);
    extend(event.shiftKey, index);
    if (isRangeClick(event.nativeEvent)) return;
    if (row !== undefined && !target.closest(interactive)) onOpen?.(row);
  };

  /** A click with Shift has selected a range already. */
  const isRangeClick = (event: Event): boolean =>
    selection?.selectRange !== undefined && event instanceof MouseEvent && event.shiftKey;

  const tracks = [...(selection ? ['36px'] : []), ...columns.map((column) => column.width)].join(' ');
  return (
    <div
      aria-activedescendant={count > 0 ? `${id}-${current}` : undefined}
      aria-label={label}
      aria-multiselectable={selection ? true : undefined}
      aria-rowcount={count + 1}
      className={classes.grid}
      onBlur={() => (focused.current = false)}
      onClick={onClick}
      onFocus={() => (focused.current = true)}
      onKeyDown={onKeyDown}
      ref={ref}
      role="grid"
      tabIndex={0}
    >
      <div aria-rowindex={1} className={classes.head} role="row" style={{ gridTemplateColumns: tracks }}>
        {selection && (
          <div className={classes.cell} role="columnheader">
            <Checkbox
              aria-label={`Select all ${label.toLowerCase()}`}
              checked={selection.all === 'all'}
              indeterminate={selection.all === 'some'}
              onChange={selection.toggleAll}
              size="xs"
            />
          </div>
        )}
        {columns.map((column) => (
          <div
            aria-sort={column.sort?.now}
            className={classes.cell}
            data-align={column.align}
            key={column.key}
            role="columnheader"
          >
            <Header column={column} onSorted={toTop} />
          </div>
        ))}
      </div>
      <div role="rowgroup" style={{ height: virtual.getTotalSize(), position: 'relative' }}>
        {items.map((item) => {
          const row = rowAt(item.index);
          const tab = item.index === current ? 0 : -1;
          const selected = selection !== undefined && row !== undefined && selection.has(row);
          const open = row !== undefined && props.isOpen?.(row) === true;
          return (
            <div
              aria-current={open || undefined}
              aria-rowindex={item.index + 2}
              aria-selected={selection ? selected : undefined}
              className={classes.row}
              data-index={item.index}
              data-active={item.index === current || undefined}
              data-opens={onOpen !== undefined || undefined}
              data-selected={selected || open || undefined}
              id={`${id}-${item.index}`}
              key={row === undefined ? `#${item.index}` : rowKey(row)}
              role="row"
              style={{ gridTemplateColumns: tracks, height: rowHeight, transform: `translateY(${item.start}px)` }}
            >
              {selection && (
                <div className={classes.cell} role="gridcell">
                  {row !== undefined && (
                    <Checkbox
                      aria-label={`Select ${rowName(row)}`}
                      checked={selected}
                      onChange={({ nativeEvent }) => isRangeClick(nativeEvent) || selection.toggle(row)}
                      size="xs"
                      tabIndex={tab}
                    />
                  )}
                </div>
              )}
              {columns.map((column) => (
                <TableCell align={column.align} key={column.key}>
                  {row === undefined ? <span className={classes.blank} /> : column.cell(row, tab)}
                </TableCell>
              ))}
            </div>
          );
        })}
      </div>
    </div>
  );
}

interface HeaderProps<T> {
  readonly column: Column<T>;
  readonly onSorted: () => void;
}

function Header<T>({ column: { header, quiet, sort }, onSorted }: HeaderProps<T>): ReactNode {
  if (quiet) return <span className="sr-only">{header}</span>;
  if (sort === undefined) return header;
  const Arrow = sort.now === 'ascending' ? ArrowUp : sort.now === 'descending' ? ArrowDown : ArrowUpDown;
  return (
    <button
      className={classes.sort}
      data-sorted={sort.now !== 'none' || undefined}
      onClick={() => {
        sort.onSort();
        onSorted();
      }}
      type="button"
    >
      {header}
      <Arrow aria-hidden size={14} />
    </button>
  );
}

/** Rows in view above the one that the table starts at. */
const rowsAbove = 6;
/** Height of the header row in pixels; the style sheet says the same. */
const headHeight = 33;
