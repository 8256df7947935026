// Where the arrow keys lead: along the ways of the graph, and across to the neighbouring branch. Pure.
import type { Way } from '../../shared/graph/edit.ts';
import type { Graph, GraphNode } from '../../shared/graph/index-graph.ts';
import type { Workflow } from '../../shared/model/workflow.ts';

export type Direction = 'up' | 'down' | 'left' | 'right' | 'first' | 'last';

export interface Place {
  readonly graph: Graph;
  /** All nodes in reading order. */
  readonly order: readonly string[];
  readonly layout: Workflow['layout'];
}

/** The card that a key leads to; the same one where there is no way. Without a card to start from, the first. */
export function walk(place: Place, from: string | null, direction: Direction): string | null {
  const node = from === null ? undefined : place.graph.nodes.get(from);
  if (node === undefined) return place.order[0] ?? null;
  switch (direction) {
    case 'down':
      return onward(node, place)[0] ?? node.id;
    case 'up':
      return parents(place, node.id)[0] ?? node.id;
    case 'left':
      return beside(place, node.id, -1) ?? node.id;
    case 'right':
      return beside(place, node.id, 1) ?? node.id;
    case 'first':
      return place.order[0] ?? node.id;
    case 'last':
      return endOfBranch(place, node);
  }
}

/** The next cards, in the order of the ports; a way back up is not one. */
function onward(node: GraphNode, { graph, order }: Place): readonly string[] {
  const here = order.indexOf(node.id);
  return node.ports.flatMap((port) => {
    const to = node.next[port.id];
    return to !== undefined && graph.nodes.has(to) && order.indexOf(to) > here ? [to] : [];
  });
}

/** The cards that lead here, nearest in reading order first. */
function parents(place: Place, id: string): readonly string[] {
  const here = place.order.indexOf(id);
  return place.order
    .slice(0, Math.max(0, here))
    .filter((other) => Object.values(place.graph.nodes.get(other)?.next ?? {}).includes(id))
    .reverse();
}

/** The card at about the same height in the branch beside this one, looked for at the nearest fork above. */
function beside(place: Place, id: string, step: -1 | 1): string | undefined {
  for (let below = id, seen = 0; seen < place.order.length; seen += 1) {
    const above = parents(place, below)[0];
    if (above === undefined) return besideTrigger(place, below, step);
    const fork = place.graph.nodes.get(above);
    const branches = fork === undefined ? [] : onward(fork, place);
    const sister = branches[branches.indexOf(below) + step];
    if (branches.length > 1 && sister !== undefined) return nearest(place, sister, id);
    below = above;
  }
  return undefined;
}

/** The way into the branch beside the one that a card stands in; undefined at the outer branches. */
export function wayBeside(place: Place, id: string, step: -1 | 1): Way | undefined {
  for (let below = id, seen = 0; seen < place.order.length; seen += 1) {
    const above = parents(place, below)[0];
    const fork = above === undefined ? undefined : place.graph.nodes.get(above);
    if (fork === undefined) return undefined;
    const at = fork.ports.findIndex((port) => fork.next[port.id] === below);
    const port = fork.ports.length > 1 ? fork.ports[at + step] : undefined;
    if (port !== undefined) return { from: fork.id, port: port.id };
    below = fork.id;
  }
  return undefined;
}

/** The first way that leads to a card; undefined when none does. */
export function wayInto(place: Place, id: string): Way | undefined {
  const above = parents(place, id)[0];
  const node = above === undefined ? undefined : place.graph.nodes.get(above);
  const port = node?.ports.find((one) => node.next[one.id] === id);
  return node === undefined || port === undefined ? undefined : { from: node.id, port: port.id };
}

/** Cards that nothing leads to stand side by side at the top. */
function besideTrigger(place: Place, id: string, step: -1 | 1): string | undefined {
  const tops = place.order.filter((other) => parents(place, other).length === 0);
  return tops[tops.indexOf(id) + step];
}

/** Of a branch, the card whose height is nearest to that of `like`. */
function nearest(place: Place, top: string, like: string): string {
  const wanted = place.layout[like]?.[1] ?? 0;
  let best = top;
  const seen = new Set<string>();
  const stack = [top];
  for (let id = stack.pop(); id !== undefined; id = stack.pop()) {
    const node = place.graph.nodes.get(id);
    if (node === undefined || seen.has(id)) continue;
    seen.add(id);
    const y = (one: string): number => Math.abs((place.layout[one]?.[1] ?? 0) - wanted);
    if (y(id) < y(best)) best = id;
    // A card that other branches lead to as well is no longer of this branch alone.
    stack.push(...onward(node, place).filter((to) => parents(place, to).length === 1));
  }
  return best;
}

function endOfBranch(place: Place, from: GraphNode): string {
  const seen = new Set<string>();
  let now = from;
  while (!seen.has(now.id)) {
    seen.add(now.id);
    const next = onward(now, place)[0];
    const node = next === undefined ? undefined : place.graph.nodes.get(next);
    if (node === undefined) break;
    now = node;
  }
  return now.id;
}
