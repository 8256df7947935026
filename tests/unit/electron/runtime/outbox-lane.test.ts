// Delays between tries last as long as they were planned, however the clock is set meanwhile.
import { expect, test } from 'vitest';
import type { Outcome } from '../../../../electron/channels/channel.ts';
import { HOUR, MINUTE } from '../../../../shared/model/time.ts';
import { aMessage, OutboxWorld, settled } from '../../../support/outbox-world.ts';

const SECOND = 1000;
const refused = (): Outcome => ({ kind: 'retry', reason: 'The mail server refused the connection.' });

test.each([-3 * 24 * HOUR, -HOUR, -1])('waits no longer when the clock is set by %s ms meanwhile', async (set) => {
  const world = new OutboxWorld([aMessage('k1')]);
  world.answers.email = refused;
  const outbox = world.open();
  await outbox.start();
  await world.clock.pass(500);
  world.clock.jump(set);
  await world.clock.pass(499);
  expect(world.attempts).toHaveLength(1);
  await world.clock.pass(1);
  expect(world.attempts).toHaveLength(2);
  await world.clock.pass(2 * SECOND);
  expect(world.attempts).toHaveLength(3);
});

test('goes on at once when its time came while the machine slept', async () => {
  const world = new OutboxWorld([aMessage('k1')]);
  world.answers.email = () => ({ kind: 'retry', reason: 'busy', after: 10 * MINUTE });
  const outbox = world.open();
  await outbox.start();
  await world.clock.pass(2 * MINUTE);
  world.clock.jump(HOUR);
  await world.clock.pass(MINUTE);
  expect(world.attempts).toHaveLength(2);
});

test('waits after a start no longer than the delay, though the clock was set back by days', async () => {
  const nextAt = Date.UTC(2026, 9, 4, 9);
  const world = new OutboxWorld([aMessage('k1', { state: 'retry', attempts: 3, stateAt: nextAt - 4000, nextAt })]);
  const outbox = world.open();
  await outbox.start();
  await world.clock.pass(3999);
  expect(world.attempts).toEqual([]);
  await world.clock.pass(1);
  expect(world.attempts).toHaveLength(1);
});

test('waits after a start a day at most, when its times were noted under a clock that was set back and do not tell the delay', async () => {
  const nextAt = Date.UTC(2026, 10, 1, 9);
  const world = new OutboxWorld([aMessage('k1', { state: 'retry', attempts: 3, stateAt: nextAt + HOUR, nextAt })]);
  const outbox = world.open();
  await outbox.start();
  await world.clock.pass(24 * HOUR);
  expect(world.attempts).toHaveLength(1);
});

test('what waited longest goes first, whatever came to the outbox in which order', async () => {
  const queuedAt = Date.UTC(2026, 9, 1, 8);
  const world = new OutboxWorld([
    aMessage('a', { at: queuedAt + 3 }),
    aMessage('b', { at: queuedAt + 1 }),
    aMessage('c', { at: queuedAt + 2 }),
  ]);
  const outbox = world.open();
  await outbox.start();
  await outbox.idle();
  expect(world.attempts.map((one) => one.key)).toEqual(['b', 'c', 'a']);
});

test('a channel that rests because its settings were refused rests no longer when the clock is set back', async () => {
  const world = new OutboxWorld([aMessage('k1')]);
  world.answers.email = () => ({ kind: 'not-set-up', reason: 'refused' });
  const outbox = world.open();
  await outbox.start();
  await world.clock.pass(MINUTE);
  world.clock.jump(-24 * HOUR);
  await world.clock.pass(14 * MINUTE - 1);
  expect(world.attempts).toHaveLength(1);
  await world.clock.pass(1);
  expect(world.attempts).toHaveLength(2);
});

test('a message whose attempt is just being noted is not withdrawn beside it, when its recipient is gone for a moment', async () => {
  const world = new OutboxWorld();
  const outbox = world.open();
  await outbox.start();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  world.beforeCommit = () => held;
  world.queue(outbox, aMessage('k1'));
  const users = [...world.users];
  world.users.clear();
  outbox.usersChanged();
  await settled();
  for (const [id, user] of users) world.users.set(id, user);
  letGo();
  await outbox.idle();
  expect(world.log).toEqual(['commit sending k1', 'send k1', 'commit sent k1']);
});

test('a message that is just being withdrawn is not sent beside it, though its turn comes and its recipient is back', async () => {
  const world = new OutboxWorld([aMessage('k1')]);
  world.answers.email = refused;
  const outbox = world.open();
  await outbox.start();
  await settled();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  world.beforeCommit = () => held;
  const users = [...world.users];
  world.users.clear();
  outbox.usersChanged();
  for (const [id, user] of users) world.users.set(id, user);
  await world.clock.pass(2 * SECOND);
  letGo();
  await outbox.idle();
  expect(world.attempts).toHaveLength(1);
  expect(world.message('k1').state).toBe('dead');
});
