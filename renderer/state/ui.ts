// Where the person is in the window, and how wide its panes are. Kept for the next start, never undone.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Screen } from '../../shared/ipc-types.ts';

/** Under this width the sidebar shows icons only. */
export const sidebarIconsUnder = 120;
export const sidebarLimits = { icons: 56, least: 160, most: 240, normal: 208 } as const;
/** A screen that stands in the sidebar. */
export type PlaceName = Exclude<Screen, { readonly id: string }>['to'];

/** How many screens "back" remembers. */
const remembered = 50;

/** What a page keeps for when one comes back to it, by name: `kept.ts`. */
export type Kept = Map<string, unknown>;
interface Visit {
  readonly screen: Screen;
  readonly kept: Kept;
}

interface Ui {
  readonly screen: Screen;
  /** Of the screen that is shown. */
  readonly kept: Kept;
  readonly past: readonly Visit[];
  /** Pixels. */
  readonly sidebarWidth: number;
}

export const useUi = create<Ui>()(
  persist((): Ui => ({ screen: { to: 'workflows' }, kept: new Map(), past: [], sidebarWidth: sidebarLimits.normal }), {
    name: 'baton.ui',
    partialize: ({ sidebarWidth }) => ({ sidebarWidth }),
  }),
);

/** True when both are the same page about the same thing. */
export function isSameScreen(a: Screen, b: Screen): boolean {
  return a.to === b.to && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}

/** Screens with the same key are one page that shows another thing: its list stays where it was. */
export function pageKey(screen: Screen): string {
  return homeOf(screen) === 'conversations' ? 'conversations' : JSON.stringify(screen);
}

/** Shows a screen; the one before it is what `back` returns to. */
export function go(screen: Screen): void {
  useUi.setState((ui) => {
    if (isSameScreen(ui.screen, screen)) return ui;
    const kept: Kept = pageKey(ui.screen) === pageKey(screen) ? ui.kept : new Map();
    return { screen, kept, past: [...ui.past, { screen: ui.screen, kept: ui.kept }].slice(-remembered) };
  });
}

/** Returns to the screen before, as it was left; without one, to where a person looks for the thing that is shown. */
export function back(): void {
  useUi.setState((ui) => {
    const last = ui.past.at(-1);
    return last ? { ...last, past: ui.past.slice(0, -1) } : { screen: { to: homeOf(ui.screen) }, kept: new Map() };
  });
}

/** The place in the sidebar under which a screen belongs. */
export function homeOf(screen: Screen): PlaceName {
  switch (screen.to) {
    case 'contact':
      return 'contacts';
    case 'conversation':
      return 'conversations';
    case 'workflow':
    case 'run':
      return 'workflows';
    case 'workflows':
    case 'contacts':
    case 'conversations':
    case 'users':
    case 'outbox':
    case 'bin':
    case 'settings':
      return screen.to;
  }
}

/** Sets the sidebar's width in pixels: icons only, or wide enough for words. */
export function setSidebarWidth(width: number): void {
  const { icons, least, most } = sidebarLimits;
  useUi.setState({ sidebarWidth: width < sidebarIconsUnder ? icons : Math.min(most, Math.max(least, width)) });
}

/** Folds the sidebar to icons, or opens it again. */
export function toggleSidebar(): void {
  setSidebarWidth(useUi.getState().sidebarWidth < sidebarIconsUnder ? sidebarLimits.normal : 0);
}
