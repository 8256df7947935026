// A long list that is fetched in pieces: only what is in view is asked for, and again when it may have changed.
import type { Page } from '../../shared/ipc-types.ts';
import type { Problem, Result } from '../../shared/model/problem.ts';

/** Rows per request. */
export const pageRows = 200;

export interface PagedState<T> {
  /** Undefined until the first answer. */
  readonly total: number | undefined;
  readonly problem: Problem | undefined;
  /** The row at an index; undefined while it is not there yet. */
  readonly rowAt: (index: number) => T | undefined;
  /** Whether one of the rows that are there passes a test. */
  readonly some: (test: (row: T) => boolean) => boolean;
}

export type FetchRows<T> = (offset: number, limit: number) => Promise<Result<Page<T>>>;

/** One list, for as long as it is shown. Requests go out one after the other, each for what is in view by then. */
export class PagedRows<T> {
  private readonly pages = new Map<number, readonly T[]>();
  /** Pages whose rows may be others by now. They are shown until the new ones are there. */
  private readonly stale = new Set<number>();
  private readonly listeners = new Set<() => void>();
  private range: readonly [first: number, last: number] = [0, 0];
  private busy = false;
  /** The rows shown are those of the list before. */
  private outdated = false;
  private state: PagedState<T> = {
    total: undefined,
    problem: undefined,
    rowAt: () => undefined,
    some: () => false,
  };

  constructor(private fetch: FetchRows<T>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): PagedState<T> => this.state;

  /** Says which rows are in view, and asks for those that are not there. */
  readonly show = (first: number, last: number): void => {
    this.range = [first, last];
    void this.fill();
  };

  /** The rows may have changed: those in view are asked for again, the others when they come into view. */
  readonly refresh = (): void => {
    for (const page of this.pages.keys()) this.stale.add(page);
    void this.fill();
  };

  /** Another list takes its place (a search goes on). The old rows stay until the new ones are there. */
  become(fetch: FetchRows<T>): void {
    this.fetch = fetch;
    this.range = [0, 0];
    this.outdated = true;
    void this.fill();
  }

  private async fill(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    for (let page = this.missing(); page !== undefined; page = this.missing()) {
      const { fetch } = this;
      this.stale.delete(page);
      const answer = await fetch(page * pageRows, pageRows);
      if (fetch !== this.fetch) continue;
      if (!answer.ok) {
        this.tell({ ...this.state, problem: answer.problem });
        break;
      }
      this.take(page, answer.value);
    }
    this.busy = false;
  }

  /** The first page in view that is not there, or may be another by now. */
  private missing(): number | undefined {
    if (this.outdated) return 0;
    const [first, last] = this.range;
    const end = Math.max(0, Math.min(last, (this.state.total ?? 1) - 1));
    for (let page = Math.floor(Math.min(first, end) / pageRows); page * pageRows <= end; page += 1) {
      if (!this.pages.has(page) || this.stale.has(page)) return page;
    }
    return undefined;
  }

  private take(page: number, { total, rows }: Page<T>): void {
    if (this.outdated) {
      this.pages.clear();
      this.stale.clear();
      this.outdated = false;
    }
    this.pages.set(page, rows);
    this.tell({
      total,
      problem: undefined,
      rowAt: (index) => this.pages.get(Math.floor(index / pageRows))?.[index % pageRows],
      some: (test) => [...this.pages.values()].some((page) => page.some(test)),
    });
  }

  private tell(state: PagedState<T>): void {
    this.state = state;
    for (const listener of this.listeners) listener();
  }
}
