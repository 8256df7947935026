// The way from a card to the next: its line, its branch label and its "+". Lights up where a run went along.
import { EdgeLabelRenderer, type EdgeProps } from '@xyflow/react';
import { memo, type ReactNode } from 'react';
import { useDocument } from '../state/session.ts';
import { AddButton } from './AddButton.tsx';
import { BranchChip } from './BranchChip.tsx';
import { CARD, portOffset } from '../../shared/graph/grid.ts';
import { pathOf, portX, route } from './geometry.ts';
import classes from './StepEdge.module.css';
import type { StepFlowEdge } from './to-flow.ts';
import { useWayState } from './way-state.ts';

export const StepEdge = memo(function StepEdge({
  source,
  target,
  data,
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<StepFlowEdge>): ReactNode {
  const port = data?.port ?? 'next';
  const ports = useDocument(({ picture }) => picture.graph.nodes.get(source)?.ports ?? []);
  const index = ports.findIndex((one) => one.id === port);
  const state = useWayState(source, port, target);
  const locked = useDocument((document) => document.locked);
  const column = sourceX - portX(index, ports.length) + CARD.width / 2 + portOffset(index, ports.length);
  const way = route([sourceX, sourceY], [targetX, targetY], { branch: ports.length > 1, column });
  const label = ports[index]?.label ?? '';
  return (
    <>
      <path className={classes.way} d={pathOf(way.points)} data-state={state} />
      <EdgeLabelRenderer>
        {label !== '' && <BranchChip at={way.chip} label={label} state={state} />}
        {!locked && <AddButton at={way.plus} from={source} port={port} />}
      </EdgeLabelRenderer>
    </>
  );
});
