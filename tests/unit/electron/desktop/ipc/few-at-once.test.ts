// So many at once, the rest in order; who takes long holds up nobody; who fails gives the place back.
import { expect, test } from 'vitest';
import { fewAtOnce } from '../../../../../electron/desktop/ipc/few-at-once.ts';
import { WallClock } from '../../../../support/wall-clock.ts';

class Place {
  readonly clock = new WallClock();
  readonly begun: string[] = [];
  private readonly ends = new Map<string, { done: () => void; fail: (error: Error) => void }>();
  private readonly inTurn = fewAtOnce(2, 250, this.clock.after);

  ask(name: string): Promise<string> {
    return this.inTurn(
      () =>
        new Promise((resolve, reject) => {
          this.begun.push(name);
          this.ends.set(name, { done: () => resolve(`${name} answered`), fail: reject });
        }),
    );
  }

  async end(name: string): Promise<void> {
    this.ends.get(name)?.done();
    await this.clock.yield();
  }

  async fail(name: string): Promise<void> {
    this.ends.get(name)?.fail(new Error(`${name} failed`));
    await this.clock.yield();
  }
}

test('while there is room it begins in the same turn, beyond that in order, and each gets its own answer', async () => {
  const place = new Place();
  const answers = ['a', 'b', 'c', 'd'].map((name) => place.ask(name));
  expect(place.begun).toEqual(['a', 'b']);
  await place.end('b');
  expect(place.begun).toEqual(['a', 'b', 'c']);
  for (const name of ['a', 'c', 'd']) await place.end(name);
  expect(await Promise.all(answers)).toEqual(['a answered', 'b answered', 'c answered', 'd answered']);
});

test('who asks in the moment in which a place is free comes after those who wait', async () => {
  const place = new Place();
  const late: Promise<string>[] = [];
  void place.ask('a').then(() => late.push(place.ask('late')));
  void place.ask('b');
  void place.ask('c');
  void place.ask('d');
  await place.end('a');
  expect(place.begun).toEqual(['a', 'b', 'c']);
  await place.end('b');
  await place.end('c');
  expect(place.begun).toEqual(['a', 'b', 'c', 'd', 'late']);
});

test('what takes long no longer counts, is answered all the same, and frees no second place then', async () => {
  const place = new Place();
  const dialog = place.ask('dialog');
  void place.ask('other dialog');
  for (const name of ['a', 'b', 'c', 'd']) void place.ask(name);
  expect(place.begun).toEqual(['dialog', 'other dialog']);
  await place.clock.pass(250, () => place.clock.yield());
  expect(place.begun.slice(2)).toEqual(['a', 'b']);
  await place.end('dialog');
  expect(await dialog).toBe('dialog answered');
  expect(place.begun.slice(2)).toEqual(['a', 'b']);
});

test('what fails, at once or later, gives its place back', async () => {
  const place = new Place();
  const failed = place.ask('a');
  void place.ask('b');
  void place.ask('c');
  await Promise.all([expect(failed).rejects.toThrow('a failed'), place.fail('a')]);
  expect(place.begun).toEqual(['a', 'b', 'c']);
  const inTurn = fewAtOnce(1, 250, place.clock.after);
  const broken = inTurn(() => {
    throw new Error('not plain data');
  });
  await expect(broken).rejects.toThrow('not plain data');
  expect(await inTurn(() => Promise.resolve('next'))).toBe('next');
});
