// While a run is stepped through, the view follows the step that it is at.
import { useEffect } from 'react';
import { useTrace } from '../state/session.ts';
import { useShowCard } from './use-show-card.ts';

export function useFollowRun(): void {
  const at = useTrace(({ mode, frame }) => (mode === 'off' ? null : (frame?.run?.node ?? null)));
  const show = useShowCard();
  useEffect(() => {
    if (at !== null) show(at);
  }, [at, show]);
}
