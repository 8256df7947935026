// Zoom and fit, as keys and buttons ask for them. Quiet when no motion is wanted.
import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import { useReducedMotion } from '@mantine/hooks';
import { useMemo } from 'react';
import { useSession } from '../state/session.ts';
import type { View } from './canvas-keys.ts';
import { coveredWidth } from './use-show-card.ts';

const CALM = 180;
/** Room around the cards: for the "When" tab above and the "End" below. */
const MARGIN = { side: 60, top: 60, bottom: 140 } as const;
/** Under this zoom captions cannot be read: a long workflow opens at its beginning instead. */
const READABLE = 0.6;

export interface OpeningView extends View {
  /** Shows all of it if it can be read so, else its beginning. */
  readonly open: () => void;
}

export function useView(): OpeningView {
  const { zoomIn, zoomOut, zoomTo, getNodesBounds, setViewport } = useReactFlow();
  const store = useStoreApi();
  const { builder, trace } = useSession();
  const duration = useReducedMotion() ? 0 : CALM;
  return useMemo(() => {
    /** Pixels at the left that no open inspector lies over. */
    const openWidth = (): number => {
      const { shelf, selection, panelOpen } = builder.getState();
      const covered = shelf !== null || selection.size > 0 || panelOpen || trace.getState().mode !== 'off';
      return store.getState().width - (covered ? coveredWidth() : 0);
    };
    const place = (
      ids: readonly string[],
      most: number,
    ): { readonly x: number; readonly y: number; readonly zoom: number } => {
      const { height, minZoom } = store.getState();
      const { x, y, width: across, height: down } = getNodesBounds([...ids]);
      const room = {
        x: x - MARGIN.side,
        y: y - MARGIN.top,
        width: across + 2 * MARGIN.side,
        height: down + MARGIN.top + MARGIN.bottom,
      };
      return getViewportForBounds(room, openWidth(), height, minZoom, most, 0);
    };
    const all = (): readonly string[] => [...store.getState().nodeLookup.keys()];
    return {
      zoomIn: () => void zoomIn({ duration }),
      zoomOut: () => void zoomOut({ duration }),
      zoomFull: () => void zoomTo(1, { duration }),
      fitAll: () => void setViewport(place(all(), 1), { duration }),
      fitSelection: () => {
        const { selection } = builder.getState();
        void setViewport(place(selection.size === 0 ? all() : [...selection], 1.25), { duration });
      },
      open: () => {
        const whole = place(all(), 1);
        // What is shorter than the canvas hangs from its top: there is room for what comes next.
        const y = Math.min(whole.y, (MARGIN.top - getNodesBounds([...all()]).y) * whole.zoom);
        if (whole.zoom >= READABLE) return void setViewport({ ...whole, y });
        const first = store.getState().nodes[0];
        if (first === undefined) return;
        const bounds = getNodesBounds([first.id]);
        void setViewport({
          x: openWidth() / 2 - (bounds.x + bounds.width / 2) * 0.8,
          y: (MARGIN.top - bounds.y) * 0.8,
          zoom: 0.8,
        });
      },
    };
  }, [zoomIn, zoomOut, zoomTo, getNodesBounds, setViewport, store, builder, trace, duration]);
}
