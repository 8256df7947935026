// Toasts: at most three, and the newest Undo is the one that the keyboard takes.
import { beforeEach, expect, test } from 'vitest';
import { dismissToast, toast, toastProblem, undoNewest, useToasts } from '../../../../renderer/state/toasts.ts';

const messages = (): readonly string[] => useToasts.getState().toasts.map(({ message }) => message);

beforeEach(() => useToasts.setState({ toasts: [] }));

test('the oldest goes when a fourth comes', () => {
  for (const name of ['a', 'b', 'c', 'd']) toast(name);
  expect(messages()).toEqual(['b', 'c', 'd']);
});

test('a toast with Undo stays for 8 seconds or longer', () => {
  toast('deleted', () => {});
  expect(useToasts.getState().toasts[0]?.stay).toBeGreaterThanOrEqual(8000);
});

test('a problem says how to mend it', () => {
  toastProblem({ code: 'disk-full', message: 'The disk is full.', fix: 'Free some space.' });
  expect(useToasts.getState().toasts[0]).toMatchObject({ kind: 'problem', fix: 'Free some space.' });
});

test('undo takes the newest toast that has one, once', () => {
  const undone: string[] = [];
  toast('first', () => undone.push('first'));
  toast('second', () => undone.push('second'));
  toast('third');
  expect(undoNewest()).toBe(true);
  expect(undone).toEqual(['second']);
  expect(messages()).toEqual(['first', 'third']);
  expect(undoNewest()).toBe(true);
  expect(undoNewest()).toBe(false);
  expect(undone).toEqual(['second', 'first']);
});

test('dismissing takes away that one alone', () => {
  toast('a');
  toast('b');
  const [first] = useToasts.getState().toasts;
  dismissToast(first?.id ?? -1);
  expect(messages()).toEqual(['b']);
});
