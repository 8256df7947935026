// Edges as the edits use them: what a port leads to, putting a node on a way, and closing the gap it leaves.
import type { Edge, Workflow } from '../model/workflow.ts';
import { targetsInOrder } from './order.ts';
import { isTrigger, portsOfNode } from './ports.ts';

/** A port of a node: the way on which a "+" stands. */
export interface Way {
  readonly from: string;
  readonly port: string;
}

/** True for a port that the node has. */
export function isWay(document: Workflow, { from, port }: Way): boolean {
  return portsOfNode(document, from).some((one) => one.id === port);
}

/** The node that a way leads to; undefined at the end of a branch. */
export function targetOf(document: Workflow, { from, port }: Way): string | undefined {
  return document.edges.find((edge) => edge.from === from && edge.port === port)?.to;
}

/** The way by which the steps after a node follow it: the first of its ports. */
export function mainWay(document: Workflow, id: string): Way | undefined {
  const [first] = portsOfNode(document, id);
  return first && { from: id, port: first.id };
}

/** Lets a way lead to a node, or to nothing. A port has at most one edge. */
export function withEdge(document: Workflow, { from, port }: Way, to: string | undefined): Workflow {
  const others = document.edges.filter((edge) => edge.from !== from || edge.port !== port);
  return { ...document, edges: to === undefined ? others : [...others, { from, port, to }] };
}

/** Puts a node, with nothing on its main way, between a way and what the way led to. */
export function spliceIn(document: Workflow, id: string, way: Way): Workflow {
  const after = targetOf(document, way);
  const main = mainWay(document, id);
  const led = withEdge(document, way, id);
  return main === undefined || after === undefined || after === id ? led : withEdge(led, main, after);
}

/** Takes a node off its way: what led to it leads on to what followed. Its other branches stay with it. */
export function spliceOut(document: Workflow, id: string): Workflow {
  const main = mainWay(document, id);
  const after = main && targetOf(document, main);
  return {
    ...document,
    edges: bridge(document.edges, id, after).filter((edge) => edge.from !== id || edge.port !== main?.port),
  };
}

/** The edges with those into a node led on to another, or dropped. An edge never comes to lead to its own beginning. */
export function bridge(edges: readonly Edge[], id: string, after: string | undefined): readonly Edge[] {
  return edges.flatMap((edge) => {
    if (edge.to !== id) return [edge];
    return after === undefined || after === id || after === edge.from ? [] : [{ ...edge, to: after }];
  });
}

/** True when a way may lead to that node: a step that is there, other than the way's own beginning. */
export function mayLead(document: Workflow, way: Way, to: string): boolean {
  return Object.hasOwn(document.nodes, to) && !isTrigger(document, to) && way.from !== to && isWay(document, way);
}

/** The nodes that can be reached from one, itself left out unless a loop leads back. */
export function reachedFrom(document: Workflow, start: string): ReadonlySet<string> {
  const targets = targetsInOrder(document);
  const reached = new Set<string>();
  const open = [...(targets.get(start) ?? [])];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (reached.has(id)) continue;
    reached.add(id);
    open.push(...(targets.get(id) ?? []));
  }
  return reached;
}
