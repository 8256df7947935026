// A layer over the tables: what was put here is read here; everything else shines through.
import type { Get, Put } from './changes.ts';

export interface Overlay {
  readonly get: Get;
  /** Remembers the puts and gives them back. */
  take(puts: readonly Put[]): readonly Put[];
  readonly puts: readonly Put[];
}

/** For a handful of puts: the last one of a record is looked for among all of them. */
export function overlay(under: Get): Overlay {
  const puts: Put[] = [];
  return {
    puts,
    get: ((table, id) => {
      for (let at = puts.length - 1; at >= 0; at -= 1) {
        const put = puts[at];
        if (put?.id === id && put.table === table) return put.value ?? undefined;
      }
      return under(table, id);
    }) as Get,
    take: (more) => {
      for (const one of more) puts.push(one);
      return more;
    },
  };
}
