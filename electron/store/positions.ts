// Where the lines of each trace stand in the journal. Sixteen bytes a line in one flat array, chained from the youngest
// line of a key to its oldest: a million lines as objects would cost ten times that.

export interface Positions {
  /** The place of a segment in the list of segments; added to it if it is new. */
  segment(name: string): number;
  segments(): readonly string[];
  /** A line of a key: the place of its segment, byte offset and byte length without the line end. */
  add(key: string, segment: number, at: number, length: number): void;
  /** Segment, offset and length of each line, oldest first, in one list. */
  of(key: string): readonly number[];
  keys(): IterableIterator<string>;
}

const WIDTH = 4;

export function createPositions(): Positions {
  // Each line: segment, offset, length, and the line before it of the same key (by its place from 1; 0 = none).
  let flat = new Uint32Array(WIDTH * 1024);
  let used = 0;
  const last = new Map<string, number>();
  const segments: string[] = [];

  return {
    segment(name) {
      const found = segments.lastIndexOf(name);
      return found >= 0 ? found : segments.push(name) - 1;
    },
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
      for (let line = last.get(key) ?? 0; line > 0;) {
        const at = (line - 1) * WIDTH;
        found.push(flat[at + 2] ?? 0, flat[at + 1] ?? 0, flat[at] ?? 0);
        line = flat[at + 3] ?? 0;
      }
      return found.reverse();
    },
    keys: () => last.keys(),
  };
}
