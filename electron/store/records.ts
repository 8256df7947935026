// The records in memory: one map per table, set by lines through the book.
import { invariant } from '../../shared/model/problem.ts';
import type { Book, GetRecord, Put, PutListener } from './book.ts';

export interface Records<Line extends object> {
  readonly get: GetRecord;
  readonly table: (name: string) => ReadonlyMap<string, object>;
  readonly tables: readonly string[];
  /** Applies what the line sets; `puts` when that is known already. */
  apply(line: Line, puts?: readonly Put[]): void;
  /** When the latest line was written that the records are made of; undefined = not known. */
  readonly latest: () => number | undefined;
  /** The same for those of a snapshot. */
  readonly restored: (latest: number | undefined) => void;
  /** Answers what puts records from a snapshot back into a table. */
  readonly restore: (table: string) => (id: string, value: object) => void;
  /** Called after each put. Answers how to stop listening. */
  onPut(listener: PutListener): () => void;
}

export function createRecords<Line extends object>(book: Book<Line>): Records<Line> {
  const tables = new Map(book.tables.map((name) => [name, new Map<string, object>()]));
  const listeners = new Set<PutListener>();
  let latest: number | undefined;

  function table(name: string): Map<string, object> {
    const found = tables.get(name);
    invariant(found, `the book has a table ${name}`);
    return found;
  }
  const get: GetRecord = (name, id) => table(name).get(id);
  function put(puts: readonly Put[]): void {
    for (const one of puts) {
      const records = table(one.table);
      const before = records.get(one.id);
      if (one.value === null) records.delete(one.id);
      else records.set(one.id, one.value);
      for (const listener of listeners) listener(one.table, one.id, before, one.value);
    }
  }

  return {
    get,
    table,
    tables: book.tables,
    apply(line, puts = book.puts(line, get)) {
      put(puts);
      const at = book.timeOf?.(line);
      if (at !== undefined) latest = Math.max(at, latest ?? at);
    },
    latest: () => latest,
    restored: (at) => void (latest = at),
    restore(name) {
      const records = table(name);
      return (id, value) => void records.set(id, value);
    },
    onPut(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}

/** The records as they stood at one moment, though they go on changing while they are read. */
export interface FrozenRecords {
  /** The records of a table at that moment. One may come twice, both times as it stood. */
  rows(table: string): Generator<readonly [string, object]>;
  /** Stops holding old values. */
  release(): void;
}

/**
 * Freezes without copying: a value is never changed in place, so it is enough to hold, of each record that changes before
 * it has been read, the value it had.
 */
export function freezeRecords<Line extends object>(records: Records<Line>): FrozenRecords {
  const changed = new Map(
    records.tables.map((name) => [name, { was: new Map<string, object | undefined>(), deleted: [] as string[] }]),
  );
  const release = records.onPut((table, id, before, after) => {
    const held = changed.get(table);
    if (held === undefined) return;
    if (!held.was.has(id)) held.was.set(id, before);
    if (after === null) held.deleted.push(id);
  });
  return {
    *rows(table) {
      const held = changed.get(table);
      invariant(held, `table ${table} is read once`);
      for (const [id, value] of records.table(table)) {
        const was = held.was.has(id) ? held.was.get(id) : value;
        if (was !== undefined) yield [id, was];
      }
      // A record deleted meanwhile may not have been met on the way. (The list can grow while it is read.)
      for (const id of held.deleted) {
        const was = held.was.get(id);
        if (was !== undefined) yield [id, was];
      }
      changed.delete(table);
    },
    release,
  };
}
