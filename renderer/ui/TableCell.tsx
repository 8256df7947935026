// One cell of a table.
import type { ReactNode } from 'react';
import classes from './VirtualTable.module.css';

interface CellProps {
  readonly align: 'start' | 'end' | undefined;
  readonly children: ReactNode;
}

/** What a narrow column cuts off of plain words is said on hover. */
export function TableCell({ align, children }: CellProps): ReactNode {
  const words = typeof children === 'string' && children !== '' ? children : undefined;
  return (
    <div className={classes.cell} data-align={align} role="gridcell" title={words}>
      {children}
    </div>
  );
}
