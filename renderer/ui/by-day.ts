// Cuts a list that is in time order into days.
import type { Instant } from '../../shared/model/time.ts';

interface Day<T> {
  /** The heading. */
  readonly day: string;
  readonly items: readonly T[];
}

/** Neighbours of one day together; keeps the order. `dayOf` gives the heading of a moment's day. */
export function byDay<T extends { readonly at: Instant }>(
  items: readonly T[],
  dayOf: (at: Instant) => string,
): readonly Day<T>[] {
  const days: { day: string; items: T[] }[] = [];
  for (const item of items) {
    const day = dayOf(item.at);
    const last = days.at(-1);
    if (last?.day === day) last.items.push(item);
    else days.push({ day, items: [item] });
  }
  return days;
}
