// Waits that are over go on: by the wall clock, in order of due time, not all at once after a start.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Entry } from '../../../../shared/engine/trace.ts';
import { HOUR, MINUTE } from '../../../../shared/model/time.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow } from '../../../support/workflow.ts';

const waiting = (amount: number, unit = 'minutes') =>
  aWorkflow('w1')
    .trigger('t1')
    .step('p1', 'wait', { for: { amount, unit } })
    .step('g1', 'add-tag', { tags: ['after'] }).document;

async function over(shop: Workshop, contact: string): Promise<Extract<Entry, { kind: 'wait-over' }> | undefined> {
  const entries = await shop.traceOf(shop.runOf(contact).id);
  return entries.find((entry) => entry.kind === 'wait-over');
}

const ended = (shop: Workshop, contacts: readonly string[]) =>
  contacts.filter((one) => shop.runOf(one).state === 'completed').length;

test('a wait goes on when its time has come, not before, and tells when it was due', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting(5));
  const maya = await shop.contact('Maya');
  const due = shop.clock.now() + 5 * MINUTE;
  expect(shop.runOf(maya)).toMatchObject({ state: 'waiting', node: 'p1', due });
  await shop.pass(5 * MINUTE - 1);
  expect(shop.runOf(maya).state).toBe('waiting');
  await shop.pass(1);
  expect(shop.runOf(maya).state).toBe('completed');
  expect(await over(shop, maya)).toMatchObject({ due, at: due });
});

test('whoever follows the run hears of it, and it is on the disk', async () => {
  const heard: string[] = [];
  const shop = await Workshop.open({
    told: { entries: (_, entries) => heard.push(...entries.map((entry) => entry.kind)) },
  });
  await shop.publish(waiting(5));
  const maya = await shop.contact('Maya');
  await shop.clock.pass(5 * MINUTE, () => shop.runtime.idle());
  expect(heard).toEqual(['wait-over', 'node-left', 'node-entered', 'node-left', 'run-ended']);
  expect(await over(shop, maya)).toBeDefined();
});

test('waits whose version is gone stay where they are, and hold up nobody', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting(1));
  const stuck: string[] = [];
  for (let n = 0; n < 60; n += 1) stuck.push(await shop.contact(`c${n}`));
  await shop.publish({ ...waiting(2), id: 'w2' });
  const maya = await shop.contact('Maya');
  await shop.close();
  await rm(join(shop.folder, 'revisions', 'w1'), { recursive: true });
  const again = await shop.restart();
  await again.pass(10 * MINUTE);
  expect(ended(again, stuck)).toBe(0);
  expect(again.runtime.lookups.runsOf('w2', maya).map((id) => again.runtime.get('runs', id)?.state)).toEqual([
    'completed',
  ]);
});

test('a shorter wait that begins later is over first', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting(60));
  const late = await shop.contact('Late');
  await shop.publish({ ...waiting(1), id: 'w1' });
  const early = await shop.contact('Early');
  await shop.pass(MINUTE);
  expect([shop.runOf(early).state, shop.runOf(late).state]).toEqual(['completed', 'waiting']);
});

test('waits that are over within the same second all go on in it', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting(1));
  const contacts: string[] = [];
  for (let n = 0; n < 5; n += 1) {
    contacts.push(await shop.contact(`c${n}`));
    shop.clock.jump(100);
  }
  await shop.pass(MINUTE - 501);
  expect(ended(shop, contacts)).toBe(0);
  await shop.pass(1);
  expect(ended(shop, contacts)).toBe(1);
  await shop.pass(400);
  expect(ended(shop, contacts)).toBe(5);
});

describe('what came due while Baton was closed', () => {
  test('goes on at start in order of due time, at most 50 a second, due and actual time in the trace', async () => {
    const shop = await Workshop.open();
    await shop.publish(waiting(10));
    const contacts: string[] = [];
    for (let n = 0; n < 120; n += 1) {
      contacts.push(await shop.contact(`c${n}`));
      shop.clock.jump(10);
    }
    const firstDue = shop.runOf(contacts[0] ?? '').due ?? 0;
    await shop.close();
    shop.clock.jump(HOUR);
    const order: string[] = [];
    const again = await shop.restart({
      told: { entries: (run, entries) => entries.some((one) => one.kind === 'wait-over') && order.push(run) },
    });
    await again.pass(1);
    expect(ended(again, contacts)).toBe(50);
    await again.pass(990);
    expect(ended(again, contacts)).toBe(50);
    await again.pass(20);
    expect(ended(again, contacts)).toBe(100);
    await again.pass(1000);
    expect(ended(again, contacts)).toBe(120);
    expect(order).toEqual(contacts.map((one) => again.runOf(one).id));
    const first = await over(again, contacts[0] ?? '');
    expect(first?.due).toBe(firstDue);
    expect(first?.at).toBeGreaterThan(firstDue + 50 * MINUTE);
  });

  test('and what comes due meanwhile waits its turn behind it', async () => {
    const shop = await Workshop.open();
    await shop.publish(waiting(10));
    const contacts: string[] = [];
    for (let n = 0; n < 70; n += 1) {
      contacts.push(await shop.contact(`c${n}`));
      shop.clock.jump(10);
    }
    await shop.close();
    // 60 of them are over at the start, the others within the second in which the first 50 go on.
    shop.clock.jump(10 * MINUTE - 100);
    const order: string[] = [];
    const again = await shop.restart({
      told: { entries: (run, entries) => entries.some((one) => one.kind === 'wait-over') && order.push(run) },
    });
    await again.pass(1);
    expect(ended(again, contacts)).toBe(50);
    await again.pass(1000);
    expect(order).toEqual(contacts.map((one) => again.runOf(one).id));
  });

  test('goes on at that rate also while new contacts begin to wait all the time', async () => {
    const shop = await Workshop.open();
    await shop.publish(waiting(10));
    const contacts: string[] = [];
    for (let n = 0; n < 120; n += 1) contacts.push(await shop.contact(`c${n}`));
    await shop.close();
    shop.clock.jump(HOUR);
    const again = await shop.restart();
    for (let turn = 0; turn < 12; turn += 1) {
      await again.pass(250);
      await again.contact(`new ${turn}`);
    }
    expect(ended(again, contacts)).toBe(120);
  });
});

describe('the wall clock is set', () => {
  test('back: nobody goes on while it reads earlier than the due time', async () => {
    const shop = await Workshop.open();
    await shop.publish(waiting(30));
    const maya = await shop.contact('Maya');
    const { due = 0 } = shop.runOf(maya);
    await shop.pass(29 * MINUTE);
    shop.clock.jump(-HOUR);
    await shop.pass(HOUR);
    expect(shop.clock.now()).toBeLessThan(due);
    expect(shop.runOf(maya).state).toBe('waiting');
    await shop.pass(MINUTE);
    expect(shop.runOf(maya).state).toBe('completed');
  });

  test('forward, or the machine slept: seen within half a minute', async () => {
    const shop = await Workshop.open();
    await shop.publish(waiting(2, 'days'));
    const maya = await shop.contact('Maya');
    await shop.pass(MINUTE);
    shop.clock.jump(3 * 24 * HOUR);
    await shop.pass(30_000);
    expect(shop.runOf(maya).state).toBe('completed');
  });

  test('back in the middle of many that are due: the rest still goes on', async () => {
    const shop = await Workshop.open();
    await shop.publish(waiting(1));
    const contacts: string[] = [];
    for (let n = 0; n < 70; n += 1) contacts.push(await shop.contact(`c${n}`));
    await shop.pass(MINUTE);
    expect(ended(shop, contacts)).toBe(50);
    shop.clock.jump(-30_000);
    await shop.pass(MINUTE);
    expect(ended(shop, contacts)).toBe(70);
  });
});

test.each([
  ['nobody else comes', false],
  ['somebody else begins to wait', true],
])('the clock is set back by less than many are late, and %s: the rest goes on a second later', async (_, comes) => {
  const shop = await Workshop.open();
  await shop.publish(waiting(1));
  const contacts: string[] = [];
  for (let n = 0; n < 70; n += 1) contacts.push(await shop.contact(`c${n}`));
  // Seen half a minute later at the latest; then 50 go on at once.
  shop.clock.jump(2 * HOUR);
  for (let ms = 0; ended(shop, contacts) === 0 && ms < 30_000; ms += 500) await shop.pass(500);
  expect(ended(shop, contacts)).toBe(50);
  shop.clock.jump(-HOUR);
  // What comes next is then looked for anew, by the clock as it is now.
  if (comes) await shop.contact('Late');
  await shop.pass(1000);
  expect(ended(shop, contacts)).toBe(70);
});

test('a stopped runtime begins nothing more', async () => {
  const shop = await Workshop.open();
  await shop.publish(waiting(1));
  const maya = await shop.contact('Maya');
  await shop.runtime.stop();
  await shop.contact('After');
  await shop.pass(HOUR);
  expect(shop.runOf(maya).state).toBe('waiting');
});
