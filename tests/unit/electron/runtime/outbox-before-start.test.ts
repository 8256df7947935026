// Baton stopped while a message was being sent, and starts again: what is done before the outbox carries on, and in its first
// moment, when that message stands there as `sending` and nobody has its outcome.
import { expect, test } from 'vitest';
import { aMessage, OutboxWorld } from '../../../support/outbox-world.ts';

const cut = () => aMessage('cut', { state: 'sending', attempts: 1 });
const mayHaveArrived = 'Baton stopped while it was being sent: it may have arrived.';

test('its user is removed: it may have arrived all the same, so it is not said to be withdrawn', async () => {
  const world = new OutboxWorld([cut(), aMessage('queued')]);
  const outbox = world.open();
  world.users.clear();
  outbox.usersChanged();
  await outbox.idle();
  expect([world.message('cut').state, world.message('queued').state]).toEqual(['sending', 'dead']);
  await outbox.start();
  await outbox.idle();
  expect(world.message('cut')).toMatchObject({ state: 'uncertain', reason: mayHaveArrived });
});

test('somebody presses “Send again”: it is not sent beside what may have arrived', async () => {
  const world = new OutboxWorld([cut()]);
  const outbox = world.open();
  await outbox.sendAgain('cut', 'bo');
  await outbox.start();
  await outbox.idle();
  expect(world.attempts).toEqual([]);
  expect(world.message('cut')).toMatchObject({ state: 'uncertain', attempts: 1, reason: mayHaveArrived });
});

test('the store does not take that it is uncertain: nothing else is sent either', async () => {
  const world = new OutboxWorld([cut(), aMessage('queued')]);
  let commits = 0;
  world.beforeCommit = async () => {
    commits += 1;
    if (commits === 1) throw new Error('the disk is gone');
  };
  const outbox = world.open();
  await outbox.start();
  await outbox.idle();
  expect(world.failures).toHaveLength(1);
  expect(world.log).toEqual([]);
});
