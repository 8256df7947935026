// A full disk stops everything and loses nothing: waits, messages and runs go on as soon as there is room, without a restart.
import { expect, test } from 'vitest';
import { createContact } from '../../../../electron/runtime/contacts.ts';
import { whenOpen } from '../../../../electron/runtime/full-disk.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { StoreError } from '../../../../electron/store/io-problem.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { MINUTE } from '../../../../shared/model/time.ts';
import { faultyDisk, type Fault } from '../../../support/faulty-disk.ts';
import { startGateway } from '../../../support/gateway.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow, telling } from '../../../support/workflow.ts';
import { must } from '../../../support/must.ts';

const slow = aWorkflow('w1')
  .trigger('t1')
  .step('p1', 'wait', { for: { amount: 1, unit: 'minutes' } })
  .step('n1', 'notify-user', { ...telling, channel: 'sms', to: 'users', users: ['ana'] }).document;

const LONG = { timeout: 30_000 };

async function onFaulty(url: string) {
  const faults: { now: Fault | undefined } = { now: undefined };
  const failures: unknown[] = [];
  const disk = faultyDisk(realDisk, (operation, _, path) =>
    path.includes('segment') && operation === (faults.now === 'EIO' ? 'sync' : 'write') ? faults.now : undefined,
  );
  const shop = await Workshop.open({
    disk,
    told: { failed: (error) => void failures.push(error) },
    settings: { sms: { url, headers: [], body: '{}', allowPrivate: true } },
  });
  await shop.publish(slow);
  return { shop, faults, failures };
}

test('a wait that comes due while the disk is full, and its message, go on by themselves', async () => {
  const gateway = await startGateway();
  const { shop, faults, failures } = await onFaulty(gateway.url);
  const turn = (): Promise<void> => shop.clock.yield();
  const maya = await shop.contact('Maya');
  faults.now = 'ENOSPC';
  const draft = { ...emptyContactDraft, firstName: 'Zoe' };
  const zoe = createContact(shop.runtime, 'press', draft);
  await expect.poll(() => shop.runtime.ledger.status().state, LONG).toBe('read-only');
  await shop.clock.pass(2 * MINUTE, turn);
  expect(shop.runOf(maya).state).toBe('waiting');
  // Whoever asks for something now is told.
  await expect(createContact(shop.runtime, 'press-2', { ...draft, firstName: 'Moe' })).rejects.toBeInstanceOf(
    StoreError,
  );
  faults.now = undefined;
  // Every three seconds it is tried again.
  const tried = async (): Promise<string> => {
    await shop.clock.pass(3000, turn);
    return shop.runtime.ledger.status().state;
  };
  await expect.poll(tried, LONG).toBe('open');
  expect(shop.contactOf(must(await zoe).id).firstName).toBe('Zoe');
  await shop.pass(2 * MINUTE);
  await expect.poll(() => shop.messages().map((one) => one.state), LONG).toEqual(['sent', 'sent']);
  expect([gateway.taken.length, failures]).toEqual([2, []]);
  await gateway.close();
});

test('a message whose intent meets the full disk waits for room, and is sent once', async () => {
  const gateway = await startGateway();
  const { shop, faults, failures } = await onFaulty(gateway.url);
  const maya = await shop.contact('Maya');
  must(await shop.runtime.library.saveSettings({ ...shop.runtime.library.settings(), sms: null }));
  await shop.pass(MINUTE);
  expect(shop.messages()).toMatchObject([{ state: 'queued', contact: maya }]);
  faults.now = 'ENOSPC';
  const waiting = createContact(shop.runtime, 'press', { ...emptyContactDraft, firstName: 'Zoe' });
  await expect.poll(() => shop.runtime.ledger.status().state, LONG).toBe('read-only');
  const sms = { url: gateway.url, headers: [], body: '{}', allowPrivate: true };
  must(await shop.runtime.library.saveSettings({ ...shop.runtime.library.settings(), sms }));
  shop.runtime.outbox.settingsChanged();
  for (let n = 0; n < 20; n += 1) await shop.clock.yield();
  expect(gateway.taken).toEqual([]);
  // Tried in vain: it goes on waiting.
  await shop.clock.pass(3000, () => shop.clock.yield());
  await shop.runtime.ledger.retry();
  expect(gateway.taken).toEqual([]);
  faults.now = undefined;
  const tried = async (): Promise<string> => {
    await shop.clock.pass(3000, () => shop.clock.yield());
    return shop.runtime.ledger.status().state;
  };
  await expect.poll(tried, LONG).toBe('open');
  await waiting;
  await expect.poll(() => shop.messages()[0]?.state, LONG).toBe('sent');
  expect([gateway.taken.length, failures]).toEqual([1, []]);
  await gateway.close();
});

test('a sync that fails is told, and nobody waits for ever', async () => {
  const gateway = await startGateway();
  const { shop, faults, failures } = await onFaulty(gateway.url);
  const maya = await shop.contact('Maya');
  faults.now = 'EIO';
  await shop.clock.pass(MINUTE, () => shop.clock.yield());
  await expect.poll(() => failures.length, LONG).toBeGreaterThan(0);
  expect(failures[0]).toBeInstanceOf(StoreError);
  await expect(whenOpen(shop.runtime.ledger)).rejects.toBeInstanceOf(StoreError);
  faults.now = undefined;
  await shop.close().catch(() => undefined);
  const again = await Workshop.open({ folder: shop.folder, clock: shop.clock });
  await again.pass(MINUTE);
  expect(again.runOf(maya).state).toBe('completed');
  await gateway.close();
});

test('whoever waits for room in a workspace that is closed is told so', async () => {
  const shop = await Workshop.open();
  const { ledger } = shop.runtime;
  await shop.close();
  await expect(whenOpen(ledger)).rejects.toMatchObject({ problem: { code: 'ledger-closed' } });
});
