// Long work is done in slices, and between two of them everything else goes on: what a later slice does must fit what became
// of its enrolment, contact or message meanwhile.
import { expect, onTestFinished, test } from 'vitest';
import { deleteBinned } from '../../../../electron/runtime/bin.ts';
import { deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { binWorkflow, publish, turnOff, turnOn } from '../../../../electron/runtime/publishing.ts';
import { saveSettings } from '../../../../electron/runtime/settings.ts';
import { MINUTE } from '../../../../shared/model/time.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { startGateway } from '../../../support/gateway.ts';
import { must } from '../../../support/must.ts';
import { WallClock } from '../../../support/wall-clock.ts';
import { aWorkflow } from '../../../support/workflow.ts';
import { short, Workshop } from '../../../support/workshop.ts';

/** A clock by which every piece of work takes a slice of its own, once it is told what is to happen after the first. */
function busyClock(): { readonly clock: WallClock; readonly between: (happens: () => Promise<unknown>) => void } {
  const clock = new WallClock();
  const { now, yield: quiet } = clock;
  let happens: (() => Promise<unknown>) | undefined;
  Object.assign(clock, {
    now: () => {
      if (happens !== undefined) clock.jump(7);
      return now();
    },
    yield: async () => {
      const what = happens;
      happens = undefined;
      await what?.();
      await quiet();
    },
  });
  return { clock, between: (what) => (happens = what) };
}

const nothing = (): Promise<void> => Promise.resolve();

const waiting = (tag: string): Workflow =>
  aWorkflow('w1', 'Tagging')
    .trigger('t1')
    .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
    .step('g1', 'add-tag', { tags: [tag] }).document;

async function twoWaiting() {
  const { clock, between } = busyClock();
  const shop = await Workshop.open({ clock });
  await shop.publish(waiting('one'));
  const first = await shop.contact('Maya');
  const second = await shop.contact('Zoe');
  return { between, shop, first, second };
}

test('an enrolment that ended while others were moved to a new version is not moved', async () => {
  const { between, shop, first, second } = await twoWaiting();
  await shop.save(waiting('two'));
  between(() => deleteContacts(shop.runtime, [second]));
  must(await publish(shop.runtime, 'w1', 'move'));
  expect(shop.runsOf(first).map(({ state }) => state)).toEqual(['moved', 'waiting']);
  expect(shop.runsOf(second).map(({ state }) => state)).toEqual(['stopped']);
});

test('an enrolment that ended while others were resumed does not go on', async () => {
  const { between, shop, second } = await twoWaiting();
  must(await turnOff(shop.runtime, 'w1', 'freeze'));
  await shop.pass(6 * MINUTE);
  expect(shop.runOf(second).state).toBe('paused');
  between(() => deleteContacts(shop.runtime, [second]));
  must(await turnOn(shop.runtime, 'w1'));
  expect(shop.runOf(second).state).toBe('stopped');
  const trace = await shop.traceOf(shop.runOf(second).id);
  expect(trace.map(short).at(-1)).toBe('run-ended stopped');
  expect(trace.map(({ seq }) => seq)).toEqual(trace.map((_, at) => at + 1));
});

test.each([
  ['turned off', nothing, (shop: Workshop) => turnOff(shop.runtime, 'w1', 'end')],
  [
    'deleted',
    (shop: Workshop) => binWorkflow(shop.runtime, 'w1'),
    (shop: Workshop) => deleteBinned(shop.runtime, ['w1']),
  ],
])('an enrolment that ended while its workflow was %s has one end', async (_, first, act) => {
  const { between, shop, second } = await twoWaiting();
  await first(shop);
  between(() => deleteContacts(shop.runtime, [second]));
  must(await act(shop));
  const trace = await shop.traceOf(shop.runOf(second).id);
  expect(trace.slice(-2).map(short)).toEqual(['wait-began p1', 'run-ended stopped']);
});

test('an enrolment whose wait was over while others were moved goes on once', async () => {
  const { between, shop, first, second } = await twoWaiting();
  await shop.save(waiting('two'));
  between(() => shop.pass(5 * MINUTE));
  must(await publish(shop.runtime, 'w1', 'move'));
  await shop.pass(5 * MINUTE);
  expect(shop.runsOf(first).map(({ state }) => state)).toEqual(['moved', 'completed']);
  expect(shop.contactOf(first).tags).toEqual(['two']);
  expect(shop.runsOf(second).map(({ state }) => state)).toEqual(['completed']);
  expect(shop.contactOf(second).tags).toEqual(['one']);
});

test('a message that was sent while other contacts went into the bin stays sent', async () => {
  const gateway = await startGateway();
  onTestFinished(gateway.close);
  const { clock, between } = busyClock();
  const shop = await Workshop.open({ clock });
  await shop.publish(
    aWorkflow('w1')
      .trigger('t1')
      .step('n1', 'notify-user', { channel: 'sms', to: 'users', users: ['ana'], message: 'New' }).document,
  );
  const contacts = [await shop.contact('Maya'), await shop.contact('Zoe')];
  await shop.settle();
  between(async () => {
    const sms = { url: gateway.url, headers: [], body: '{"to":"{{ to }}","text":"{{ text }}"}', allowPrivate: true };
    must(await saveSettings(shop.runtime, { ...shop.runtime.library.settings(), sms }));
    await shop.runtime.outbox.idle();
  });
  await deleteContacts(shop.runtime, contacts);
  expect(gateway.taken).toHaveLength(1);
  expect(shop.messages().map(({ state, reason }) => [state, reason])).toEqual([
    ['dead', 'The contact was deleted.'],
    ['sent', '200 ok'],
  ]);
});
