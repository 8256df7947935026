// Brings a card into sight.
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect } from 'react';
import { CARD } from '../../shared/graph/grid.ts';
import { usePanes } from '../state/panes.ts';
import { useBuilder } from '../state/session.ts';

/** How much of the view at each side is too near to its edge. */
const EDGE = 0.1;
const CALM = 180;
/** In a narrower window the inspector lies over the canvas; the style sheet of the builder says the same. */
const OVER = 1120;

/** Pans, if a card is outside the middle of the view. */
export function useShowCard(): (id: string) => void {
  const { getInternalNode, setCenter } = useReactFlow();
  const store = useStoreApi();
  return useCallback(
    (id: string) => {
      const place = getInternalNode(id)?.internals.positionAbsolute;
      const { width: whole, height, transform } = store.getState();
      const covered = window.innerWidth < OVER ? usePanes.getState().inspector : 0;
      const width = whole - covered;
      if (place === undefined || width === 0) return;
      const [panX, panY, zoom] = transform;
      const middle = { x: place.x + CARD.width / 2, y: place.y + CARD.height / 2 };
      const x = middle.x * zoom + panX;
      const y = middle.y * zoom + panY;
      // Under the inspector half a card would be hidden: there it has to be seen whole.
      const last = covered === 0 ? width * (1 - EDGE) : width - (CARD.width / 2) * zoom;
      if (x > width * EDGE && x < last && y > height * EDGE && y < height * (1 - EDGE)) return;
      const still = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
      void setCenter(middle.x + covered / 2 / zoom, middle.y, { zoom, duration: still ? 0 : CALM });
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
