// Where the branches end: for each port that leads nowhere, the place of its "End" pill.
import { CARD, COLUMN, portOffset, ROW } from '../../shared/graph/grid.ts';
import type { Graph, GraphNode } from '../../shared/graph/index-graph.ts';
import type { Workflow } from '../../shared/model/workflow.ts';
import { portX, type Point } from './geometry.ts';

export interface End {
  readonly from: string;
  readonly port: string;
  readonly label: string;
  /** One of several ways on. */
  readonly branch: boolean;
  /** Where the way leaves the card, and the middle of the pill's top edge. */
  readonly start: Point;
  readonly at: Point;
}

/** All ends, in no particular order. `height`: of the cards as they are drawn now. */
export function endsOf(graph: Graph, layout: Workflow['layout'], height: number): readonly End[] {
  return [...graph.nodes.values()].flatMap((node) => {
    const [x, y] = layout[node.id] ?? [0, 0];
    const { ports } = node;
    return ports.flatMap((port, index): End[] => {
      const to = node.next[port.id];
      if (to !== undefined && graph.nodes.has(to)) return [];
      const start: Point = [x + portX(index, ports.length), y + height];
      const column = ports.length === 1 ? start[0] : endColumn(node, index, x + CARD.width / 2, layout);
      return [
        { from: node.id, port: port.id, label: port.label, branch: ports.length > 1, start, at: [column, y + ROW] },
      ];
    });
  });
}

/** An end stands beside the cards of its sister branches, in the order of the ports; without any, in its own column. */
function endColumn(node: GraphNode, index: number, middle: number, layout: Workflow['layout']): number {
  const sisters = node.ports.flatMap((port, at) => {
    const to = node.next[port.id];
    const place = to === undefined ? undefined : layout[to];
    return place === undefined ? [] : [{ at, x: place[0] + CARD.width / 2 }];
  });
  const nearest = sisters.toSorted((a, b) => Math.abs(a.at - index) - Math.abs(b.at - index))[0];
  if (nearest === undefined) return middle + portOffset(index, node.ports.length);
  return nearest.x + (index - nearest.at) * COLUMN;
}
