// Commands: whoever came last does the deed, and gives it back.
import { expect, test } from 'vitest';
import { canRun, lend, run } from '../../../../renderer/state/commands.ts';

test('the newest lender is asked, then the one before', () => {
  const done: string[] = [];
  const frame = lend({ undo: () => done.push('frame') });
  const builder = lend({ undo: () => done.push('builder'), redo: () => done.push('redo') });
  expect(run('undo')).toBe(true);
  builder();
  expect(run('undo')).toBe(true);
  expect(run('redo')).toBe(false);
  frame();
  expect(canRun('undo')).toBe(false);
  expect(done).toEqual(['builder', 'frame']);
});
