// What is due when: a binary heap by time. An item that was put in again, later or earlier, counts by its last time only.
import type { Instant } from '../../shared/model/time.ts';

interface Item {
  readonly due: Instant;
  readonly id: string;
}

export class DueQueue {
  private readonly heap: Item[] = [];
  private readonly dues = new Map<string, Instant>();

  /** How many wait. */
  get size(): number {
    return this.dues.size;
  }

  set(id: string, due: Instant): void {
    if (this.dues.get(id) === due) return;
    this.dues.set(id, due);
    this.heap.push({ due, id });
    this.up(this.heap.length - 1);
  }

  delete(id: string): void {
    this.dues.delete(id);
  }

  /** When the first is due; undefined when nothing waits. */
  first(): Instant | undefined {
    this.dropStale();
    return this.heap[0]?.due;
  }

  /** Takes out the first that is due by `now`; undefined when none is. */
  take(now: Instant): string | undefined {
    this.dropStale();
    const top = this.heap[0];
    if (top === undefined || top.due > now) return undefined;
    this.pop();
    this.dues.delete(top.id);
    return top.id;
  }

  private dropStale(): void {
    for (let top = this.heap[0]; top !== undefined && this.dues.get(top.id) !== top.due; top = this.heap[0]) this.pop();
  }

  private pop(): void {
    const last = this.heap.pop();
    if (last === undefined || this.heap.length === 0) return;
    this.heap[0] = last;
    this.down(0);
  }

  private up(from: number): void {
    for (let at = from; at > 0;) {
      const parent = (at - 1) >> 1;
      if (!this.swapIfBefore(at, parent)) return;
      at = parent;
    }
  }

  private down(from: number): void {
    for (let at = from; ;) {
      const left = 2 * at + 1;
      const right = left + 1;
      const child = this.before(right, left) ? right : left;
      if (!this.swapIfBefore(child, at)) return;
      at = child;
    }
  }

  private before(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    return (
      one !== undefined && (other === undefined || one.due < other.due || (one.due === other.due && one.id < other.id))
    );
  }

  private swapIfBefore(a: number, b: number): boolean {
    const [one, other] = [this.heap[a], this.heap[b]];
    if (one === undefined || other === undefined || !this.before(a, b)) return false;
    this.heap[a] = other;
    this.heap[b] = one;
    return true;
  }
}
