// Where the ways between cards run (look-and-feel.md, section 3).
import { CARD } from '../../shared/graph/grid.ts';

export type Point = readonly [x: number, y: number];

/** A card without the state strip of a trace. The layout leaves room for the strip, so a test moves no card. */
export const PLAIN_HEIGHT = 88;
const CORNER = 8;
/** Straight part between a card and the first bend. */
const STUB = 14;

/** Where a port leaves its card, from the card's left edge. */
export function portX(index: number, count: number): number {
  return (CARD.width * (index + 1)) / (count + 1);
}

export interface Way {
  readonly points: readonly Point[];
  /** Middle of the branch's label. */
  readonly chip: Point;
  /** Middle of the "+". */
  readonly plus: Point;
}

/**
 * The way from a port to the top of a card or end. `branch`: the port is one of several, so the way turns aside at once
 * and carries a label; `column` is then where it runs down if the target is far.
 */
export function route(
  from: Point,
  to: Point,
  { branch, column }: { readonly branch: boolean; readonly column: number },
): Way {
  const [x, y] = from;
  const [toX, toY] = to;
  if (toY < y + STUB) return loop(from, to);
  if (!branch) {
    const bend = Math.max(y + STUB, toY - 24);
    const points: readonly Point[] = Math.abs(x - toX) < 1 ? [from, to] : [from, [x, bend], [toX, bend], to];
    return { points, chip: [x, y + STUB], plus: [x, (y + (Math.abs(x - toX) < 1 ? toY : bend)) / 2] };
  }
  const aside = y + STUB;
  const far = toY - y > 200 && Math.abs(column - toX) >= 1;
  const down = far ? column : toX;
  const room = Math.min(toY - y, 92);
  const tail: readonly Point[] = far ? [[column, toY - 24], [toX, toY - 24], to] : [to];
  return {
    points: [from, [x, aside], [down, aside], ...tail],
    chip: [down, y + room * 0.38],
    plus: [down, y + room * 0.74],
  };
}

/** Back to a card above: out to the right, up, and in from the top. */
function loop([x, y]: Point, [toX, toY]: Point): Way {
  const side = Math.max(x, toX) + CARD.width / 2 + 40;
  const points: readonly Point[] = [
    [x, y],
    [x, y + 24],
    [side, y + 24],
    [side, toY - 24],
    [toX, toY - 24],
    [toX, toY],
  ];
  return { points, chip: [x, y + STUB], plus: [side, (y + toY) / 2] };
}

/** An SVG path through the points, its corners rounded. */
export function pathOf(points: readonly Point[]): string {
  const [start, ...rest] = points;
  if (start === undefined) return '';
  const parts = [`M${start[0]},${start[1]}`];
  rest.forEach((point, index) => {
    const before = points[index] ?? point;
    const after = rest[index + 1];
    if (after === undefined) {
      parts.push(`L${point[0]},${point[1]}`);
      return;
    }
    const radius = Math.min(CORNER, distance(before, point) / 2, distance(point, after) / 2);
    const [inX, inY] = towards(point, before, radius);
    const [outX, outY] = towards(point, after, radius);
    parts.push(`L${inX},${inY}Q${point[0]},${point[1]} ${outX},${outY}`);
  });
  return parts.join('');
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1]);
}

function towards(from: Point, to: Point, length: number): Point {
  const whole = distance(from, to);
  if (whole === 0) return from;
  return [from[0] + ((to[0] - from[0]) * length) / whole, from[1] + ((to[1] - from[1]) * length) / whole];
}
