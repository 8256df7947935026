// What a person looks at while building: selection, the place marked for the next step, panels. Never saved, never undone.
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Way } from '../../shared/graph/edit.ts';

/** Where a new step goes: on a way, or in front of everything as one more trigger. */
export type Mark = { readonly after: Way } | { readonly trigger: true };

/** A field of a step that should get the focus. `serial` tells two wishes for the same place apart. */
export interface FieldWish {
  readonly node: string;
  readonly field?: string;
  readonly serial: number;
}

export interface BuilderState {
  readonly selection: ReadonlySet<string>;
  /** The card that Tab enters at. */
  readonly current: string | null;
  /** The card that should get the focus as soon as it is drawn (null: whatever comes first). Taken back once it has it. */
  readonly focusWish: { readonly node: string | null } | null;
  readonly fieldWish: FieldWish | null;
  /** The step whose title is being written. */
  readonly renaming: string | null;
  readonly look: 'canvas' | 'outline';
  /** In the inspector's place: the shelf of steps, with the "+" that the next one goes to. */
  readonly shelf: { readonly at: Mark } | null;
  readonly tab: 'settings' | 'runs' | 'info';
  /** Narrow windows only: the workflow's own panel was asked for; it lies over the canvas. */
  readonly panelOpen: boolean;
  readonly problemsOpen: boolean;
  /** Type of the step that is dragged from the shelf. */
  readonly dragged: string | null;
  /** The last thing that was done, for the screen reader. */
  readonly said: string;
}

export type BuilderStore = StoreApi<BuilderState> & {
  /** Selects these; the last becomes the current one. */
  readonly select: (ids: Iterable<string>) => void;
  /** Selects one card and moves the focus to it; null: to the canvas itself. */
  readonly focus: (id: string | null) => void;
  readonly openShelf: (at: Mark) => void;
  readonly openField: (node: string, field?: string) => void;
  readonly say: (what: string) => void;
};

const none: ReadonlySet<string> = new Set();

export function openBuilder(): BuilderStore {
  const store = createStore<BuilderState>(() => ({
    selection: none,
    current: null,
    focusWish: null,
    fieldWish: null,
    renaming: null,
    look: 'canvas',
    shelf: null,
    tab: 'settings',
    panelOpen: false,
    problemsOpen: false,
    dragged: null,
    said: '',
  }));
  const { getState, setState } = store;
  return {
    ...store,
    select: (ids) => {
      const selection = new Set(ids);
      const current = [...selection].at(-1) ?? getState().current;
      if (isSameSet(selection, getState().selection) && current === getState().current) return;
      setState({ selection, current, renaming: null });
    },
    focus: (id) => {
      setState({
        ...(id === null ? { selection: none } : { selection: new Set([id]), current: id }),
        renaming: null,
        focusWish: { node: id },
      });
    },
    openShelf: (at) => setState({ shelf: { at }, problemsOpen: false }),
    openField: (node, field) =>
      setState(({ fieldWish }) => ({
        selection: new Set([node]),
        current: node,
        shelf: null,
        fieldWish: { node, serial: (fieldWish?.serial ?? 0) + 1, ...(field === undefined ? {} : { field }) },
      })),
    say: (said) => setState({ said }),
  };
}

function isSameSet(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  return a.size === b.size && [...a].every((one) => b.has(one));
}
