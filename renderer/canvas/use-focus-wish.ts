// Moves the keyboard focus to the card that should have it, and brings it into sight.
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { useReducedMotion } from '@mantine/hooks';
import { useEffect, type RefObject } from 'react';
import { CARD } from '../../shared/graph/grid.ts';
import { useBuilder, useDocument } from '../state/session.ts';

/** How much of the view at each side is too near to its edge. */
const EDGE = 0.1;

export function useFocusWish(region: RefObject<HTMLElement | null>): void {
  const { node, serial } = useBuilder((state) => state.focusWish);
  const drawn = useDocument(({ picture }) => node !== null && picture.graph.nodes.has(node));
  const show = useShowCard();
  useEffect(() => {
    if (serial === 0 || (node !== null && !drawn)) return;
    const find = (selector: string): HTMLElement | null | undefined =>
      region.current?.querySelector<HTMLElement>(selector);
    const target = node === null ? (find('[data-step]') ?? find('button')) : find(`[data-step="${CSS.escape(node)}"]`);
    target?.focus({ preventScroll: true });
    if (node !== null) show(node);
  }, [node, serial, drawn, region, show]);
}

/** Pans, if a card is outside the middle of the view. */
export function useShowCard(): (id: string) => void {
  const { getInternalNode, setCenter } = useReactFlow();
  const store = useStoreApi();
  const still = useReducedMotion();
  return (id) => {
    const place = getInternalNode(id)?.internals.positionAbsolute;
    const { width, height, transform } = store.getState();
    if (place === undefined || width === 0) return;
    const [panX, panY, zoom] = transform;
    const x = (place.x + CARD.width / 2) * zoom + panX;
    const y = (place.y + CARD.height / 2) * zoom + panY;
    const inside = x > width * EDGE && x < width * (1 - EDGE) && y > height * EDGE && y < height * (1 - EDGE);
    if (!inside)
      void setCenter(place.x + CARD.width / 2, place.y + CARD.height / 2, { zoom, duration: still ? 0 : 180 });
  };
}
