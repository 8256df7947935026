// Selecting in the table of contacts. "All" and long ranges ask for ids: most rows were never fetched.
import { useMemo, useState } from 'react';
import type { ContactRow } from '../../shared/ipc-types.ts';
import type { InputOf } from '../../shared/ipc.ts';
import { ask } from '../api.ts';
import type { Selection } from '../ui/VirtualTable.tsx';
import { extentOf, nothingSelected, only, ranged, toggled, type Selected } from './selected.ts';

export interface ContactSelection {
  readonly ids: ReadonlySet<string>;
  readonly clear: () => void;
  /** For the table. */
  readonly table: Selection<ContactRow>;
}

/** The selection among the contacts that the list shows. Another list begins with none. `wanted` stays the same object meanwhile. */
export function useContactSelection(
  wanted: InputOf<'contacts.ids'>,
  total: number,
  rowAt: (index: number) => ContactRow | undefined,
): ContactSelection {
  const [state, setState] = useState({ wanted, selected: nothingSelected });
  const selected = state.wanted === wanted ? state.selected : nothingSelected;

  return useMemo(() => {
    const idsFrom = async (first: number, last: number): Promise<readonly string[]> => {
      const here = Array.from({ length: last - first + 1 }, (_, index) => rowAt(first + index)?.contact.id);
      const known = here.filter((id) => id !== undefined);
      if (known.length === here.length) return known;
      return ((await ask('contacts.ids', wanted)) ?? []).slice(first, last + 1);
    };
    const set = (change: (now: Selected) => Selected): void =>
      setState((now) => ({ wanted, selected: change(now.wanted === wanted ? now.selected : nothingSelected) }));
    const clear = (): void => set(() => nothingSelected);
    return {
      ids: selected.ids,
      clear,
      table: {
        has: (row) => selected.ids.has(row.contact.id),
        toggle: (row) => set((now) => toggled(now, row.contact.id)),
        all: extentOf(selected, total),
        toggleAll: () => {
          if (extentOf(selected, total) === 'all') clear();
          else void ask('contacts.ids', wanted).then((ids) => ids && set(() => only(ids)));
        },
        selectRange: (from, to) => {
          void idsFrom(Math.min(from, to), Math.max(from, to)).then((ids) => set((now) => ranged(now, from, ids)));
        },
      },
    };
  }, [selected, wanted, total, rowAt]);
}
