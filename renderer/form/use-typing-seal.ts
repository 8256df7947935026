// Letters typed in one go are one undo; a pause ends the go.
import { useCallback, useEffect, useRef } from 'react';
import { useSession } from '../state/session.ts';

const PAUSE = 1500;

/** To be called with each letter. */
export function useTypingSeal(): () => void {
  const { document } = useSession();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      document.seal();
    },
    [document],
  );
  return useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(document.seal, PAUSE);
  }, [document]);
}
