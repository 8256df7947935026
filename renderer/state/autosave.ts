// Saves by itself, at most a second behind, one save at a time, and never forgets the newest value.
import type { Problem, Result } from '../../shared/model/problem.ts';
import type { Instant } from '../../shared/model/time.ts';

/** What the Save button shows. `waiting`: there are edits that no save has begun with yet. */
export type SaveState =
  | { readonly kind: 'saved'; readonly at: Instant }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** From the first unsaved edit to the save, ms. Counted from the first, so that steady typing is saved too. */
export const SAVE_AFTER = 600;
/** From a failed save to the next try, ms. */
export const RETRY_AFTER = 5000;

export interface Autosave<T> {
  /** There is a newer value; it is saved soon. */
  readonly changed: (value: T) => void;
  /** Saves now what is not saved yet. Settles when the newest value is saved, or a save failed. */
  readonly flush: () => Promise<void>;
}

/** `save` answers when it was saved; `show` hears each new state. */
export function autosave<T>(
  save: (value: T) => Promise<Result<{ readonly savedAt: Instant }>>,
  show: (state: SaveState) => void,
): Autosave<T> {
  let unsaved: { readonly value: T } | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;

  const later = (delay: number): void => {
    timer ??= setTimeout(() => void flush(), delay);
  };

  async function run(): Promise<void> {
    while (unsaved !== undefined) {
      const taken = unsaved;
      unsaved = undefined;
      show({ kind: 'saving' });
      const result = await save(taken.value);
      if (!result.ok) {
        // A newer value may have come meanwhile: that one is the one to keep.
        unsaved ??= taken;
        show({ kind: 'failed', problem: result.problem });
        later(RETRY_AFTER);
        return;
      }
      show(unsaved === undefined ? { kind: 'saved', at: result.value.savedAt } : { kind: 'waiting' });
    }
  }

  function flush(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    running ??= run().finally(() => {
      running = undefined;
    });
    return running;
  }

  return {
    changed: (value) => {
      unsaved = { value };
      show(running === undefined ? { kind: 'waiting' } : { kind: 'saving' });
      if (running === undefined) later(SAVE_AFTER);
    },
    flush,
  };
}
