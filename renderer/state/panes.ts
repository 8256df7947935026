// How wide and high the panes are, in pixels. Kept for the next start.
import { create } from 'zustand';
import { persist } from 'zustand/middleware';

export const paneLimits = {
  /** The settings of the builder, at its right. */
  inspector: { least: 300, most: 520, normal: 344 },
  /** The log below the canvas; never more than half of the window. */
  trace: { least: 120, most: Infinity, normal: 220 },
  /** The list beside a conversation. */
  list: { least: 220, most: 400, normal: 304 },
  /** What is known about a contact, beside its story. */
  details: { least: 240, most: 440, normal: 304 },
} as const;
export type PaneName = keyof typeof paneLimits;

type Panes = Readonly<Record<PaneName, number>>;

const { inspector, trace, list, details } = paneLimits;

export const usePanes = create<Panes>()(
  persist(
    (): Panes => ({ inspector: inspector.normal, trace: trace.normal, list: list.normal, details: details.normal }),
    { name: 'baton.panes' },
  ),
);

/** The largest size of a pane in the window as it is. */
export function mostOf(pane: PaneName): number {
  return pane === 'trace' ? Math.max(trace.least, Math.floor(window.innerHeight / 2)) : paneLimits[pane].most;
}

/** Sets a pane's size within its limits. */
export function setPane(pane: PaneName, size: number): void {
  usePanes.setState({ [pane]: Math.round(Math.min(mostOf(pane), Math.max(paneLimits[pane].least, size))) });
}
