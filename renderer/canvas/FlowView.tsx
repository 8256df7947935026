// The drawing itself: React Flow with our cards and ways. It reports what was moved, chosen and connected to the commands.
import {
  Background,
  BackgroundVariant,
  ReactFlow,
  type Connection,
  type NodeChange,
  type OnConnectEnd,
} from '@xyflow/react';
import '@xyflow/react/dist/style.css';
import { useCallback, useMemo, useRef, useState, type ReactNode } from 'react';
import { GRID } from '../../shared/graph/grid.ts';
import { placesOf } from '../../shared/graph/layout.ts';
import { useBuilder, useDocument, useSession, useTrace } from '../state/session.ts';
import { AddTriggerButton } from './AddTriggerButton.tsx';
import { Ends } from './Ends.tsx';
import { StepEdge } from './StepEdge.tsx';
import { StepNode } from './StepNode.tsx';
import { makeToFlow, type StepFlowNode } from './to-flow.ts';

const nodeTypes = { step: StepNode };
const edgeTypes = { step: StepEdge };
/** Small enough that a workflow of 300 steps fits as a whole: then it shows no more than its shape. */
const LEAST_ZOOM = 0.01;
const snapGrid: [number, number] = [GRID, GRID];
/** Above so many cards only those on the screen are drawn: panning over all of 200 was measured at a sixth of the frames. */
const MANY = 60;

interface FlowViewProps {
  /** Cards are taken hold of with the pointer, or let go. */
  readonly onDragging: (dragging: boolean) => void;
}

export function FlowView({ onDragging }: FlowViewProps): ReactNode {
  const { builder, commands, document } = useSession();
  const workflow = useDocument((state) => state.document);
  const picture = useDocument((state) => state.picture);
  const locked = useDocument((state) => state.locked);
  const selection = useBuilder((state) => state.selection);
  const traced = useTrace(({ mode }) => mode !== 'off');
  const [toFlow] = useState(makeToFlow);
  const [connecting, setConnecting] = useState(false);
  const layout = placesOf(workflow);
  const { nodes, edges } = useMemo(
    () => toFlow({ layout, graph: picture.graph, order: picture.order, selection, traced }),
    [toFlow, layout, picture, selection, traced],
  );
  const drags = useRef(0);

  const onNodesChange = useCallback(
    (changes: NodeChange<StepFlowNode>[]): void => {
      const moved = changes.flatMap((change) =>
        change.type === 'position' && change.position !== undefined
          ? [[change.id, [change.position.x, change.position.y] as const] as const]
          : [],
      );
      if (moved.length > 0) commands.place(Object.fromEntries(moved), `drag ${drags.current}`);
      const chosen = changes.filter((change) => change.type === 'select');
      if (chosen.length === 0) return;
      const next = new Set(builder.getState().selection);
      for (const change of chosen) {
        if (change.selected) next.add(change.id);
        else next.delete(change.id);
      }
      builder.select(next);
    },
    [builder, commands],
  );
  const onDragStart = useCallback(() => {
    document.seal();
    drags.current += 1;
    onDragging(true);
  }, [document, onDragging]);
  const onDragStop = useCallback(() => {
    document.seal();
    onDragging(false);
  }, [document, onDragging]);
  const onConnect = useCallback(
    ({ source, sourceHandle, target }: Connection) =>
      commands.connect({ from: source, port: sourceHandle ?? 'next' }, target),
    [commands],
  );
  const isValidConnection = useCallback(
    ({ source, target }: { source: string; target: string }) =>
      source !== target && document.getState().picture.graph.nodes.get(target)?.type?.kind !== 'trigger',
    [document],
  );
  const onConnectEnd: OnConnectEnd = useCallback(
    (_, { toNode, fromNode, fromHandle }) => {
      setConnecting(false);
      // Let go over nothing: what comes next can be chosen from the shelf.
      if (toNode === null && fromNode !== null && fromHandle?.type === 'source') {
        builder.openShelf({ after: { from: fromNode.id, port: fromHandle.id ?? 'next' } });
      }
    },
    [builder],
  );

  return (
    <ReactFlow
      className={connecting ? 'connecting' : ''}
      connectOnClick={false}
      deleteKeyCode={null}
      disableKeyboardA11y
      edges={edges}
      edgesFocusable={false}
      edgesReconnectable={false}
      edgeTypes={edgeTypes}
      elevateNodesOnSelect
      isValidConnection={isValidConnection}
      maxZoom={2}
      minZoom={LEAST_ZOOM}
      multiSelectionKeyCode={['Meta', 'Control']}
      nodes={nodes}
      nodesConnectable={!locked}
      nodesDraggable={!locked}
      nodesFocusable={false}
      nodeTypes={nodeTypes}
      onConnect={onConnect}
      onConnectEnd={onConnectEnd}
      onConnectStart={() => setConnecting(true)}
      onlyRenderVisibleElements={nodes.length > MANY}
      onNodeClick={(event, node) => {
        // The card itself takes the focus; what is inside it (its title field, its buttons) keeps its own.
        if (event.target instanceof Element && event.target.closest('button, input') === null) {
          event.currentTarget.querySelector<HTMLElement>(`[data-step="${node.id}"]`)?.focus({ preventScroll: true });
        }
      }}
      onNodeDoubleClick={(_, node) => builder.openField(node.id)}
      onNodeDragStart={onDragStart}
      onNodeDragStop={onDragStop}
      onNodesChange={onNodesChange}
      onPaneClick={() => builder.setState({ shelf: null, panelOpen: false })}
      onSelectionDragStart={onDragStart}
      onSelectionDragStop={onDragStop}
      panOnScroll
      selectionKeyCode="Shift"
      snapGrid={snapGrid}
      snapToGrid
      zoomOnDoubleClick={false}
    >
      <Background bgColor="var(--canvas)" color="var(--line)" gap={GRID} size={1.5} variant={BackgroundVariant.Dots} />
      <Ends />
      {!locked && picture.order.length > 0 && <AddTriggerButton />}
    </ReactFlow>
  );
}
