// Edits of the graph: steps come, go and change places. Node ids are minted by the caller (a letter and a few random signs).
import type { Workflow } from '../model/workflow.ts';
import { initialConfig } from '../steps/config.ts';
import type { StepType } from '../steps/define.ts';
import { COLUMN, ROW, type Position } from './grid.ts';
import { placesOf } from './layout.ts';
import { executionOrder } from './order.ts';
import { extent, freeSpot, roomOn, withPlaces } from './place.ts';
import { isTrigger, portsOfNode } from './ports.ts';
import {
  bridge,
  isWay,
  mainWay,
  mayLead,
  reachedFrom,
  spliceIn,
  spliceOut,
  targetOf,
  withEdge,
  type Way,
} from './wiring.ts';

/** Adds a trigger. It leads where the first trigger leads, or to the first step that nothing leads to. */
export function addTrigger(document: Workflow, id: string, type: StepType): Workflow {
  const order = executionOrder(document);
  const places = placesOf(document);
  const others = order.filter((one) => isTrigger(document, one));
  const [first] = others;
  const main = first === undefined ? undefined : mainWay(document, first);
  const entered = new Set(document.edges.map((edge) => edge.to));
  const to = main === undefined ? order.find((one) => !entered.has(one)) : targetOf(document, main);
  const beside = extent(others.map((one) => places[one] ?? [0, 0]));
  const below = to === undefined ? undefined : places[to];
  const at: Position = beside ? [beside.right + COLUMN, beside.top] : below ? [below[0], below[1] - ROW] : [0, 0];
  const placed = withPlaces(withNode(document, id, type), { [id]: freeSpot(at, Object.values(places)) });
  return to === undefined ? placed : withEdge(placed, { from: id, port: 'next' }, to);
}

/** Adds a step on a way: after a step, or between it and what follows. What followed goes on from its first port. */
export function addStepAfter(document: Workflow, way: Way, id: string, type: StepType): Workflow {
  if (!isWay(document, way)) return document;
  const room = roomOn(document, way);
  const placed = withPlaces(withNode(room.document, id, type), { [id]: room.at });
  return spliceIn(placed, id, way);
}

/** Removes nodes with their places. What led to one leads on to what followed it. */
export function removeNodes(document: Workflow, ids: readonly string[]): Workflow {
  return ids.reduce(removeNode, document);
}

function removeNode(document: Workflow, id: string): Workflow {
  const ways = portsOfNode(document, id).map((port) => targetOf(document, { from: id, port: port.id }));
  const after = ways.find((to) => to !== undefined);
  const { [id]: _node, ...nodes } = document.nodes;
  const { [id]: _place, ...layout } = document.layout;
  return { ...document, nodes, layout, edges: bridge(document.edges, id, after).filter((edge) => edge.from !== id) };
}

/** Lets a way lead to a step, instead of where it led. The same document when it may not (a trigger, itself). */
export function connect(document: Workflow, way: Way, to: string): Workflow {
  return mayLead(document, way, to) ? withEdge(document, way, to) : document;
}

/** Takes the edge off a port. */
export function disconnect(document: Workflow, way: Way): Workflow {
  return withEdge(document, way, undefined);
}

/** Moves a step onto another way. Its other branches move with it. The same document when that closes a loop. */
export function moveTo(document: Workflow, id: string, way: Way): Workflow {
  if (targetOf(document, way) === id || !mayLead(document, way, id)) return document;
  const taken = spliceOut(document, id);
  if (reachedFrom(taken, id).has(way.from)) return document;
  const room = roomOn(taken, way);
  return spliceIn(withPlaces(room.document, { [id]: room.at }), id, way);
}

/** Swaps a step with the one before it. The same document for a first step and for a step where branches meet. */
export function moveUp(document: Workflow, id: string): Workflow {
  const [above, ...more] = stepsInto(document, id);
  if (above === undefined || more.length > 0 || reachedFrom(document, id).has(above)) return document;
  const taken = spliceOut(document, id);
  const main = mainWay(taken, id);
  if (main === undefined) return document;
  const led = { ...taken, edges: taken.edges.map((edge) => (edge.to === above ? { ...edge, to: id } : edge)) };
  return swapPlaces(withEdge(led, main, above), document, id, above);
}

/** Swaps a step with the one after it, on its first port. The same document for a last step and where branches meet. */
export function moveDown(document: Workflow, id: string): Workflow {
  const main = mainWay(document, id);
  const below = main && targetOf(document, main);
  const way = below === undefined ? undefined : mainWay(document, below);
  if (below === undefined || way === undefined || isTrigger(document, id)) return document;
  if (document.edges.some((edge) => edge.to === below && edge.from !== id)) return document;
  const taken = spliceOut(document, id);
  if (reachedFrom(taken, id).has(below)) return document;
  return swapPlaces(spliceIn(taken, id, way), document, id, below);
}

/** The steps that lead to a node, triggers left out. */
function stepsInto(document: Workflow, id: string): readonly string[] {
  const from = document.edges.filter((edge) => edge.to === id).map((edge) => edge.from);
  return [...new Set(from)].filter((one) => !isTrigger(document, one));
}

function swapPlaces(document: Workflow, before: Workflow, a: string, b: string): Workflow {
  const places = placesOf(before);
  return withPlaces(document, { [a]: places[b] ?? [0, 0], [b]: places[a] ?? [0, 0] });
}

function withNode(document: Workflow, id: string, type: StepType): Workflow {
  const node = { type: type.type, typeVersion: type.typeVersion, label: type.label, config: initialConfig(type) };
  return { ...document, nodes: { ...document.nodes, [id]: node } };
}
