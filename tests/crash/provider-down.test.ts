// Row 10: a provider is down for a minute, an hour, for good; asks to wait; refuses; hangs; cuts the line half-way. The
// schedule is kept, what is given up is listed at once with its reason, and other channels do not notice.
import { createServer, type AddressInfo, type Socket } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { outboxPage } from '../../electron/runtime/queries/outbox.ts';
import type { Message } from '../../shared/model/message.ts';
import { DAY, HOUR, MINUTE } from '../../shared/model/time.ts';
import { startScriptedServer, type Script } from '../support/mail-server.ts';
import { WallClock } from '../support/wall-clock.ts';
import { Workshop, type WorkshopOptions } from '../support/workshop.ts';
import { aWorkflow, telling } from '../support/workflow.ts';
import { figure } from './figures.ts';
import { plainMail, SwitchedGateway } from './providers.ts';

const SECOND = 1000;
/** ms to wait after so many tries: 1 s, doubled, at most 15 minutes. */
const planned = (tries: number): number => Math.min(SECOND * 2 ** (tries - 1), 15 * MINUTE);

const telling2 = aWorkflow('w1')
  .trigger('t')
  .step('m', 'notify-user', { ...telling, channel: 'email', to: 'users', users: ['ana'] })
  .step('s', 'notify-user', { ...telling, channel: 'sms', to: 'users', users: ['bo'] }).document;

/** When each attempt of each message began. */
class Watch {
  readonly clock = new WallClock();
  readonly tries = new Map<string, number[]>();
  shop: Workshop | undefined;

  readonly told: NonNullable<WorkshopOptions['told']> = {
    put: (table, id) => {
      if (table !== 'outbox' || this.shop?.runtime.get('outbox', id)?.state !== 'sending') return;
      this.tries.set(id, [...(this.tries.get(id) ?? []), this.clock.now()]);
    },
  };

  async open(settings: WorkshopOptions['settings'], more: WorkshopOptions = {}): Promise<Workshop> {
    this.shop = await Workshop.open({ clock: this.clock, told: this.told, ...(settings && { settings }), ...more });
    await this.shop.publish(telling2);
    return this.shop;
  }

  /** ms between the tries of a message. */
  gaps(key: string): readonly number[] {
    const tries = this.tries.get(key) ?? [];
    return tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  }

  /** How far the gaps are from the plan, at most: 0.1 is 10 %. */
  off(key: string): number {
    return Math.max(0, ...this.gaps(key).map((gap, index) => Math.abs(gap / planned(index + 1) - 1)));
  }
}

function message(shop: Workshop, channel: Message['channel']): Message {
  const [found] = shop.messages().filter((one) => one.channel === channel);
  if (found === undefined) throw new Error(`no ${channel}`);
  return found;
}

/** What the list "Needs attention" shows: state and reason. */
function attention(shop: Workshop): readonly string[] {
  return outboxPage(shop.runtime, 'attention', 0, 100).rows.map(
    ({ message: one }) => `${one.state}: ${one.reason ?? ''}`,
  );
}

async function mailServer(script: Script): Promise<number> {
  const server = await startScriptedServer(script);
  onTestFinished(() => server.close());
  return server.port;
}

/** A server that does with each connection what it is told. */
async function rawServer(serve: (socket: Socket) => void): Promise<number> {
  const sockets = new Set<Socket>();
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    serve(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

describe('the gateway is off', () => {
  test('for a minute: tried on the plan, then sent, once', async () => {
    const gateway = await SwitchedGateway.open();
    const watch = new Watch();
    const shop = await watch.open({ sms: gateway.settings });
    await gateway.off();
    await shop.contact('Maya');
    await shop.pass(MINUTE);
    const { key } = message(shop, 'sms');
    expect(message(shop, 'sms')).toMatchObject({
      state: 'retry',
      reason: expect.stringContaining('refused the connection'),
    });
    await gateway.on();
    await shop.pass(2 * MINUTE);
    expect(message(shop, 'sms')).toMatchObject({ state: 'sent' });
    expect(gateway.taken.get(key)).toBe(1);
    expect(watch.gaps(key).length).toBeGreaterThanOrEqual(6);
    expect(watch.off(key)).toBeLessThanOrEqual(0.15);
    figure(
      '10',
      'off a minute: tries, farthest from the plan',
      `${watch.gaps(key).length + 1}, ${(watch.off(key) * 100).toFixed(1)} %`,
    );
  });

  test('for an hour, and for good: given up after twelve tries, listed at once; by hand it goes when the gateway is back', async () => {
    const gateway = await SwitchedGateway.open();
    const watch = new Watch();
    const shop = await watch.open({ sms: gateway.settings });
    await gateway.off();
    await shop.contact('Maya');
    const { key } = message(shop, 'sms');
    for (let second = 0; message(shop, 'sms').state !== 'dead' && second < 3600; second += 1) {
      expect(attention(shop)).toEqual([]);
      await shop.pass(SECOND);
    }
    // The twelfth try and the list are at the same moment.
    expect(message(shop, 'sms').stateAt).toBe(watch.tries.get(key)?.at(-1));
    expect(attention(shop)).toEqual([
      expect.stringMatching(/^dead: Given up after 12 tries\. .*refused the connection/),
    ]);
    expect(watch.tries.get(key)).toHaveLength(12);
    expect(watch.off(key)).toBeLessThanOrEqual(0.15);
    const took = (watch.tries.get(key)?.at(-1) ?? 0) - (watch.tries.get(key)?.[0] ?? 0);
    figure(
      '10',
      'off for good: tries, minutes until given up, farthest from the plan',
      `12, ${(took / MINUTE).toFixed(1)}, ${(watch.off(key) * 100).toFixed(1)} %`,
    );
    await shop.pass(3 * DAY);
    expect(watch.tries.get(key)).toHaveLength(12);
    await gateway.on();
    await shop.runtime.outbox.sendAgain(key, null);
    await shop.settle();
    expect([message(shop, 'sms').state, gateway.taken.get(key), attention(shop)]).toEqual(['sent', 1, []]);
  });

  test('a start in between goes on with the count of tries and with the plan', async () => {
    const gateway = await SwitchedGateway.open();
    const watch = new Watch();
    const shop = await watch.open({ sms: gateway.settings });
    await gateway.off();
    await shop.contact('Maya');
    await shop.pass(20 * SECOND);
    const before = message(shop, 'sms');
    expect(before).toMatchObject({ state: 'retry', attempts: 5 });
    const next = await shop.restart();
    watch.shop = next;
    expect(message(next, 'sms')).toEqual(before);
    await next.pass(HOUR);
    expect(message(next, 'sms')).toMatchObject({ state: 'dead', attempts: 12 });
    expect(watch.tries.get(before.key)).toHaveLength(12);
    expect(watch.off(before.key)).toBeLessThanOrEqual(0.15);
  });
});

describe('the gateway answers', () => {
  test.each([
    ['429 with a time in seconds', 429, '120', 120 * SECOND],
    ['503 with a time', 503, '7', 7 * SECOND],
    ['429 with a time beyond a day', 429, '999999', DAY],
    ['429 without a time', 429, undefined, 0.9 * SECOND],
  ])('%s: not before it', async (_, status, after, least) => {
    const gateway = await SwitchedGateway.open();
    gateway.answer = (response) =>
      void response.writeHead(status, after === undefined ? {} : { 'retry-after': after }).end();
    const watch = new Watch();
    const shop = await watch.open({ sms: gateway.settings });
    await shop.contact('Maya');
    await shop.settle();
    const { state, nextAt = 0, stateAt } = message(shop, 'sms');
    expect(state).toBe('retry');
    expect(nextAt - stateAt).toBeGreaterThanOrEqual(least);
    expect(nextAt - stateAt).toBeLessThanOrEqual(least * 1.25);
    gateway.answer = (response) => void response.end('ok');
    await shop.pass(nextAt - stateAt - 1);
    expect(gateway.count).toBe(1);
    await shop.pass(MINUTE);
    expect([message(shop, 'sms').state, gateway.count]).toEqual(['sent', 2]);
  });

  test.each([400, 401, 404, 422])('%i: given up at the first try, with its words', async (status) => {
    const gateway = await SwitchedGateway.open();
    gateway.answer = (response) => void response.writeHead(status).end('no such number');
    const shop = await new Watch().open({ sms: gateway.settings });
    await shop.contact('Maya');
    await shop.settle();
    expect(message(shop, 'sms')).toMatchObject({ state: 'dead', attempts: 1 });
    expect(attention(shop)).toEqual([expect.stringMatching(new RegExp(`^dead: .*${status}.*no such number`))]);
    await shop.pass(DAY);
    expect(gateway.count).toBe(1);
  });
});

describe('the mail server answers', () => {
  test('550: given up at the first try; 450: tried again', async () => {
    const watch = new Watch();
    const shop = await watch.open({ smtp: plainMail(await mailServer({ RCPT: '550 no such user' })) });
    await shop.contact('Maya');
    await shop.settle();
    expect(attention(shop)).toEqual([expect.stringMatching(/^dead: .*550 no such user/)]);
    const later = new Watch();
    const other = await later.open({ smtp: plainMail(await mailServer({ RCPT: '450 busy' })) });
    await other.contact('Maya');
    await other.pass(10 * SECOND);
    expect(message(other, 'email')).toMatchObject({ state: 'retry', attempts: 4 });
    expect(later.off(message(other, 'email').key)).toBeLessThanOrEqual(0.15);
  });
});

describe('no answer comes', () => {
  test('the gateway hangs: nobody knows, so it is never sent again by itself', async () => {
    const gateway = await SwitchedGateway.open();
    gateway.answer = () => undefined;
    const shop = await new Watch().open({ sms: gateway.settings }, { patience: 300 });
    await shop.contact('Maya');
    await shop.settle();
    expect(attention(shop)).toEqual([expect.stringMatching(/^uncertain: .*may have been taken/)]);
    await shop.pass(DAY);
    expect(gateway.count).toBe(1);
  });

  test('the gateway reads the message and closes its half of the line', async () => {
    const port = await rawServer((socket) => socket.once('data', () => socket.end()));
    const gateway = { url: `http://127.0.0.1:${port}/`, headers: [], body: '{}', allowPrivate: true };
    const shop = await new Watch().open({ sms: gateway }, { patience: 2000 });
    await shop.contact('Maya');
    await shop.settle();
    expect(attention(shop)).toEqual([expect.stringMatching(/^uncertain: /)]);
  });

  test('the mail server hangs or closes its half before it takes the message: tried again', async () => {
    for (const serve of [() => undefined, (socket: Socket) => void socket.end('220 ready\r\n')]) {
      const watch = new Watch();
      const shop = await watch.open({ smtp: plainMail(await rawServer(serve)) }, { patience: 300 });
      await shop.contact('Maya');
      await shop.settle();
      expect(message(shop, 'email')).toMatchObject({ state: 'retry', attempts: 1 });
    }
  });

  test('the mail server hangs after it was given the message: nobody knows', async () => {
    const smtp = plainMail(await mailServer({ '(message)': 'hang' }));
    const shop = await new Watch().open({ smtp }, { patience: 300 });
    await shop.contact('Maya');
    await shop.settle();
    expect(attention(shop)).toEqual([expect.stringMatching(/^uncertain: /)]);
  });

  test('other channels do not wait for the one that hangs', async () => {
    const gateway = await SwitchedGateway.open();
    const smtp = plainMail(await rawServer(() => undefined));
    const watch = new Watch();
    const shop = await watch.open({ smtp, sms: gateway.settings }, { patience: 60_000 });
    const began = shop.clock.now();
    for (let n = 0; n < 40; n += 1) await shop.contact(`c${n}`);
    await expect.poll(() => gateway.count, { timeout: 30_000 }).toBe(40);
    await expect
      .poll(() => shop.messages().filter((one) => one.channel === 'sms' && one.state === 'sent').length)
      .toBe(40);
    const mails = shop.messages().filter((one) => one.channel === 'email');
    expect(mails.filter((one) => one.state === 'sending').length).toBeGreaterThan(0);
    expect(mails.filter((one) => one.state === 'sent')).toEqual([]);
    // Not a moment passed for the others.
    expect(
      Math.max(
        ...shop
          .messages()
          .filter((one) => one.channel === 'sms')
          .map((one) => one.stateAt),
      ),
    ).toBe(began);
    figure('10', 'SMS sent while the mail server hangs', gateway.count);
    // Quitting waits for the mails under way, but not for ever.
    const closing = shop.close();
    await shop.clock.pass(6 * SECOND, () => shop.clock.yield());
    await closing;
  });
});
