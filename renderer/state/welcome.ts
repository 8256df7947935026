// Whether the person chose to start empty: the welcome is not shown again while the window lives.
import { create } from 'zustand';

const useChoice = create<{ readonly startedEmpty: boolean }>(() => ({ startedEmpty: false }));

/** True once "Start empty" was chosen, also after other pages were open. */
export function useStartedEmpty(): boolean {
  return useChoice((state) => state.startedEmpty);
}

export function startEmpty(): void {
  useChoice.setState({ startedEmpty: true });
}
