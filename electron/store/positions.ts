// Where the lines of each trace stand in the journal. Sixteen bytes a line in one flat array, chained from the youngest
// line of a key to its oldest: a million lines as objects would cost ten times that.

import type { Removal } from './book.ts';
import type { Mark } from './segment.ts';

/** A segment that was given up. `before`: the one before it, as its own link said. */
export interface Dropped extends Removal {
  readonly before: Mark | null;
}

export interface Positions {
  /** The place of a segment in the list of segments; added to it if it is new. */
  segment(name: string): number;
  segments(): readonly string[];
  /** A line of a key: the place of its segment, byte offset and byte length without the line end. */
  add(key: string, segment: number, at: number, length: number): void;
  /** Segment, offset and length of each line that is still there, oldest first, in one list. */
  of(key: string): readonly number[];
  /** As `of`, for a snapshot: lines that were removed are one entry, of length 0, in front. */
  rows(key: string): readonly number[];
  /** The places of the lines that stand in a segment, by byte offset. Looks at every line there is. */
  linesIn(segment: string): ReadonlyMap<number, number>;
  /** A line now stands elsewhere; its place in its trace stays. */
  move(place: number, segment: number, at: number, length: number): void;
  /** The segment is given up: its lines are not there any more. */
  drop(segment: string, how: Dropped): void;
  dropped(): ReadonlyMap<string, Dropped>;
  /** How the youngest of the removed lines of a key went. */
  removed(key: string): Dropped | undefined;
  keys(): IterableIterator<string>;
}

const WIDTH = 4;

export function createPositions(): Positions {
  // Each line: segment, offset, length, and the line before it of the same key (by its place from 1; 0 = none).
  let flat = new Uint32Array(WIDTH * 1024);
  let used = 0;
  const last = new Map<string, number>();
  const segments: string[] = [];
  const dropped = new Map<string, Dropped>();
  /** The same by place in the list of segments. */
  const gone: (Dropped | undefined)[] = [];

  function segment(name: string): number {
    const found = segments.lastIndexOf(name);
    return found >= 0 ? found : segments.push(name) - 1;
  }

  function word(at: number): number {
    return flat[at] ?? 0;
  }

  function* chain(key: string): Generator<number> {
    for (let line = last.get(key) ?? 0; line > 0;) {
      const at = (line - 1) * WIDTH;
      yield at;
      line = word(at + 3);
    }
  }

  return {
    segment,
    segments: () => segments,
    add(key, segment, at, length) {
      if (used === flat.length) {
        const larger = new Uint32Array(flat.length * 2);
        larger.set(flat);
        flat = larger;
      }
      flat[used] = segment;
      flat[used + 1] = at;
      flat[used + 2] = length;
      flat[used + 3] = last.get(key) ?? 0;
      used += WIDTH;
      last.set(key, used / WIDTH);
    },
    of(key) {
      const found: number[] = [];
      for (const at of chain(key)) {
        if (gone[word(at)] === undefined) found.push(word(at + 2), word(at + 1), word(at));
      }
      return found.reverse();
    },
    rows(key) {
      const found: number[] = [];
      let lost: number | undefined;
      for (const at of chain(key)) {
        const where = word(at);
        if (gone[where] === undefined) found.push(word(at + 2), word(at + 1), where);
        else lost ??= where;
      }
      if (lost !== undefined) found.push(0, 0, lost);
      return found.reverse();
    },
    linesIn(name) {
      const places = new Map<number, number>();
      const wanted = segment(name);
      for (let at = 0; at < used; at += WIDTH) {
        if (flat[at] === wanted) places.set(word(at + 1), at);
      }
      return places;
    },
    move(place, to, at, length) {
      flat[place] = to;
      flat[place + 1] = at;
      flat[place + 2] = length;
    },
    drop(name, how) {
      dropped.set(name, how);
      gone[segment(name)] = how;
    },
    dropped: () => dropped,
    removed(key) {
      if (dropped.size === 0) return undefined;
      for (const at of chain(key)) {
        const how = gone[word(at)];
        if (how !== undefined) return how;
      }
      return undefined;
    },
    keys: () => last.keys(),
  };
}
