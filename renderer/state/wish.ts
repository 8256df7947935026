// What a command asked of a page that is not open yet: the page does it once it is.
import { useEffect, useEffectEvent } from 'react';
import { create } from 'zustand';
import { go, type PlaceName } from './ui.ts';

export type Wish = 'new-workflow' | 'add-user' | 'add-contact' | 'import-contacts' | 'needs-attention';

const useWish = create<{ readonly wish: Wish | undefined }>(() => ({ wish: undefined }));

/** Goes to a page and asks it to do something there. */
export function wishAt(to: PlaceName, wish: Wish): void {
  useWish.setState({ wish });
  go({ to });
}

/** Does what was wished of this page, once. */
export function useWished(name: Wish, grant: () => void): void {
  const wish = useWish((state) => state.wish);
  const granted = useEffectEvent(grant);
  useEffect(() => {
    if (wish !== name) return;
    useWish.setState({ wish: undefined });
    granted();
  }, [wish, name]);
}
