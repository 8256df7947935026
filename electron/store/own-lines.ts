// Lines that the ledger writes for itself, beside those of its book: where a line of a trace stands now, and which segment
// was given up. They set no records.
import type { Removal } from './book.ts';
import type { Dropped, Positions } from './positions.ts';

/** A line that was copied forward from a segment and a byte offset; `on`: from when it counts as written, if not its own time. */
export interface Moved {
  readonly ledger: 'moved';
  readonly from: readonly [segment: string, at: number];
  readonly on?: number;
  readonly line: object;
}
export type OwnLine =
  | Moved
  /** Everything of the segment that stays stands elsewhere now; its file can go. */
  | ({ readonly ledger: 'dropped'; readonly segment: string } & Dropped)
  /** Says nothing: it makes a snapshot differ from the one before. */
  | { readonly ledger: 'noted' };

export function isOwn(line: object): line is OwnLine {
  return 'ledger' in line;
}

export function isMoved(line: object): line is Moved {
  return isOwn(line) && line.ledger === 'moved';
}

export function droppedLine(segment: string, { why, on }: Removal, before: Dropped['before']): OwnLine {
  return { ledger: 'dropped', segment, why, on, before };
}

// No trace has a key that begins with this.
const MOVED = '\u0000';

/** The key under which the journal tells where a copied line stands: the line's place among the positions. */
export function movedKey(place: number): string {
  return `${MOVED}${place}`;
}

export function placeOf(key: string): number | undefined {
  return key.startsWith(MOVED) ? Number(key.slice(1)) : undefined;
}

/** Reads the ledger's own lines back, in the order in which they stand. */
export function ownLines(positions: Positions): (line: OwnLine, segment: string, at: number, length: number) => void {
  let from = '';
  let places: ReadonlyMap<number, number> = new Map();
  return (line, segment, at, length) => {
    if (line.ledger === 'dropped') {
      const { why, on, before } = line;
      positions.drop(line.segment, { why, on, before });
    }
    if (line.ledger !== 'moved') return;
    if (line.from[0] !== from) {
      [from] = line.from;
      places = positions.linesIn(from);
    }
    const place = places.get(line.from[1]);
    if (place !== undefined) positions.move(place, positions.segment(segment), at, length);
  };
}
