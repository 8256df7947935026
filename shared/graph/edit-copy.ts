// Duplicate, copy and paste. What is copied is a workflow of its own: some nodes, the edges between them, their places.
import type { Workflow } from '../model/workflow.ts';
import { COLUMN, ROW, type Position } from './grid.ts';
import { placesOf } from './layout.ts';
import { executionOrder } from './order.ts';
import { extent, freeSpot, roomOn, withPlaces } from './place.ts';
import { isTrigger, nodeLabel, nodeOf, portsOfNode } from './ports.ts';
import { mainWay, spliceIn, targetOf, withEdge, type Way } from './wiring.ts';

/** Copies a node: a step right after itself, a trigger beside itself and leading to the same step. */
export function duplicateNode(document: Workflow, id: string, copy: string): Workflow {
  const node = nodeOf(document, id);
  const main = mainWay(document, id);
  if (node === undefined || main === undefined) return document;
  const nodes = (of: Workflow): Workflow['nodes'] => ({
    ...of.nodes,
    [copy]: { ...node, label: `${nodeLabel(node)} (copy)` },
  });
  if (isTrigger(document, id)) {
    const places = placesOf(document);
    const [x, y] = places[id] ?? [0, 0];
    const placed = withPlaces(
      { ...document, nodes: nodes(document) },
      { [copy]: freeSpot([x + COLUMN, y], Object.values(places)) },
    );
    return withEdge(placed, { from: copy, port: main.port }, targetOf(document, main));
  }
  const room = roomOn(document, main);
  return spliceIn(withPlaces({ ...room.document, nodes: nodes(room.document) }, { [copy]: room.at }), copy, main);
}

/** The chosen nodes as a workflow of their own, with the edges between them and the people they name. */
export function copyNodes(document: Workflow, ids: readonly string[]): Workflow {
  const chosen = new Set(ids);
  const places = placesOf(document);
  return {
    ...document,
    nodes: Object.fromEntries(Object.entries(document.nodes).filter(([id]) => chosen.has(id))),
    edges: document.edges.filter((edge) => chosen.has(edge.from) && chosen.has(edge.to)),
    layout: Object.fromEntries(Object.entries(places).filter(([id]) => chosen.has(id))),
    notes: [],
    tests: [],
  };
}

/**
 * Adds copied nodes under new ids. On a way, they go between it and what followed; else they stand to the right of
 * everything. `newIds` names each node of the copy anew; a node without a new id is left out.
 */
export function paste(
  document: Workflow,
  copied: Workflow,
  newIds: Readonly<Record<string, string>>,
  way?: Way,
): Workflow {
  const renamed = renameNodes(copied, newIds);
  const order = executionOrder(renamed);
  const first = order.find((id) => !isTrigger(renamed, id));
  const old = placesOf(renamed);
  const size = extent(Object.values(old));
  if (size === undefined) return document;
  const onWay = way !== undefined && first !== undefined;
  const rows = (size.bottom - (onWay ? (old[first]?.[1] ?? size.top) : size.top)) / ROW + 1;
  const room = onWay ? roomOn(document, way, rows) : { document, at: besideAll(document) };
  const corner = (onWay ? old[first] : undefined) ?? [size.left, size.top];
  const merged = withPlaces(
    {
      ...room.document,
      nodes: { ...room.document.nodes, ...renamed.nodes },
      edges: [...room.document.edges, ...renamed.edges],
      requires: withMissing(room.document.requires, renamed.requires),
    },
    Object.fromEntries(
      Object.entries(old).map(([id, [x, y]]) => [
        id,
        [x - corner[0] + room.at[0], y - corner[1] + room.at[1]] as const,
      ]),
    ),
  );
  if (!onWay) return merged;
  const after = targetOf(document, way);
  const end = endOf(merged, first);
  const led = withEdge(merged, way, first);
  return after === undefined || end === undefined ? led : withEdge(led, end, after);
}

function renameNodes(copied: Workflow, newIds: Readonly<Record<string, string>>): Workflow {
  const named = (id: string): string | undefined => (Object.hasOwn(newIds, id) ? newIds[id] : undefined);
  const rekeyed = <T>(from: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(
      Object.entries(from).flatMap(([id, value]) => (named(id) === undefined ? [] : [[named(id), value]])),
    );
  return {
    ...copied,
    nodes: rekeyed(copied.nodes),
    layout: rekeyed(copied.layout),
    edges: copied.edges.flatMap((edge) => {
      const [from, to] = [named(edge.from), named(edge.to)];
      return from === undefined || to === undefined ? [] : [{ ...edge, from, to }];
    }),
  };
}

function besideAll(document: Workflow): Position {
  const size = extent(Object.values(placesOf(document)));
  return size === undefined ? [0, 0] : [size.right + COLUMN, size.top];
}

function withMissing(have: Workflow['requires'], more: Workflow['requires']): Workflow['requires'] {
  return [...have, ...more.filter((row) => !have.some((one) => one.key === row.key && one.kind === row.kind))];
}

/** The open end that a chain comes to by its main ways; undefined when it loops. */
function endOf(document: Workflow, start: string): Way | undefined {
  const seen = new Set<string>();
  for (let id: string | undefined = start; id !== undefined && !seen.has(id);) {
    seen.add(id);
    const [first] = portsOfNode(document, id);
    if (first === undefined) return undefined;
    const way: Way = { from: id, port: first.id };
    const next: string | undefined = targetOf(document, way);
    if (next === undefined) return way;
    id = next;
  }
  return undefined;
}
