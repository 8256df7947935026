// Many causes, few deeds: at once, then now and then, and never forgotten.
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { spaced } from '../../../../renderer/state/spaced.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('runs at once, then at most once in the time, and once more for what came meanwhile', () => {
  let done = 0;
  const { ask } = spaced(() => (done += 1), 400);
  for (let tick = 0; tick < 20; tick += 1) {
    ask();
    vi.advanceTimersByTime(100);
  }
  expect(done).toBe(6);
  vi.advanceTimersByTime(10_000);
  expect(done).toBe(6);
});

test('the last cause is never lost', () => {
  let done = 0;
  const { ask } = spaced(() => (done += 1), 400);
  ask();
  ask();
  expect(done).toBe(1);
  vi.advanceTimersByTime(400);
  expect(done).toBe(2);
});

test('after a stop nothing comes any more', () => {
  let done = 0;
  const { ask, stop } = spaced(() => (done += 1), 400);
  ask();
  ask();
  stop();
  vi.advanceTimersByTime(1000);
  expect(done).toBe(1);
});
