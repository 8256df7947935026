// Moves the keyboard focus to the card that should have it, once: as soon as it is drawn.
import { useEffect, type RefObject } from 'react';
import { useBuilder, useSession } from '../state/session.ts';

/** For a card or a line of the outline; `then` runs when it got the focus. */
export function useFocusWish(id: string, card: RefObject<HTMLElement | null>, then?: (id: string) => void): void {
  const { builder } = useSession();
  const wished = useBuilder(({ focusWish }) => focusWish?.node === id);
  useEffect(() => {
    if (!wished || card.current === null) return;
    builder.setState({ focusWish: null });
    card.current.focus({ preventScroll: true });
    then?.(id);
  }, [wished, id, card, builder, then]);
}

/** For the whole of it: nothing in particular is wished for, so the first thing that can take the focus does. */
export function useFirstFocus(region: RefObject<HTMLElement | null>): void {
  const { builder } = useSession();
  const wished = useBuilder(({ focusWish }) => focusWish !== null && focusWish.node === null);
  useEffect(() => {
    if (!wished) return;
    builder.setState({ focusWish: null });
    const find = (selector: string): HTMLElement | null | undefined => region.current?.querySelector(selector);
    (find('[data-step]') ?? find('button'))?.focus({ preventScroll: true });
  }, [wished, region, builder]);
}
