// How wide and high the panes of the builder are, in pixels. Kept for the next start.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const paneLimits = {
  inspector: { least: 300, most: 520, normal: 344 },
  trace: { least: 120, most: 480, normal: 220 },
} as const;
export type PaneName = keyof typeof paneLimits;

type Panes = Readonly<Record<PaneName, number>>;

export const usePanes = create<Panes>()(
  persist((): Panes => ({ inspector: paneLimits.inspector.normal, trace: paneLimits.trace.normal }), {
    name: 'baton.panes',
  }),
);

/** Sets a pane's size within its limits. */
export function setPane(pane: PaneName, size: number): void {
  const { least, most } = paneLimits[pane];
  usePanes.setState({ [pane]: Math.round(Math.min(most, Math.max(least, size))) });
}
