// While a run is stepped through, the view follows the step that it is at; after a test it is again as it was before.
import { useReactFlow } from '@xyflow/react';
import { useEffect } from 'react';
import { useTrace } from '../state/session.ts';
import { useShowCard } from './use-show-card.ts';

export function useFollowRun(): void {
  const testing = useTrace(({ mode }) => mode === 'test');
  const at = useTrace(({ mode, frame }) => (mode === 'off' ? null : (frame?.run?.node ?? null)));
  const show = useShowCard();
  const { getViewport, setViewport } = useReactFlow();
  useEffect(() => {
    if (!testing) return undefined;
    const before = getViewport();
    return () => void setViewport(before);
  }, [testing, getViewport, setViewport]);
  useEffect(() => {
    if (at !== null) show(at);
  }, [at, show]);
}
