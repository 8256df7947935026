// Brings a card into sight.
import { useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import { CARD } from '../../shared/graph/grid.ts';
import { usePanes } from '../state/panes.ts';
import { useBuilder } from '../state/session.ts';

/** How much of the view at each side is too near to its edge. */
const EDGE = 0.1;
const CALM = 180;
/** Room between a card and the inspector that lies over the canvas, in pixels. */
const GAP = 24;
/** In a narrower window the inspector lies over the canvas; the style sheet of the builder says the same. */
const OVER = 1120;

/** How many pixels at the right of the canvas lie under the inspector when it is open. */
export function coveredWidth(): number {
  return window.innerWidth < OVER ? usePanes.getState().inspector : 0;
}

function calm(): number {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : CALM;
}

/** Pans, if a card is outside the middle of the view. */
export function useShowCard(): (id: string) => void {
  const { getInternalNode, setCenter } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (id: string) => {
      const place = getInternalNode(id)?.internals.positionAbsolute;
      const { width: whole, height, transform } = store.getState();
      const covered = coveredWidth();
      const width = whole - covered;
      if (place === undefined || width === 0) return;
      const [panX, panY, zoom] = transform;
      const middle = { x: place.x + CARD.width / 2, y: place.y + CARD.height / 2 };
      const x = middle.x * zoom + panX;
      const y = middle.y * zoom + panY;
      // Under the inspector half a card would be hidden: there it has to be seen whole.
      const last = covered === 0 ? width * (1 - EDGE) : width - (CARD.width / 2) * zoom;
      if (x > width * EDGE && x < last && y > height * EDGE && y < height * (1 - EDGE)) return;
      void setCenter(middle.x + covered / 2 / zoom, middle.y, { zoom, duration: calm() });
    },
    [getInternalNode, setCenter, store],
  );
}

/** A card far off the screen is not drawn: it is brought into sight first, and takes the focus once it is there. */
export function useShowWished(): void {
  const wished = useBuilder(({ focusWish }) => focusWish?.node ?? null);
  const show = useShowCard();
  useEffect(() => {
    if (wished !== null) show(wished);
  }, [wished, show]);
}

/**
 * A card that was chosen opens the inspector: where that lies over the canvas, the card comes out from under it. One that
 * is being dragged stays under the pointer until it is let go.
 */
export function useUncoverChosen(dragging: boolean): void {
  const chosen = useBuilder(({ selection: [only, ...more] }) => (more.length === 0 ? only : undefined));
  const width = useStore((store) => store.width);
  const { getInternalNode, getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    const place = chosen === undefined ? undefined : getInternalNode(chosen)?.internals.positionAbsolute;
    const covered = coveredWidth();
    if (place === undefined || dragging || covered === 0 || width === 0) return;
    const view = getViewport();
    const left = place.x * view.zoom + view.x;
    const over = left + CARD.width * view.zoom - (width - covered - GAP);
    // A card that is wider than the room shows its beginning.
    const by = Math.min(over, left - GAP);
    if (by > 0) void setViewport({ ...view, x: view.x - by }, { duration: calm() });
  }, [chosen, dragging, width, getInternalNode, getViewport, setViewport]);
}
