// The ends of the branches: the way down from the last card, its "+" and the "End" pill. Drawn over the canvas, not as cards.
import { EdgeLabelRenderer, ViewportPortal } from '@xyflow/react';
import { useMemo, type ReactNode } from 'react';
import { CARD } from '../../shared/graph/grid.ts';
import { placesOf } from '../../shared/graph/layout.ts';
import { useDocument, useTrace } from '../state/session.ts';
import { AddButton } from './AddButton.tsx';
import { BranchChip } from './BranchChip.tsx';
import { endsOf, type End } from './ends.ts';
import { pathOf, PLAIN_HEIGHT, route } from './geometry.ts';
import classes from './StepEdge.module.css';
import { useWayState } from './way-state.ts';

export function Ends(): ReactNode {
  const graph = useDocument(({ picture }) => picture.graph);
  const layout = useDocument(({ document }) => placesOf(document));
  const traced = useTrace(({ mode }) => mode !== 'off');
  const height = traced ? CARD.height : PLAIN_HEIGHT;
  const ends = useMemo(() => endsOf(graph, layout, height), [graph, layout, height]);
  return ends.map((end) => <EndOfBranch end={end} key={`${end.from} ${end.port}`} />);
}

function EndOfBranch({ end }: { readonly end: End }): ReactNode {
  const { from, port, label, branch, start, at } = end;
  const state = useWayState(from, port, null);
  const locked = useDocument((document) => document.locked);
  const way = route(start, at, { branch, column: at[0] });
  return (
    <>
      <ViewportPortal>
        <svg aria-hidden className={classes.ends}>
          <path className={classes.way} d={pathOf(way.points)} data-state={state} />
        </svg>
      </ViewportPortal>
      <EdgeLabelRenderer>
        {label !== '' && <BranchChip at={way.chip} label={label} state={state} />}
        {!locked && <AddButton at={way.plus} from={from} port={port} />}
        <span
          className={classes.end}
          data-state={state}
          style={{ transform: `translate(-50%, 0) translate(${at[0]}px, ${at[1]}px)` }}
        >
          End
        </span>
      </EdgeLabelRenderer>
    </>
  );
}
