// Where runs can go: the ways a run can really take, steps that are switched off passed through.
import type { Graph, GraphNode } from './index-graph.ts';

export interface Flow {
  /** The nodes a run can come to next. */
  readonly next: (id: string) => readonly string[];
  /** Nodes that a run can come to from a trigger that is on, the triggers included. */
  readonly reachable: ReadonlySet<string>;
}

export function flowOf(graph: Graph): Flow {
  const ways = new Map([...graph.nodes.values()].map((node) => [node.id, waysOn(node, graph)]));
  const next = (id: string): readonly string[] => ways.get(id) ?? [];
  return {
    next,
    reachable: reach(
      graph.triggers.map((trigger) => trigger.id),
      next,
    ),
  };
}

/** The nodes from which one can go on, with the first ones. */
export function reach(from: readonly string[], next: Flow['next']): ReadonlySet<string> {
  const reached = new Set(from);
  const open = [...from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    for (const to of next(id)) {
      if (reached.has(to)) continue;
      reached.add(to);
      open.push(to);
    }
  }
  return reached;
}

function waysOn(node: GraphNode, graph: Graph): readonly string[] {
  const ports = node.disabled ? node.ports.slice(0, 1) : node.ports;
  return ports.flatMap((port) => {
    const to = node.next[port.id];
    return to !== undefined && graph.nodes.has(to) ? [to] : [];
  });
}
