// A clock as a machine has it: timers run on time that only goes on, the wall clock can be set. Both stand still until told.
import type { Clock } from '../../electron/runtime/clock.ts';
import { MORNING } from './desk.ts';

export class WallClock implements Clock {
  private passed = 0;
  private offset: number;
  private readonly timers = new Map<object, { readonly at: number; readonly call: () => void }>();

  constructor(start: number = MORNING) {
    this.offset = start;
  }

  readonly now = (): number => this.offset + this.passed;
  readonly elapsed = (): number => this.passed;

  readonly after = (ms: number, call: () => void): (() => void) => {
    const id = {};
    this.timers.set(id, { at: this.passed + Math.max(ms, 0), call });
    return () => this.timers.delete(id);
  };

  readonly yield = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  /** How many timers wait. */
  get pending(): number {
    return this.timers.size;
  }

  /** Somebody sets the wall clock, or the machine sleeps: timers notice nothing. */
  jump(ms: number): void {
    this.offset += ms;
  }

  /** Lets so many ms pass. Each timer has its turn, and `settle` all that follows from it, before the next. */
  async pass(ms: number, settle: () => Promise<void>): Promise<void> {
    const end = this.passed + ms;
    await settle();
    for (let next = this.next(end); next !== undefined; next = this.next(end)) {
      this.passed = Math.max(this.passed, next.at);
      next.call();
      await settle();
    }
    this.passed = end;
  }

  private next(end: number): { readonly at: number; readonly call: () => void } | undefined {
    let first: { readonly id: object; readonly at: number; readonly call: () => void } | undefined;
    for (const [id, timer] of this.timers) {
      if (timer.at <= end && (first === undefined || timer.at < first.at)) first = { id, ...timer };
    }
    if (first !== undefined) this.timers.delete(first.id);
    return first;
  }
}
