// Which contacts are selected, by id. Ids stay right while the list moves under them; ranges are extended as in a file manager.

export interface Selected {
  readonly ids: ReadonlySet<string>;
  /** What was selected before a range was drawn, and where that range begins. */
  readonly before: ReadonlySet<string>;
  readonly from: number | null;
}

export const nothingSelected: Selected = { ids: new Set(), before: new Set(), from: null };

/** Selects one more, or one less. */
export function toggled(selected: Selected, id: string): Selected {
  const ids = new Set(selected.ids);
  if (!ids.delete(id)) ids.add(id);
  return only(ids);
}

/** Exactly these. */
export function only(ids: Iterable<string>): Selected {
  const set = new Set(ids);
  return { ids: set, before: set, from: null };
}

/** The rows of a range besides what was selected before. The same beginning again replaces the range. */
export function ranged(selected: Selected, from: number, ids: readonly string[]): Selected {
  const before = selected.from === from ? selected.before : selected.ids;
  return { ids: new Set([...before, ...ids]), before, from };
}

/** How much of a list of `total` is selected. */
export function extentOf(selected: Selected, total: number): 'none' | 'some' | 'all' {
  if (selected.ids.size === 0) return 'none';
  return selected.ids.size >= total ? 'all' : 'some';
}
