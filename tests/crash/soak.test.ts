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
import { tableNames } from '../../shared/engine/tables.ts';
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

const MIB = 1024 * 1024;
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
  return (
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((one) => one.isFile())
      // A temporary file may go while the folder is looked through.
      .reduce((sum, one) => sum + (statSync(join(one.parentPath, one.name), { throwIfNoEntry: false })?.size ?? 0), 0)
  );
}

/** What keeps the process alive, without the timers of others. */
const handles = (): number => process.getActiveResourcesInfo().filter((one) => one !== 'Timeout').length;

/** Open files, sockets and the like, as the system counts them; 0 where it does not tell. */
const descriptors = (): number => (process.platform === 'linux' ? readdirSync('/proc/self/fd').length : 0);

/** MB outside the heap that is in use, such as buffers, once those are gone that nobody holds. */
async function external(): Promise<number> {
  collect();
  // Buffers are let go a moment after their collection.
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  collect();
  const { external: outside, arrayBuffers } = process.memoryUsage();
  return Math.max(outside, arrayBuffers) / MIB;
}

/** Memory and disk in MB at one time. */
interface Look {
  readonly hour: number;
  readonly contacts: number;
  readonly heap: number;
  readonly external: number;
  readonly handles: number;
  readonly descriptors: number;
  /** That wait, of Baton's own clock. */
  readonly timers: number;
  readonly disk: number;
  readonly snapshots: number;
}

/** How much `of` grew for each one of `by`: the slope of the straight line that fits best. */
function slope(looks: readonly Look[], of: keyof Look, by: keyof Look): number {
  const mean = (key: keyof Look): number => looks.reduce((sum, one) => sum + one[key], 0) / looks.length;
  const [x, y] = [mean(by), mean(of)];
  const over = looks.reduce((sum, one) => sum + (one[by] - x) * (one[of] - y), 0);
  const under = looks.reduce((sum, one) => sum + (one[by] - x) ** 2, 0);
  return over / under;
}

/** What a workspace has to keep, MB: each record once, and each line of every trace once. */
async function liveData({ runtime }: Workshop): Promise<number> {
  const { ledger } = runtime;
  let bytes = 0;
  const add = (value: unknown): void => void (bytes += Buffer.byteLength(JSON.stringify(value)));
  for (const name of tableNames) for (const record of ledger.table(name).values()) add(record);
  for (const name of ['contacts', 'runs'])
    for (const id of ledger.table(name).keys()) for (const line of await ledger.trace(id)) add(line);
  return bytes / 1024 / 1024;
}

test('a week of contacts, outages and starts', { timeout: 4 * 3_600_000 }, async () => {
  const minutes = size(80, 7 * 24 * 60);
  const [outageEvery, outage, startEvery] = [size(40, 8 * 60), size(5, 40), size(35, 12 * 60)];
  const gateway = await SwitchedGateway.open();
  const clock = new WallClock();
  const folder = temporaryFolder();
  // In a short life the store's files are small, and its quiet seconds those of the clock, so that it has many snapshots.
  const small = { segmentBytes: MIB / 4, snapshotBytes: MIB / 4, timer: clock.after };
  const store = size(1, 0) === 1 ? small : {};
  let shop = await Workshop.open({ folder, clock, store, settings: { sms: gateway.settings } });
  await shop.publish(week);
  const empty = heap();
  const looks: Look[] = [];
  const lookEvery = size(10, 60);
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
    if (minute % lookEvery !== lookEvery - 1) continue;
    const disk = bytesIn(folder) / 1024 / 1024;
    const snapshots = readdirSync(join(folder, 'ledger')).filter((name) => name.startsWith('snapshot')).length;
    looks.push({
      hour: (minute + 1) / 60,
      contacts,
      heap: heap(),
      external: await external(),
      handles: handles(),
      descriptors: descriptors(),
      timers: clock.pending,
      disk,
      snapshots,
    });
  }
  await gateway.on();
  await shop.pass(2 * HOUR);
  for (const { message } of outboxPage(shop.runtime, 'attention', 0, contacts).rows)
    await shop.runtime.outbox.sendAgain(message.key, null);
  await shop.pass(HOUR);

  const used = heap();
  const outside = await external();
  const [open, files, timers] = [handles(), descriptors(), clock.pending];
  shop = await shop.restart();
  const fresh = heap();
  const freshOutside = await external();
  const disk = bytesIn(folder) / 1024 / 1024;
  const kept = await liveData(shop);
  // The first day warms up.
  const later = looks.slice(Math.floor(looks.length / 7));
  const most = (key: keyof Look): number => Math.max(...looks.map((one) => one[key]));
  const perContact = (slope(later, 'heap', 'contacts') * MIB) / 1024;
  figure('15', 'virtual hours, contacts', `${(minutes / 60).toFixed(0)}, ${contacts}`);
  figure(
    '15',
    'heap: empty, at the end, after a fresh start (MB)',
    `${empty.toFixed(1)}, ${used.toFixed(1)}, ${fresh.toFixed(1)}`,
  );
  figure('15', 'heap: kB per contact above empty', (((fresh - empty) * 1024) / contacts).toFixed(2));
  figure(
    '15',
    'heap: growth after the first day, per virtual hour (MB) and per contact (kB)',
    `${slope(later, 'heap', 'hour').toFixed(2)}, ${perContact.toFixed(2)}`,
  );
  const [first] = looks;
  figure('15', 'handles: first hour, last hour', `${first?.handles ?? open}, ${open}`);
  figure('15', 'open files: first hour, most, last hour', `${first?.descriptors}, ${most('descriptors')}, ${files}`);
  figure('15', 'timers: first hour, most, last hour', `${first?.timers}, ${most('timers')}, ${timers}`);
  figure(
    '15',
    'buffers: first hour, most, at the end, after a fresh start (MB)',
    [first?.external ?? 0, most('external'), outside, freshOutside].map((one) => one.toFixed(1)).join(', '),
  );
  figure('15', 'the process at its peak (MB)', (process.resourceUsage().maxRSS / 1024).toFixed(0));
  figure(
    '15',
    'disk: MB, bytes per contact, growth per hour (MB)',
    `${disk.toFixed(1)}, ${((disk * 1024 * 1024) / contacts).toFixed(0)}, ${slope(later, 'disk', 'hour').toFixed(2)}`,
  );
  const mostDisk = Math.max(...looks.map((one) => one.disk / one.contacts)) * contacts;
  figure(
    '15',
    'disk: live data (MB), times that at the end, times that at its worst hour',
    `${kept.toFixed(1)}, ${(disk / kept).toFixed(2)}, ${(mostDisk / kept).toFixed(2)}`,
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

  expect(contacts).toBeGreaterThanOrEqual(size(800, 100_800));
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
  expect(open).toBeLessThanOrEqual((first?.handles ?? open) + 3);
  // A file that is open twice, a timer for each message that waits: but nothing that grows with the hours.
  expect(files).toBeLessThanOrEqual((first?.descriptors ?? files) + 3);
  expect(timers).toBeLessThanOrEqual((first?.timers ?? timers) + 3);
  expect(most('descriptors')).toBeLessThanOrEqual((first?.descriptors ?? 0) + 20);
  // Two segments are held while they are read, 16 MB each; what is over would grow.
  expect(outside).toBeLessThan(Math.max(freshOutside, first?.external ?? 0) * 1.25 + 20);
  // Memory grows by what its contacts are (1.5 kB each, 4.3 while a short life warms up) and by nothing that time leaves behind:
  // what is over would be 0.6 MB an hour in the full week.
  expect(perContact).toBeLessThan(size(6, 2.5));
  // Two snapshots are kept while the next one is written, and there is never more than three times what has to be kept.
  expect(Math.max(...looks.map((one) => one.snapshots))).toBeLessThanOrEqual(3);
  expect(disk).toBeLessThan(kept * 3);
  expect(mostDisk).toBeLessThan(kept * 3);
});
