// After a provider was down for good: all that failed goes once more, at one wish.
import { expect, onTestFinished, test } from 'vitest';
import { failedMessages, sendFailedAgain } from '../../../../electron/runtime/failed-messages.ts';

import { startGateway } from '../../../support/gateway.ts';
import { aUser, aWorkflow, telling } from '../../../support/workflow.ts';
import { Workshop } from '../../../support/workshop.ts';

const workflow = aWorkflow('w1')
  .trigger('t')
  .step('s', 'notify-user', { ...telling, channel: 'sms', to: 'users', users: ['ana', 'bo'] }).document;

/** A shop whose gateway refuses everything until it is mended, and so many contacts: two messages each. */
async function refused(contacts: number) {
  let status = 400;
  const gateway = await startGateway((response) => {
    response.statusCode = status;
    response.end('no');
  });
  onTestFinished(gateway.close);
  const body = '{"to":"{{ to }}","text":"{{ text }}"}';
  const sms = { url: gateway.url, headers: [], body, allowPrivate: true };
  const shop = await Workshop.open({ settings: { sms } });
  await shop.publish(workflow);
  for (let n = 0; n < contacts; n += 1) await shop.contact(`Contact ${n}`);
  await shop.settle();
  expect(new Set(shop.messages().map((one) => one.state))).toEqual(new Set(['dead']));
  return { shop, gateway, mend: () => void (status = 200) };
}

test('each message that failed is sent once more, and none that went', async () => {
  const { shop, gateway, mend } = await refused(3);
  expect(failedMessages(shop.runtime)).toHaveLength(6);
  mend();
  const before = gateway.taken.length;
  // Pressed twice.
  const asked = [
    sendFailedAgain(shop.runtime, shop.runtime.outbox, 'ana'),
    sendFailedAgain(shop.runtime, shop.runtime.outbox, 'ana'),
  ];
  expect(await Promise.all(asked)).toEqual([
    { ok: true, value: 6 },
    { ok: true, value: 6 },
  ]);
  await shop.settle();
  expect(shop.messages().map((one) => one.state)).toEqual(Array.from({ length: 6 }, () => 'sent'));
  expect(gateway.taken.length - before).toBe(6);
  expect(failedMessages(shop.runtime)).toEqual([]);
});

test('to whom nothing can be sent any more nothing is, and that is not counted', async () => {
  const { shop, mend } = await refused(2);
  mend();
  await shop.runtime.library.saveUsers([aUser('ana', { active: false }), aUser('bo')]);
  expect(failedMessages(shop.runtime)).toHaveLength(2);
  expect(await sendFailedAgain(shop.runtime, shop.runtime.outbox, null)).toEqual({ ok: true, value: 2 });
  await shop.settle();
  const states = shop.messages().map((one) => `${one.to.user} ${one.state}`);
  expect(states.sort()).toEqual(['ana dead', 'ana dead', 'bo sent', 'bo sent']);
});

test('whom there is no number of is not written to, whatever the number was, and is not counted', async () => {
  const { shop, gateway, mend } = await refused(1);
  mend();
  await shop.runtime.library.saveUsers([aUser('ana', { phone: '' }), aUser('bo')]);
  const { runtime } = shop;
  expect(failedMessages(runtime)).toHaveLength(1);
  const [ana] = shop.messages().filter((one) => one.to.user === 'ana');
  expect(await runtime.outbox.sendAgain(ana?.key ?? '', null)).toMatchObject({
    ok: false,
    problem: { code: 'recipient-gone', message: 'It cannot be sent again. Ana has no phone number.' },
  });
  const before = gateway.taken.length;
  await sendFailedAgain(runtime, runtime.outbox, null);
  await shop.settle();
  expect(gateway.taken.slice(before).map(({ body }) => body.includes('Ana'))).toEqual([false]);
  expect(
    shop
      .messages()
      .map((one) => `${one.to.user} ${one.state}`)
      .sort(),
  ).toEqual(['ana dead', 'bo sent']);
});
