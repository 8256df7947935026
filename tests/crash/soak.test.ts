// Row 15: a virtual week, ten contacts a minute, with a provider that goes away and comes back and Baton quit and started
// again. What must stay flat is printed: memory beside that of a fresh start, handles, disk; and nobody may be stuck.
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import v8 from 'node:v8';
import vm from 'node:vm';
import { expect, test } from 'vitest';
import { stageContact } from '../../electron/runtime/contacts.ts';
import { contactPage } from '../../electron/runtime/queries/contacts.ts';
import { outboxPage } from '../../electron/runtime/queries/outbox.ts';
import type { Message } from '../../shared/model/message.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import { HOUR, MINUTE } from '../../shared/model/time.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { WallClock } from '../support/wall-clock.ts';
import { Workshop } from '../support/workshop.ts';
import { assignTo, aWorkflow, hasTag, telling } from '../support/workflow.ts';
import { contactDraft } from './crash-workflow.ts';
import { figure, size } from './figures.ts';
import { SwitchedGateway } from './providers.ts';

const PER_MINUTE = 10;
/** One contact in so many is told of by SMS as well. */
const TEXTED = 10;

const week = aWorkflow('w1', 'Week')
  .trigger('t')
  .step('a', 'assign-user', assignTo('ana', 'bo', 'chi'))
  .step('n', 'notify-user', telling)
  .step('p', 'wait', { for: { amount: 30, unit: 'minutes' } })
  .step('b', 'if-else', { branches: [{ port: 'sms', name: 'SMS', groups: [[hasTag('sms')]] }] })
  .after('b', 'sms')
  .step('s', 'notify-user', { ...telling, channel: 'sms' }).document;

v8.setFlagsFromString('--expose-gc');
const collect = vm.runInNewContext('gc') as () => void;

/** MB in use once everything that nobody holds is gone. */
function heap(): number {
  collect();
  collect();
  return process.memoryUsage().heapUsed / 1024 / 1024;
}

function bytesIn(folder: string): number {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((one) => one.isFile())
    .reduce((sum, one) => sum + statSync(join(one.parentPath, one.name)).size, 0);
}

/** What keeps the process alive, without the timers of others. */
const handles = (): number => process.getActiveResourcesInfo().filter((one) => one !== 'Timeout').length;

interface Hour {
  readonly heap: number;
  readonly handles: number;
  readonly disk: number;
}

/** How much `of` grew each hour on average. */
function slope(hours: readonly Hour[], of: keyof Hour): number {
  const [first, last] = [hours[0], hours.at(-1)];
  return first === undefined || last === undefined || hours.length < 2
    ? 0
    : (last[of] - first[of]) / (hours.length - 1);
}

test('a week of contacts, outages and starts', { timeout: 4 * 3_600_000 }, async () => {
  const minutes = size(80, 7 * 24 * 60);
  const [outageEvery, outage, startEvery] = [size(40, 8 * 60), size(5, 40), size(35, 12 * 60)];
  const gateway = await SwitchedGateway.open();
  const clock = new WallClock();
  const folder = temporaryFolder();
  let shop = await Workshop.open({ folder, clock, settings: { sms: gateway.settings } });
  await shop.publish(week);
  const empty = heap();
  const hours: Hour[] = [];
  let contacts = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    if (minute % outageEvery === outageEvery - outage) await gateway.off();
    // An outage of the full week is longer than a message waits: what is dead then is sent again by hand in the end.
    if (minute % outageEvery === 0 && minute > 0) await gateway.on();
    if (minute % startEvery === startEvery - 1) shop = await shop.restart();
    for (let n = 0; n < PER_MINUTE; n += 1, contacts += 1) {
      const draft = { ...contactDraft(contacts), tags: contacts % TEXTED === 0 ? ['sms'] : [] };
      stageContact(shop.runtime, draft, { id: `c${contacts}`, by: null, duplicates: 'update', runWorkflows: true });
    }
    await shop.runtime.runner.commit();
    await shop.pass(MINUTE);
    if (minute % 60 === 59) hours.push({ heap: heap(), handles: handles(), disk: bytesIn(folder) / 1024 / 1024 });
  }
  await gateway.on();
  await shop.pass(2 * HOUR);
  for (const { message } of outboxPage(shop.runtime, 'attention', 0, contacts).rows)
    await shop.runtime.outbox.sendAgain(message.key, null);
  await shop.pass(HOUR);

  const used = heap();
  const open = handles();
  shop = await shop.restart();
  const fresh = heap();
  const disk = bytesIn(folder) / 1024 / 1024;
  const later = hours.slice(Math.floor(hours.length / 7));
  figure('15', 'virtual hours, contacts', `${(minutes / 60).toFixed(0)}, ${contacts}`);
  figure(
    '15',
    'heap: empty, at the end, after a fresh start (MB)',
    `${empty.toFixed(1)}, ${used.toFixed(1)}, ${fresh.toFixed(1)}`,
  );
  figure('15', 'heap: kB per contact above empty', (((fresh - empty) * 1024) / contacts).toFixed(2));
  figure('15', 'heap: growth per virtual hour after the first day (MB)', slope(later, 'heap').toFixed(2));
  figure('15', 'handles: first hour, last hour', `${hours[0]?.handles ?? open}, ${open}`);
  figure(
    '15',
    'disk: MB, bytes per contact, growth per hour (MB)',
    `${disk.toFixed(1)}, ${((disk * 1024 * 1024) / contacts).toFixed(0)}, ${slope(later, 'disk').toFixed(2)}`,
  );

  const runs = [...shop.runtime.ledger.table('runs').values()] as Run[];
  const stuck = runs.filter((run) => !hasEnded(run)).length;
  let torn = 0;
  for (const run of runs) {
    const entries = await shop.traceOf(run.id);
    const whole = entries.at(-1)?.kind === 'run-ended' && entries.every((entry, index) => entry.seq === index + 1);
    if (!whole) torn += 1;
  }
  figure('15', 'runs, stuck, traces that are not whole', `${runs.length}, ${stuck}, ${torn}`);
  const texts = (shop.messages() as readonly Message[]).filter((one) => one.channel === 'sms');
  const twice = [...gateway.taken.values()].filter((count) => count > 1).length;
  figure(
    '15',
    'SMS, sent, taken twice',
    `${texts.length}, ${texts.filter((one) => one.state === 'sent').length}, ${twice}`,
  );

  expect([runs.length, stuck, torn]).toEqual([contacts, 0, 0]);
  expect([texts.length, texts.filter((one) => one.state === 'sent').length, twice]).toEqual([
    contacts / TEXTED,
    contacts / TEXTED,
    0,
  ]);
  const owned = ['ana', 'bo', 'chi'].map(
    (user) => runs.filter((run) => shop.contactOf(run.contact).owner === user).length,
  );
  expect(Math.max(...owned) - Math.min(...owned)).toBeLessThanOrEqual(1);
  expect((await contactPage(shop.runtime, 'c0')).runs).toHaveLength(1);
  // A long life holds no more than a fresh start does, but for what is being collected.
  expect(used).toBeLessThan(fresh * 1.25 + 20);
  expect(open).toBeLessThanOrEqual((hours[0]?.handles ?? open) + 3);
});
