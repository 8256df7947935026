// Auto-arrange: top to bottom, branches side by side in their order, joins below the branches they join.
// Our graphs are near-trees, and a tree keeps the order of branches, which general layouts (dagre) do not promise.
import type { Workflow } from '../model/workflow.ts';
import { COLUMN, ROW, snap, type Position } from './grid.ts';
import { executionOrder } from './order.ts';
import { portsOfNode } from './ports.ts';

/** A place for every card. The same document always gives the same places; the middle of the top row is at x = 0. */
export function arrange(document: Workflow): Readonly<Record<string, Position>> {
  const tree = treeOf(document);
  const columns = columnsOf(tree);
  const rows = new Map<number, string[]>();
  for (const id of tree.order) {
    const rank = tree.rank.get(id) ?? 0;
    rows.set(rank, [...(rows.get(rank) ?? []), id]);
  }
  const places = [...rows].flatMap(([rank, ids]) =>
    spread(ids, columns).map(([id, x]) => [id, [x, rank * ROW]] as const),
  );
  return Object.fromEntries(places.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What was worked out for a document that has no place for some card. */
const worked = new WeakMap<Workflow, Readonly<Record<string, Position>>>();

/**
 * Where each card stands: as stored, and for cards without a stored place as `arrange` would put them. The same document
 * gets the same object, so that who watches the places does not see new ones each time it looks.
 */
export function placesOf(document: Workflow): Readonly<Record<string, Position>> {
  const ids = Object.keys(document.nodes);
  const stored = (id: string): Position | undefined =>
    Object.hasOwn(document.layout, id) ? document.layout[id] : undefined;
  if (ids.every((id) => stored(id) !== undefined)) return document.layout;
  const known = worked.get(document);
  if (known !== undefined) return known;
  const arranged = arrange(document);
  const places = Object.fromEntries(ids.map((id): [string, Position] => [id, stored(id) ?? arranged[id] ?? [0, 0]]));
  worked.set(document, places);
  return places;
}

/** Stands above all nodes that nothing leads to. No node has an empty id. */
const TOP = '';

interface Tree {
  readonly order: readonly string[];
  /** Row of each node: one below the lowest of those that lead to it. */
  readonly rank: ReadonlyMap<string, number>;
  /** The node that each belongs to. */
  readonly parent: ReadonlyMap<string, string>;
  /** For each port of a node the node further down that it leads to; null for an end or a way back up. */
  readonly ways: ReadonlyMap<string, readonly (string | null)[]>;
  /** Nodes where ways from this node meet again, in reading order. */
  readonly joins: ReadonlyMap<string, readonly string[]>;
  /** The nodes that lead to a node. */
  readonly above: ReadonlyMap<string, readonly string[]>;
}

/** Sorts the graph into a tree: each node belongs to the last node that all ways to it have in common. */
function treeOf(document: Workflow): Tree {
  const order = executionOrder(document);
  const ways = waysDown(document, order);
  const above = new Map<string, string[]>(order.map((id) => [id, []]));
  for (const [id, targets] of ways) for (const to of targets) if (to !== null) above.get(to)?.push(id);
  const rank = new Map([[TOP, -1]]);
  const depth = new Map([[TOP, 0]]);
  const parent = new Map<string, string>();
  const joins = new Map<string, string[]>();
  for (const id of order) {
    const from = above.get(id) ?? [];
    const home = from.length === 0 ? TOP : from.reduce((a, b) => inCommon(a, b, parent, depth));
    rank.set(id, Math.max(0, ...from.map((one) => (rank.get(one) ?? 0) + 1)));
    depth.set(id, (depth.get(home) ?? 0) + 1);
    parent.set(id, home);
    if (from.length > 1) joins.set(home, [...(joins.get(home) ?? []), id]);
  }
  const tops = order.filter((id) => above.get(id)?.length === 0);
  return { order, rank, parent, ways: new Map([[TOP, tops], ...ways]), joins, above };
}

/** For each node and each of its ports the node further down that it leads to. A way back up is drawn, but moves no card. */
function waysDown(document: Workflow, order: readonly string[]): ReadonlyMap<string, readonly (string | null)[]> {
  const place = new Map(order.map((id, index) => [id, index]));
  const targets = new Map(document.edges.map(({ from, port, to }) => [`${from} ${port}`, to]));
  return new Map(
    order.map((id, index) => [
      id,
      portsOfNode(document, id).map((port) => {
        const to = targets.get(`${id} ${port.id}`);
        return to !== undefined && (place.get(to) ?? -1) > index ? to : null;
      }),
    ]),
  );
}

function inCommon(
  a: string,
  b: string,
  parent: ReadonlyMap<string, string>,
  depth: ReadonlyMap<string, number>,
): string {
  let [left, right] = [a, b];
  while (left !== right) {
    if ((depth.get(left) ?? 0) >= (depth.get(right) ?? 0)) left = parent.get(left) ?? TOP;
    else right = parent.get(right) ?? TOP;
  }
  return left;
}

/** How far a node with all that belongs to it reaches to both sides of its column. */
interface Reach {
  readonly left: number;
  readonly right: number;
}

const HALF = COLUMN / 2;

/** The middle of every node's column; that of the top is 0. Bottom up each block is measured, top down it is placed. */
function columnsOf(tree: Tree): ReadonlyMap<string, number> {
  const beside = new Map<string, number>();
  const reaches = new Map<string, Reach>();
  for (const id of [TOP, ...tree.order].reverse()) reaches.set(id, putTogether(id, tree, beside, reaches));
  const columns = new Map([[TOP, 0]]);
  for (const id of tree.order) {
    columns.set(id, (columns.get(tree.parent.get(id) ?? TOP) ?? 0) + (beside.get(id) ?? 0));
  }
  return columns;
}

/** Sets the blocks under a node beside each other, and those where its ways meet below them. */
function putTogether(id: string, tree: Tree, beside: Map<string, number>, reaches: ReadonlyMap<string, Reach>): Reach {
  const ways = tree.ways.get(id) ?? [];
  const own = ways.map((to) => (to !== null && (tree.above.get(to)?.length ?? 0) < 2 ? to : null));
  let width = 0;
  const middles = own.map((to) => {
    // A way to an end or a join keeps a column free, for what may be added there.
    const reach = to === null ? undefined : reaches.get(to);
    const middle = width + (reach?.left ?? HALF);
    width = middle + (reach?.right ?? HALF);
    return middle;
  });
  const centre = ((middles[0] ?? HALF) + (middles.at(-1) ?? HALF)) / 2;
  for (const [index, to] of own.entries()) if (to !== null) beside.set(to, (middles[index] ?? 0) - centre);
  let [left, right] = [Math.max(HALF, centre), Math.max(HALF, width - centre)];
  for (const join of tree.joins.get(id) ?? []) {
    const direct = ways.flatMap((to, index) => (to === join ? [(middles[index] ?? 0) - centre] : []));
    const others = (tree.above.get(join) ?? []).filter((one) => one !== id);
    const ends = [...direct, ...others.map((one) => columnUnder(id, one, tree, beside))];
    const middle = ends.reduce((sum, one) => sum + one, 0) / Math.max(1, ends.length);
    const reach = reaches.get(join) ?? { left: HALF, right: HALF };
    beside.set(join, middle);
    [left, right] = [Math.max(left, reach.left - middle), Math.max(right, reach.right + middle)];
  }
  return { left, right };
}

/** How far a node stands beside the column of one that it belongs to, directly or not. */
function columnUnder(home: string, id: string, tree: Tree, beside: ReadonlyMap<string, number>): number {
  let x = 0;
  for (let at = id; at !== home; at = tree.parent.get(at) ?? home) x += beside.get(at) ?? 0;
  return x;
}

/** The cards of one row, left to right on the grid, none over another. */
function spread(ids: readonly string[], columns: ReadonlyMap<string, number>): readonly (readonly [string, number])[] {
  const sorted = ids.toSorted((a, b) => (columns.get(a) ?? 0) - (columns.get(b) ?? 0));
  let free = -Infinity;
  return sorted.map((id) => {
    const x = Math.max(free, snap(columns.get(id) ?? 0));
    free = x + COLUMN;
    return [id, x] as const;
  });
}
