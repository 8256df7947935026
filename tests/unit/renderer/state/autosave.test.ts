// Saving by itself: soon, one at a time, never an old value after a newer one, and failures are said and tried again.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { autosave, RETRY_AFTER, SAVE_AFTER, type SaveState } from '../../../../renderer/state/autosave.ts';
import { bad, good, type Result } from '../../../../shared/model/problem.ts';

type Answer = Result<{ readonly savedAt: number }>;

/** A place to save to that answers when the test says so. */
function slowPlace(): {
  readonly saved: string[];
  readonly shown: string[];
  readonly answer: (result?: Answer) => Promise<void>;
  readonly keeper: ReturnType<typeof autosave<string>>;
} {
  const saved: string[] = [];
  const shown: string[] = [];
  const open: ((result: Answer) => void)[] = [];
  const keeper = autosave<string>(
    (value) => {
      saved.push(value);
      return new Promise((resolve) => open.push(resolve));
    },
    (state: SaveState) => shown.push(state.kind),
  );
  const answer = async (result: Answer = good({ savedAt: 7 })): Promise<void> => {
    open.shift()?.(result);
    await vi.advanceTimersByTimeAsync(0);
  };
  return { saved, shown, answer, keeper };
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('autosave', () => {
  test('is at most a second behind, also while somebody goes on typing', async () => {
    const { saved, keeper } = slowPlace();
    keeper.changed('a');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER / 2);
    keeper.changed('ab');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER / 2);
    expect(saved).toEqual(['ab']);
    expect(SAVE_AFTER).toBeLessThan(1000);
  });

  test('saves one after another, and then the newest value only', async () => {
    const { saved, shown, answer, keeper } = slowPlace();
    keeper.changed('a');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    keeper.changed('ab');
    keeper.changed('abc');
    expect(saved).toEqual(['a']);
    await answer();
    expect(saved).toEqual(['a', 'abc']);
    await answer();
    expect(shown.at(-1)).toBe('saved');
  });

  test('says that it failed, and tries again by itself with the newest value', async () => {
    const { saved, shown, answer, keeper } = slowPlace();
    keeper.changed('a');
    await vi.advanceTimersByTimeAsync(SAVE_AFTER);
    keeper.changed('ab');
    await answer(bad('disk-full', 'The disk is full.'));
    expect(shown.at(-1)).toBe('failed');
    await vi.advanceTimersByTimeAsync(RETRY_AFTER);
    expect(saved).toEqual(['a', 'ab']);
    await answer();
    expect(shown.at(-1)).toBe('saved');
  });

  test('flush saves at once and settles when the newest is saved', async () => {
    const { saved, answer, keeper } = slowPlace();
    let settled = false;
    keeper.changed('a');
    void keeper.flush().then(() => (settled = true));
    expect(saved).toEqual(['a']);
    keeper.changed('ab');
    await answer();
    expect(settled).toBe(false);
    await answer();
    expect([saved, settled]).toEqual([['a', 'ab'], true]);
  });

  test('flush has nothing to do when all is saved', async () => {
    const { saved, keeper } = slowPlace();
    await keeper.flush();
    expect(saved).toEqual([]);
  });
});
