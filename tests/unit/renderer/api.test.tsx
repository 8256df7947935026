// The hook that keeps an answer fresh: one request at a time, no answer to a question nobody asks any more.
import { act, renderHook, waitFor } from '@testing-library/react';
import { beforeEach, expect, test } from 'vitest';
import { useRequest } from '../../../renderer/api.ts';
import type { Changed } from '../../../shared/ipc-types.ts';
import { good, type Result } from '../../../shared/model/problem.ts';

interface Asked {
  readonly search: string;
  readonly answer: (result: Result<unknown>) => void;
}

const nothing: Changed = {
  contacts: false,
  runs: false,
  outbox: false,
  workflows: false,
  users: false,
  conversations: false,
  settings: false,
};

let asked: Asked[] = [];
let listeners: Set<(payload: Changed) => void>;

/** The far side of the door, answered by hand. */
beforeEach(() => {
  asked = [];
  listeners = new Set();
  const door = {
    request: (_name: string, { search }: { search: string }) =>
      new Promise((answer) => asked.push({ search, answer: answer as Asked['answer'] })),
    subscribe: (_name: string, listener: (payload: Changed) => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  Object.assign(window, { baton: door });
});

const page = (total: number) => good({ total, rows: [] });
const change = (what: Partial<Changed>): void =>
  act(() => listeners.forEach((listener) => listener({ ...nothing, ...what })));
const answer = (index: number, result: Result<unknown>): Promise<void> => act(async () => asked[index]?.answer(result));

function show(search: string, keep = false) {
  return renderHook(
    (props) =>
      useRequest(
        'contacts.list',
        { search: props.search, offset: 0, limit: 10 },
        { keep, refreshOn: (changed) => changed.contacts },
      ),
    { initialProps: { search } },
  );
}

test('an answer comes, and a later one takes its place', async () => {
  const { result } = show('');
  expect(result.current).toMatchObject({ value: undefined, loading: true });
  await answer(0, page(1));
  expect(result.current).toMatchObject({ value: { total: 1 }, loading: false });
  change({ contacts: true });
  expect(result.current.value).toEqual({ total: 1, rows: [] });
  await answer(1, page(2));
  expect(result.current.value).toEqual({ total: 2, rows: [] });
});

test('changes that do not matter are not asked about', async () => {
  show('');
  await answer(0, page(1));
  change({ outbox: true });
  expect(asked).toHaveLength(1);
});

test('many changes at once are one more request', async () => {
  const { result } = show('');
  for (let n = 0; n < 5; n += 1) change({ contacts: true });
  expect(asked).toHaveLength(1);
  await answer(0, page(1));
  await waitFor(() => expect(asked).toHaveLength(2));
  await answer(1, page(6));
  expect(result.current.value).toEqual({ total: 6, rows: [] });
  expect(asked).toHaveLength(2);
});

test('an answer to the question before is not shown', async () => {
  const { result, rerender } = show('a');
  rerender({ search: 'ab' });
  await answer(0, page(9));
  expect(result.current.value).toBeUndefined();
  await answer(1, page(1));
  expect(result.current.value).toEqual({ total: 1, rows: [] });
});

test('a search being typed keeps the rows that are there', async () => {
  const { result, rerender } = show('a', true);
  await answer(0, page(9));
  rerender({ search: 'ab' });
  expect(result.current).toMatchObject({ value: { total: 9 }, loading: true });
});

test('a problem is shown, and trying again asks again', async () => {
  const { result } = show('');
  await answer(0, { ok: false, problem: { code: 'x', message: 'It did not work.' } });
  expect(result.current.problem?.message).toBe('It did not work.');
  act(() => result.current.reload());
  await answer(1, page(1));
  expect(result.current).toMatchObject({ problem: undefined, value: { total: 1 } });
});
