// Beside the triggers: one more trigger for the same steps.
import { ViewportPortal } from '@xyflow/react';
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { CARD, COLUMN } from '../../shared/graph/grid.ts';
import { placesOf } from '../../shared/graph/layout.ts';
import { useDocument, useSession } from '../state/session.ts';
import classes from './AddTriggerButton.module.css';

export function AddTriggerButton(): ReactNode {
  const { builder } = useSession();
  const graph = useDocument(({ picture }) => picture.graph);
  const layout = useDocument(({ document }) => placesOf(document));
  const triggers = [...graph.nodes.values()]
    .filter((node) => node.type?.kind === 'trigger')
    .map((node) => layout[node.id] ?? [0, 0]);
  const others = [...graph.nodes.keys()].map((id) => layout[id] ?? [0, 0]);
  const beside = triggers.toSorted((a, b) => b[0] - a[0])[0];
  const top = others.toSorted((a, b) => a[1] - b[1])[0] ?? [0, 0];
  const at =
    beside === undefined
      ? ([top[0] + (CARD.width - 160) / 2, top[1] - 80] as const)
      : ([beside[0] + COLUMN, beside[1] + 28] as const);
  return (
    <ViewportPortal>
      <button
        className={`${classes.add} nodrag nopan`}
        onClick={() => builder.openShelf({ trigger: true })}
        style={{ transform: `translate(${at[0]}px, ${at[1]}px)` }}
        tabIndex={-1}
        type="button"
      >
        <Plus aria-hidden size={14} />
        Add New Trigger
      </button>
    </ViewportPortal>
  );
}
