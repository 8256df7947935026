// What is due when, against a plain list that is searched through each time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DueQueue } from '../../../../electron/runtime/due-queue.ts';

class List {
  private readonly dues = new Map<string, number>();
  get size(): number {
    return this.dues.size;
  }
  set(id: string, due: number): void {
    this.dues.set(id, due);
  }
  delete(id: string): void {
    this.dues.delete(id);
  }
  first(): number | undefined {
    return this.head()?.[1];
  }
  take(now: number): string | undefined {
    const [id, due = Infinity] = this.head() ?? [];
    if (id === undefined || due > now) return undefined;
    this.dues.delete(id);
    return id;
  }
  private head(): readonly [string, number] | undefined {
    return [...this.dues].toSorted(([a, one], [b, other]) => one - other || (a < b ? -1 : 1))[0];
  }
}

type Call = (queue: DueQueue | List) => unknown;

test('gives what is due in order of time, then of id; an item put in again counts by its last time only', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
  const time = fc.integer({ min: 0, max: 9 });
  const call: fc.Arbitrary<Call> = fc.oneof(
    fc.tuple(id, time).map(
      ([one, due]) =>
        (queue: DueQueue | List) =>
          queue.set(one, due),
    ),
    fc.tuple(id, time).map(
      ([one, due]) =>
        (queue: DueQueue | List) =>
          queue.set(one, due),
    ),
    id.map((one) => (queue: DueQueue | List) => queue.delete(one)),
    time.map((now) => (queue: DueQueue | List) => queue.take(now)),
    fc.constant((queue: DueQueue | List) => queue.first()),
  );
  fc.assert(
    fc.property(fc.array(call, { maxLength: 60 }), (calls) => {
      const [queue, list] = [new DueQueue(), new List()];
      const all = [...calls, ...Array.from({ length: 7 }, (): Call => (one) => one.take(9))];
      for (const one of all) expect([one(queue), queue.size]).toEqual([one(list), list.size]);
    }),
    { numRuns: 1000 },
  );
});
