// What a person does with a message. Two presses, of one button or of both, while the first is still being written: the first
// counts, and it counts once.
import { expect, test } from 'vitest';
import { aMessage, OutboxWorld, settled } from '../../../support/outbox-world.ts';

/** An outbox with an uncertain message, whose commits wait until the test lets them go on. */
async function withHeldCommits() {
  const world = new OutboxWorld([aMessage('k1', { state: 'uncertain', attempts: 1 })]);
  const outbox = world.open();
  await outbox.start();
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  world.beforeCommit = () => held;
  return { world, outbox, letGo };
}

const sentOnce = ['commit queued k1', 'commit sending k1', 'send k1', 'commit sent k1'];

test('sent again twice: it is queued once and sent once', async () => {
  const { world, outbox, letGo } = await withHeldCommits();
  const presses = [outbox.sendAgain('k1', 'bo'), outbox.sendAgain('k1', 'ana')];
  await settled();
  letGo();
  expect((await Promise.all(presses)).map((one) => one.ok)).toEqual([true, true]);
  await outbox.idle();
  expect(world.log).toEqual(sentOnce);
});

test('sent again, then marked as arrived: it is sent, and nobody says that it had arrived', async () => {
  const { world, outbox, letGo } = await withHeldCommits();
  const presses = [outbox.sendAgain('k1', 'bo'), outbox.arrived('k1', 'ana')];
  await settled();
  letGo();
  await Promise.all(presses);
  await outbox.idle();
  expect(world.log).toEqual(sentOnce);
});

test('marked as arrived, then sent again: it is not sent', async () => {
  const { world, outbox, letGo } = await withHeldCommits();
  const presses = [outbox.arrived('k1', 'bo'), outbox.sendAgain('k1', 'ana')];
  await settled();
  letGo();
  await Promise.all(presses);
  await outbox.idle();
  expect(world.log).toEqual(['commit sent k1']);
  expect(world.attempts).toEqual([]);
});

test('sent again, it goes to where its user can be reached by now', async () => {
  const world = new OutboxWorld([
    aMessage('k1', { state: 'dead', to: { user: 'ana', name: 'Ana Silva', address: '' } }),
    aMessage('k2', { state: 'dead', to: { user: 'ana', name: 'Ana Silva', address: 'typo@example.com' } }),
    aMessage('k3', { state: 'dead', to: { user: null, name: 'x@example.com', address: 'x@example.com' } }),
  ]);
  const outbox = world.open();
  await outbox.start();
  for (const key of ['k1', 'k2', 'k3']) await outbox.sendAgain(key, null);
  await outbox.idle();
  expect(['k1', 'k2', 'k3'].map((key) => world.message(key))).toMatchObject([
    { state: 'sent', to: { user: 'ana', name: 'Ana Silva', address: 'ana@example.com' } },
    { state: 'sent', to: { user: 'ana', name: 'Ana Silva', address: 'ana@example.com' } },
    { state: 'sent', to: { user: null, address: 'x@example.com' } },
  ]);
});

test('sent again while its channel is not set up, it says what it waits for, also when it had waited for that before', async () => {
  const world = new OutboxWorld([aMessage('k1')]);
  world.notReady.email = 'Email is not set up';
  const outbox = world.open();
  await outbox.start();
  await outbox.idle();
  const users = [...world.users];
  world.users.clear();
  outbox.usersChanged();
  await outbox.idle();
  expect(world.message('k1').state).toBe('dead');
  for (const [id, user] of users) world.users.set(id, user);
  await outbox.sendAgain('k1', 'bo');
  await outbox.idle();
  expect(world.message('k1')).toMatchObject({ state: 'queued', reason: 'Email is not set up' });
});
