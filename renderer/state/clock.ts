// The time of day for what is on the screen: "14:02" becomes "Yesterday 14:02" at midnight without a reload.
import { create } from 'zustand';
import { MINUTE, type Instant } from '../../shared/model/time.ts';

/** The present moment, at most a minute behind. */
export const useClock = create<{ readonly now: Instant }>(() => ({ now: Date.now() }));

/** Keeps the clock going until the answered function is called. */
export function followClock(): () => void {
  const timer = setInterval(() => useClock.setState({ now: Date.now() }), MINUTE);
  return () => clearInterval(timer);
}
