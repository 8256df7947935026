// How large the canvas is drawn, in percent; null while none is open. The canvas tells, the status bar shows it.
import { create } from 'zustand';

export const useZoom = create<{ readonly percent: number | null }>(() => ({ percent: null }));

/** Says how large the canvas is drawn now, or that there is none any more. */
export function tellZoom(percent: number | null): void {
  useZoom.setState({ percent });
}
