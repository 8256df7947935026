// Some work at a time, in order; the rest waits for its turn. So a page that asks without end fills no queue of the main
// process, where all else (disk, timers, other windows) would wait behind its questions.

/** Calls once after so many ms; gives back what calls it off. */
export type After = (ms: number, call: () => void) => () => void;

/**
 * Lets `most` works be under way. One that takes longer than `patience` ms (it waits for a person, or for the network)
 * no longer counts, so that it holds up nobody. Work begins at once, in the same turn, while there is room.
 */
export function fewAtOnce(most: number, patience: number, after: After): <T>(work: () => Promise<T>) => Promise<T> {
  // A set, as taking the first from a long list copies all the others.
  const waiting = new Set<() => void>();
  let busy = 0;

  function next(): void {
    const [begin] = waiting;
    if (begin === undefined) busy -= 1;
    // The place goes from hand to hand: whoever asks in this moment comes after those who wait.
    else waiting.delete(begin);
    begin?.();
  }

  /** Answers what gives a place back, once. */
  function place(): () => void {
    let held = true;
    const giveBack = (): void => {
      if (!held) return;
      held = false;
      cancel();
      next();
    };
    const cancel = after(patience, giveBack);
    return giveBack;
  }

  return async (work) => {
    if (busy < most) busy += 1;
    else await new Promise<void>((begin) => waiting.add(begin));
    const giveBack = place();
    try {
      return await work();
    } finally {
      giveBack();
    }
  };
}
