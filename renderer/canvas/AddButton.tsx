// The "+" on a way and below an end: opens the shelf for this place, and takes a step that is dropped on it.
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { useBuilder, useDocument, useSession } from '../state/session.ts';
import classes from './AddButton.module.css';
import type { Point } from './geometry.ts';

interface AddButtonProps {
  readonly from: string;
  readonly port: string;
  readonly at: Point;
}

/** Not a tab stop: from the card above, A or Insert does the same. */
export function AddButton({ from, port, at }: AddButtonProps): ReactNode {
  const { builder, commands } = useSession();
  const [over, setOver] = useState(false);
  const marked = useBuilder(
    ({ shelf }) =>
      shelf !== null && 'after' in shelf.at && shelf.at.after.from === from && shelf.at.after.port === port,
  );
  const dragged = useBuilder((state) => state.dragged);
  const name = useDocument(({ picture }) => {
    const node = picture.graph.nodes.get(from);
    const label = node?.ports.find((one) => one.id === port)?.label ?? '';
    return `Add step after ${node?.label ?? ''}${label === '' ? '' : `, ${label}`}`;
  });
  return (
    <button
      aria-label={name}
      className={`${classes.add} nodrag nopan`}
      data-add
      data-dragging={dragged !== null || undefined}
      data-marked={marked || undefined}
      data-over={over || undefined}
      onClick={() => builder.openShelf({ after: { from, port } })}
      onDragEnter={() => setOver(true)}
      onDragLeave={() => setOver(false)}
      onDragOver={(event) => {
        if (dragged !== null) event.preventDefault();
      }}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (dragged !== null) commands.insert({ after: { from, port } }, dragged);
      }}
      style={{ transform: `translate(-50%, -50%) translate(${at[0]}px, ${at[1]}px) scale(var(--grow, 1))` }}
      tabIndex={-1}
      title={name}
      type="button"
    >
      <Plus aria-hidden size={14} />
    </button>
  );
}
