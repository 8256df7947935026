// Short messages at the edge of the window: at most three, each with at most one thing to do about it.
import { create } from 'zustand';
import type { Problem } from '../../shared/model/problem.ts';

/** How long a toast stays: 8 s, or 12 s for a problem, counted anew after the pointer or the focus leaves it. */
const stay = { done: 8000, problem: 12_000 } as const;
const most = 3;

export interface Toast {
  readonly id: number;
  readonly kind: 'done' | 'problem';
  readonly message: string;
  /** What to do about it, in words. */
  readonly fix?: string;
  /** A button: "Undo". */
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly stay: number;
}

interface Toasts {
  readonly toasts: readonly Toast[];
}

export const useToasts = create<Toasts>(() => ({ toasts: [] }));

let lastId = 0;

function show(toast: Omit<Toast, 'id' | 'stay'>): void {
  lastId += 1;
  const id = lastId;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts, { ...toast, id, stay: stay[toast.kind] }].slice(-most) }));
}

/** Says that something was done, with a way back if there is one. */
export function toast(message: string, undo?: () => void): void {
  show({ kind: 'done', message, ...(undo && { action: { label: 'Undo', run: undo } }) });
}

/** Says that something was done, with something to do next. */
export function toastNext(message: string, label: string, run: () => void): void {
  show({ kind: 'done', message, action: { label, run } });
}

/** Says what did not work and how to mend it. */
export function toastProblem(problem: Problem): void {
  show({ kind: 'problem', message: problem.message, ...(problem.fix !== undefined && { fix: problem.fix }) });
}

/** Takes a toast away. */
export function dismissToast(id: number): void {
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
}

/** Undoes what the newest toast with an Undo speaks of. False when there is none. */
export function undoNewest(): boolean {
  const newest = useToasts.getState().toasts.findLast((toast) => toast.action?.label === 'Undo');
  if (!newest) return false;
  dismissToast(newest.id);
  newest.action?.run();
  return true;
}
