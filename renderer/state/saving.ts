// What the status bar and the builder say about saving: one truth for both.
import { create } from 'zustand';

export interface Saving {
  readonly state: 'saved' | 'saving' | 'not-saved';
  /** Why it is not saved, in words. */
  readonly reason?: string;
}

export const useSaving = create<Saving>(() => ({ state: 'saved' }));

/** Says how saving stands. */
export function setSaving(saving: Saving): void {
  useSaving.setState(saving, true);
}
