// What a page keeps for when one comes back to it: kept with the visit, so that the same page opened anew begins afresh.
import { useCallback, useState, type RefCallback } from 'react';
import { useUi } from './ui.ts';

/** What the visit to the screen that is shown keeps under a name. Asked for while the page is drawn for the first time. */
export function useKeeper<T>(name: string): { readonly was: T | undefined; readonly keep: (value: T) => void } {
  const [kept] = useState(() => useUi.getState().kept);
  const [was] = useState(() => kept.get(name) as T | undefined);
  const keep = useCallback((value: T) => void kept.set(name, value), [kept, name]);
  return { was, keep };
}

/** As `useState`, for what `back` has to find as it was left. */
export function useKept<T>(name: string, initial: T): readonly [T, (value: T) => void] {
  const { was, keep } = useKeeper<T>(name);
  const [value, setValue] = useState(was ?? initial);
  const set = useCallback(
    (next: T) => {
      keep(next);
      setValue(next);
    },
    [keep],
  );
  return [value, set];
}

/** For the `ref` of what scrolls: it stands where it was left. It is drawn with all that is in it. */
export function useKeptScroll(name: string): RefCallback<HTMLElement> {
  const { was, keep } = useKeeper<number>(name);
  return useCallback(
    (element) => {
      if (element === null) return;
      element.scrollTop = was ?? 0;
      const note = (): void => keep(element.scrollTop);
      element.addEventListener('scroll', note, { passive: true });
      return () => element.removeEventListener('scroll', note);
    },
    [was, keep],
  );
}
