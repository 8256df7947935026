// A layer over the tables: what was put here is read here; everything else shines through.
import type { Get, Put } from './changes.ts';

export interface Overlay {
  readonly get: Get;
  /** Remembers the puts and gives them back. */
  take(puts: readonly Put[]): readonly Put[];
  readonly puts: readonly Put[];
}

export function overlay(under: Get): Overlay {
  const set = new Map<string, object | null>();
  const puts: Put[] = [];
  return {
    puts,
    get: ((table, id) => {
      const key = `${table} ${id}`;
      return set.has(key) ? (set.get(key) ?? undefined) : under(table, id);
    }) as Get,
    take: (more) => {
      for (const one of more) {
        set.set(`${one.table} ${one.id}`, one.value);
        puts.push(one);
      }
      return more;
    },
  };
}
