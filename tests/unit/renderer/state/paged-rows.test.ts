// A list fetched in pieces: what is asked for, and what is shown meanwhile.
import { expect, test } from 'vitest';
import { PagedRows, pageRows, type FetchRows } from '../../../../renderer/state/paged-rows.ts';
import { bad, good } from '../../../../shared/model/problem.ts';

/** A list of `total` rows "name 0", "name 1" ..., and the offsets that were asked for. */
function rowsOf(name: string, total: number): { fetch: FetchRows<string>; asked: number[] } {
  const asked: number[] = [];
  const fetch: FetchRows<string> = async (offset, limit) => {
    asked.push(offset);
    await Promise.resolve();
    const length = Math.max(0, Math.min(limit, total - offset));
    return good({ total, rows: Array.from({ length }, (_, index) => `${name} ${offset + index}`) });
  };
  return { fetch, asked };
}

/** Lets every request that is under way come back. */
async function settled(): Promise<void> {
  for (let turn = 0; turn < 100; turn += 1) await Promise.resolve();
}

test('asks for the pages in view and for no other', async () => {
  const { fetch, asked } = rowsOf('row', 100_000);
  const list = new PagedRows(fetch);
  list.show(0, 20);
  await settled();
  list.show(50_190, 50_210);
  await settled();
  expect(asked).toEqual([0, 50_000, 50_200]);
  const { total, rowAt } = list.snapshot();
  expect([total, rowAt(3), rowAt(50_205), rowAt(700)]).toEqual([100_000, 'row 3', 'row 50205', undefined]);
});

test('while a request is under way, only the last place in view counts', async () => {
  const { fetch, asked } = rowsOf('row', 100_000);
  const list = new PagedRows(fetch);
  list.show(0, 20);
  await settled();
  for (let at = 1000; at <= 90_000; at += 1000) list.show(at, at + 20);
  await settled();
  expect(asked).toEqual([0, 1000, 90_000]);
});

test('after a change it asks again for what is in view, later for the rest', async () => {
  const { fetch, asked } = rowsOf('row', 1000);
  const list = new PagedRows(fetch);
  list.show(0, 20);
  await settled();
  list.show(400, 420);
  await settled();
  list.refresh();
  expect(list.snapshot().rowAt(410)).toBe('row 410');
  await settled();
  list.show(0, 20);
  await settled();
  expect(asked).toEqual([0, 400, 400, 0]);
});

test('a list that got shorter stops at its new end', async () => {
  let total = 1000;
  const list = new PagedRows<string>((offset, limit) => rowsOf('row', total).fetch(offset, limit));
  list.show(900, 999);
  await settled();
  total = 10;
  list.refresh();
  await settled();
  expect([list.snapshot().total, list.snapshot().rowAt(0), list.snapshot().rowAt(950)]).toEqual([
    10,
    'row 0',
    undefined,
  ]);
});

test('another search shows the old rows until the new ones are there', async () => {
  const list = new PagedRows(rowsOf('old', 1000).fetch);
  list.show(0, 20);
  await settled();
  list.become(rowsOf('new', 3).fetch);
  expect(list.snapshot().rowAt(5)).toBe('old 5');
  await settled();
  expect([list.snapshot().total, list.snapshot().rowAt(2), list.snapshot().rowAt(5)]).toEqual([3, 'new 2', undefined]);
});

test('an answer to the search before is thrown away', async () => {
  const waiting: (() => void)[] = [];
  const slow: FetchRows<string> = (offset, limit) =>
    new Promise((resolve) => {
      waiting.push(() => void rowsOf('slow', 5).fetch(offset, limit).then(resolve));
    });
  const list = new PagedRows(slow);
  list.show(0, 20);
  list.become(rowsOf('new', 5).fetch);
  waiting.forEach((answer) => answer());
  await settled();
  expect(list.snapshot().rowAt(0)).toBe('new 0');
});

test('a refusal is told, and the next try mends it', async () => {
  const { fetch } = rowsOf('row', 5);
  let broken = true;
  const list = new PagedRows<string>((offset, limit) =>
    broken ? Promise.resolve(bad('no', 'It did not work.')) : fetch(offset, limit),
  );
  list.show(0, 20);
  await settled();
  expect(list.snapshot().problem?.message).toBe('It did not work.');
  broken = false;
  list.refresh();
  await settled();
  expect([list.snapshot().problem, list.snapshot().total]).toEqual([undefined, 5]);
});

test('listeners hear each answer', async () => {
  const list = new PagedRows(rowsOf('row', 1000).fetch);
  let heard = 0;
  const stop = list.subscribe(() => (heard += 1));
  list.show(0, pageRows);
  await settled();
  stop();
  list.refresh();
  await settled();
  expect(heard).toBe(2);
});
