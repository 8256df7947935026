// Row 6: the wall clock jumps by days, goes back an hour, the machine sleeps, in a wait and in a back-off. Nobody goes on
// before its time, nothing lasts less than nothing, and what happened is told in the order in which it happened.
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { contactPage } from '../../electron/runtime/queries/contacts.ts';
import type { Entry } from '../../shared/engine/trace.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import { DAY, HOUR, MINUTE } from '../../shared/model/time.ts';
import { randomOf } from '../support/random.ts';
import { WallClock } from '../support/wall-clock.ts';
import { Workshop } from '../support/workshop.ts';
import { aWorkflow, telling } from '../support/workflow.ts';
import { figure, replay, seeds } from './figures.ts';

/** Just before the clocks of Berlin go forward, and just before they go back. */
const STARTS = [Date.UTC(2026, 2, 29, 0, 30), Date.UTC(2026, 9, 25, 0, 30), Date.UTC(2026, 11, 1, 8)];

/** A minute, a day on the wall, a date: between the waits a message to a gateway that is not there. */
function waits(until: string) {
  return aWorkflow('w1')
    .trigger('t')
    .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
    .step('m', 'notify-user', { ...telling, channel: 'sms', to: 'users', users: ['ana'] })
    .step('p2', 'wait', { for: { amount: 1, unit: 'days' } })
    .step('g', 'add-tag', { tags: ['after'] })
    .step('p3', 'wait', { until, zone: 'Europe/Berlin' }).document;
}

/** A port of this machine at which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Found {
  readonly waits: number;
  readonly tries: number;
  readonly wrong: readonly string[];
}

async function live(seed: number, port: number): Promise<Found> {
  const random = randomOf(seed);
  const between = (least: number, most: number): number => Math.round(least + random() * (most - least));
  const start = STARTS[seed % STARTS.length] ?? 0;
  const clock = new WallClock(start);
  const wrong: string[] = [];
  let [over, tries] = [0, 0];
  let dueAgain = new Map<string, { readonly wall: number; readonly elapsed: number }>();
  let shop: Workshop | undefined = undefined;
  let starting = false;
  const told = {
    entries: (run: string, entries: readonly Entry[]) => {
      for (const entry of entries) {
        if (entry.kind !== 'wait-over') continue;
        over += 1;
        if (clock.now() < entry.due) wrong.push(`${run} went on ${entry.due - clock.now()} ms early`);
      }
    },
    put: (table: string, id: string) => {
      const message = table === 'outbox' ? shop?.runtime.get('outbox', id) : undefined;
      if (message?.state === 'retry' && !starting) {
        const { nextAt = 0 } = message;
        dueAgain.set(id, { wall: nextAt, elapsed: clock.elapsed() + nextAt - clock.now() });
      }
      const due = dueAgain.get(id);
      if (message?.state !== 'sending') return;
      tries += 1;
      if (due === undefined) return;
      const rest = due.elapsed - clock.elapsed();
      if (rest > 0 && clock.now() < due.wall) wrong.push(`${id} was tried ${rest} ms early`);
      if (rest < 0) wrong.push(`${id} was tried ${-rest} ms late`);
    },
  };
  const sms = { url: `http://127.0.0.1:${port}/`, headers: [], body: '{}', allowPrivate: true };
  shop = await Workshop.open({ clock, told, settings: { sms } });
  await shop.publish(waits(new Date(start + 2 * DAY).toISOString().slice(0, 16)));
  for (let turn = 0; turn < 25; turn += 1) {
    const kind = random();
    if (kind < 0.4) await shop.contact(`c${turn}`);
    else if (kind < 0.5) clock.jump(between(-3, 3) * DAY);
    else if (kind < 0.6) clock.jump(-HOUR);
    else if (kind < 0.65) clock.jump(between(1, 12 * 60) * MINUTE);
    else if (kind < 0.7) {
      // How long messages wait after a start is told by the tests of the outbox.
      dueAgain = new Map();
      starting = true;
      shop = await shop.restart();
      starting = false;
    }
    await shop.pass(between(0, 20 * MINUTE));
  }
  // In the end the clock is right, and everybody gets there.
  clock.jump(Math.max(0, start + 10 * DAY - clock.now()));
  for (let day = 0; day < 4; day += 1) {
    await shop.pass(MINUTE);
    clock.jump(DAY + HOUR);
  }
  wrong.push(...(await inspect(shop)));
  await shop.close();
  return { waits: over, tries, wrong };
}

async function inspect(shop: Workshop): Promise<readonly string[]> {
  const wrong: string[] = [];
  for (const run of shop.runtime.ledger.table('runs').values() as Iterable<Run>) {
    const entries = await shop.traceOf(run.id);
    if (!hasEnded(run)) wrong.push(`${run.id} is stuck: ${run.state}`);
    if (run.lastAt < run.beganAt) wrong.push(`${run.id} ended before it began`);
    entries.forEach((entry, index) => {
      if (entry.seq !== index + 1) wrong.push(`${run.id} has entry ${entry.seq} in place ${index + 1}`);
      const before = entries[index - 1];
      if (before !== undefined && entry.at < before.at)
        wrong.push(`${run.id}: ${entry.kind} lasted ${entry.at - before.at} ms`);
    });
  }
  for (const message of shop.messages() as readonly Message[])
    if (message.stateAt < message.at) wrong.push(`${message.key} left before it was written`);
  for (const contact of shop.runtime.ledger.table('contacts').values() as Iterable<Contact>) {
    if (contact.updatedAt < contact.createdAt) wrong.push(`${contact.id} was changed before it was there`);
    const { timeline } = await contactPage(shop.runtime, contact.id);
    const told = timeline.flatMap((item) => (item.kind === 'run' ? [item.entry.seq] : []));
    if (told.some((seq, index) => seq !== index + 1))
      wrong.push(`${contact.id} is told out of order: ${told.join(' ')}`);
  }
  return wrong;
}

test('no wait goes on early, nothing takes less than no time, order by number', { timeout: 3_600_000 }, async () => {
  const port = await closedPort();
  let [over, tries] = [0, 0];
  const failures: string[] = [];
  for (const seed of seeds(3, 300)) {
    const found = await live(seed, port);
    over += found.waits;
    tries += found.tries;
    failures.push(...found.wrong.map((one) => `${one}; ${replay('clock', seed)}`));
  }
  figure('6', 'waits that went on under a jumping clock', over);
  figure('6', 'tries to send under a jumping clock', tries);
  figure('6', 'early, negative or out of order', failures.length);
  expect(failures).toEqual([]);
  expect(over).toBeGreaterThan(0);
  expect(tries).toBeGreaterThan(0);
});
