// Where the lines of each trace stand in the journal. Sixteen bytes a line in flat arrays, chained from the youngest
// line of a key to its oldest: a million lines as objects would cost ten times that.

/** A line in the journal: segment by its place in `segments`, byte offset and byte length without the line end. */
export interface Position {
  readonly segment: number;
  readonly at: number;
  readonly length: number;
}

const WIDTH = 4;

export interface Positions {
  /** The place of a segment in the list of segments; added to it if it is new. */
  segment(name: string): number;
  segments(): readonly string[];
  add(key: string, segment: number, at: number, length: number): void;
  /** Oldest first. */
  of(key: string): readonly Position[];
  keys(): IterableIterator<string>;
}

export function createPositions(): Positions {
  // Each line: segment, offset, length, and the line before it of the same key (by its place from 1; 0 = none).
  let flat = new Uint32Array(WIDTH * 1024);
  let count = 0;
  const last = new Map<string, number>();
  const segments: string[] = [];

  return {
    segment(name) {
      const found = segments.lastIndexOf(name);
      return found >= 0 ? found : segments.push(name) - 1;
    },
    segments: () => segments,
    add(key, segment, at, length) {
      if ((count + 1) * WIDTH > flat.length) {
        const larger = new Uint32Array(flat.length * 2);
        larger.set(flat);
        flat = larger;
      }
      flat.set([segment, at, length, last.get(key) ?? 0], count * WIDTH);
      last.set(key, ++count);
    },
    of(key) {
      const found: Position[] = [];
      for (let line = last.get(key) ?? 0; line > 0; line = flat[line * WIDTH - 1] ?? 0) {
        const [segment = 0, at = 0, length = 0] = flat.subarray((line - 1) * WIDTH);
        found.push({ segment, at, length });
      }
      return found.reverse();
    },
    keys: () => last.keys(),
  };
}
