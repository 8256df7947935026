// The document as React Flow wants it. An unchanged card or edge stays the same object, so that only what changed is drawn.
import type { Edge as FlowEdge, Node as FlowNode } from '@xyflow/react';
import type { Graph } from '../../shared/graph/index-graph.ts';
import type { Workflow } from '../../shared/model/workflow.ts';
import { CARD } from '../../shared/graph/grid.ts';
import { PLAIN_HEIGHT } from './geometry.ts';

export type StepFlowNode = FlowNode<Record<string, never>, 'step'>;
export type StepFlowEdge = FlowEdge<{ readonly port: string }, 'step'>;

/** Handle of a card at which ways arrive. */
export const IN = 'in';

export interface FlowInput {
  readonly layout: Workflow['layout'];
  readonly graph: Graph;
  /** In reading order: it is also the order of Tab. */
  readonly order: readonly string[];
  readonly selection: ReadonlySet<string>;
  /** A trace is shown: cards are taller. */
  readonly traced: boolean;
}

export interface Flow {
  readonly nodes: StepFlowNode[];
  readonly edges: StepFlowEdge[];
}

const noData: Record<string, never> = {};

/** A converter that remembers what it gave out last. */
export function makeToFlow(): (input: FlowInput) => Flow {
  let lastNodes = new Map<string, StepFlowNode>();
  let lastEdges = new Map<string, StepFlowEdge>();
  return ({ layout, graph, order, selection, traced }) => {
    const height = traced ? CARD.height : PLAIN_HEIGHT;
    const nodes = order.map((id): StepFlowNode => {
      const [x, y] = layout[id] ?? [0, 0];
      const last = lastNodes.get(id);
      const selected = selection.has(id);
      const same =
        last !== undefined &&
        last.position.x === x &&
        last.position.y === y &&
        last.selected === selected &&
        last.height === height;
      if (same) return last;
      return {
        id,
        type: 'step',
        position: { x, y },
        data: noData,
        width: CARD.width,
        height,
        // Known beforehand: without it every new object would be measured again, and its edges would blink.
        measured: { width: CARD.width, height },
        selected,
      };
    });
    const drawn = new Set(order);
    const edges = order.flatMap((id) =>
      Object.entries(graph.nodes.get(id)?.next ?? {}).flatMap(([port, to]): StepFlowEdge[] => {
        if (!drawn.has(to)) return [];
        const key = flowEdgeId(id, port);
        const last = lastEdges.get(key);
        if (last !== undefined && last.target === to) return [last];
        return [
          { id: key, type: 'step', source: id, sourceHandle: port, target: to, targetHandle: IN, data: { port } },
        ];
      }),
    );
    lastNodes = new Map(nodes.map((node) => [node.id, node]));
    lastEdges = new Map(edges.map((edge) => [edge.id, edge]));
    return { nodes, edges };
  };
}

export function flowEdgeId(from: string, port: string): string {
  return `${from} ${port}`;
}
