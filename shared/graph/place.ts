// Where a new card goes, and making room for it. Cards that are not in its way stay where a person put them.
import type { Workflow } from '../model/workflow.ts';
import { CARD, COLUMN, ROW, portOffset, snap, type Position } from './grid.ts';
import { placesOf } from './layout.ts';
import { portsOfNode } from './ports.ts';
import { reachedFrom, targetOf, type Way } from './wiring.ts';

/** Moves cards, onto the grid. */
export function withPlaces(document: Workflow, places: Readonly<Record<string, Position>>): Workflow {
  const snapped = Object.entries(places).map(([id, [x, y]]) => [id, [snap(x), snap(y)]] as const);
  return { ...document, layout: { ...document.layout, ...Object.fromEntries(snapped) } };
}

/** The place for a card on a way, `rows` high; what follows moves down as far as it must. */
export function roomOn(document: Workflow, way: Way, rows = 1): { readonly at: Position; readonly document: Workflow } {
  const places = placesOf(document);
  const [fromX, fromY] = places[way.from] ?? [0, 0];
  const after = targetOf(document, way);
  const y = snap(fromY + ROW);
  const [afterX, afterY] = (after === undefined ? undefined : places[after]) ?? [0, -Infinity];
  if (after === undefined || afterY <= fromY) {
    const ports = portsOfNode(document, way.from);
    const x =
      fromX +
      portOffset(
        Math.max(
          0,
          ports.findIndex((port) => port.id === way.port),
        ),
        Math.max(1, ports.length),
      );
    return { at: freeSpot([snap(x), y], Object.values(places)), document };
  }
  const missing = y + rows * ROW - afterY;
  return { at: [snap(afterX), y], document: missing > 0 ? pushDown(document, after, way.from, missing) : document };
}

/** Moves a card and all that follows below it down; what leads to `above` stays. */
function pushDown(document: Workflow, first: string, above: string, by: number): Workflow {
  const places = placesOf(document);
  const top = places[first]?.[1] ?? 0;
  const pushed = [...reachedFrom(document, first), first].filter((id) => id !== above && (places[id]?.[1] ?? 0) >= top);
  return withPlaces(
    document,
    Object.fromEntries(pushed.map((id) => [id, [places[id]?.[0] ?? 0, (places[id]?.[1] ?? 0) + by] as const])),
  );
}

/** The first spot from a place to the right where a card covers no other. */
export function freeSpot([x, y]: Position, taken: readonly Position[]): Position {
  const covers = ([left, top]: Position, at: number): boolean =>
    Math.abs(left - at) < CARD.width && Math.abs(top - y) < CARD.height;
  let at = x;
  while (taken.some((one) => covers(one, at))) at += COLUMN;
  return [at, y];
}

/** How far a set of cards reaches; undefined when there is none. */
export function extent(
  places: readonly Position[],
): { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number } | undefined {
  if (places.length === 0) return undefined;
  const xs = places.map(([x]) => x);
  const ys = places.map(([, y]) => y);
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
}
