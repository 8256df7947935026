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

interface Ui {
  readonly screen: Screen;
  readonly past: readonly Screen[];
  /** Pixels. */
  readonly sidebarWidth: number;
}

export const useUi = create<Ui>()(
  persist((): Ui => ({ screen: { to: 'workflows' }, past: [], sidebarWidth: sidebarLimits.normal }), {
    name: 'baton.ui',
    partialize: ({ sidebarWidth }) => ({ sidebarWidth }),
  }),
);

/** True when both are the same page about the same thing. */
export function isSameScreen(a: Screen, b: Screen): boolean {
  return a.to === b.to && ('id' in a ? a.id : '') === ('id' in b ? b.id : '');
}

/** Shows a screen; the one before it is what `back` returns to. */
export function go(screen: Screen): void {
  useUi.setState((ui) =>
    isSameScreen(ui.screen, screen) ? ui : { screen, past: [...ui.past, ui.screen].slice(-remembered) },
  );
}

/** Returns to the screen before; without one, to where a person looks for the thing that is shown. */
export function back(): void {
  useUi.setState((ui) => {
    const last = ui.past.at(-1);
    return last ? { screen: last, past: ui.past.slice(0, -1) } : { screen: { to: homeOf(ui.screen) } };
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
