// A full disk stops everything and loses nothing: waits, messages and runs go on as soon as there is room, without a restart.
import { expect, test } from 'vitest';
import { createContact, deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { whenOpen } from '../../../../electron/runtime/full-disk.ts';
import { turnOff } from '../../../../electron/runtime/publishing.ts';
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

/** Every three seconds it is tried again. */
async function roomAgain({ clock, runtime }: Workshop): Promise<void> {
  const tried = async (): Promise<string> => {
    await clock.pass(3000, () => clock.yield());
    return runtime.ledger.status().state;
  };
  await expect.poll(tried, LONG).toBe('open');
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
  await roomAgain(shop);
  expect(shop.contactOf(must(await zoe).id).firstName).toBe('Zoe');
  await shop.pass(2 * MINUTE);
  await expect.poll(() => shop.messages().map((one) => one.state), LONG).toEqual(['sent', 'sent']);
  expect([gateway.taken.length, failures]).toEqual([2, []]);
  await gateway.close();
});

test('a wait that comes due while the disk is full goes on when there is room, though nothing else begins to wait', async () => {
  const gateway = await startGateway();
  const { shop, faults, failures } = await onFaulty(gateway.url);
  const turn = (): Promise<void> => shop.clock.yield();
  const [maya, zoe] = [await shop.contact('Maya'), await shop.contact('Zoe')];
  faults.now = 'ENOSPC';
  const deleting = deleteContacts(shop.runtime, [zoe]);
  await expect.poll(() => shop.runtime.ledger.status().state, LONG).toBe('read-only');
  await shop.clock.pass(2 * MINUTE, turn);
  expect(shop.runOf(maya).state).toBe('waiting');
  faults.now = undefined;
  await roomAgain(shop);
  await deleting;
  await shop.pass(MINUTE);
  expect([shop.runOf(maya).state, failures]).toEqual(['completed', []]);
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
  await roomAgain(shop);
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

test('a disk that is full while an erasing is finished at the opening keeps nobody out, and it goes on when there is room', async () => {
  const { shop, faults } = await onFaulty('http://127.0.0.1:1');
  const maya = await shop.contact('Maya');
  // As a crash right after the first frame leaves it.
  const [runs, messages] = [shop.runtime.lookups.runsOfContact(maya), shop.runtime.lookups.messagesAbout(maya)];
  await deleteContacts(shop.runtime, [maya]);
  shop.runtime.runner.act(null, [{ do: 'contact-erased', contact: maya, runs, messages, conversations: [] }], maya);
  await shop.close();
  faults.now = 'ENOSPC';
  const again = await shop.restart({ start: false });
  expect(again.runtime.ledger.status()).toMatchObject({ state: 'read-only', problem: { code: 'disk-full' } });
  expect(again.contactOf(maya).erased).toBe('begun');
  faults.now = undefined;
  await roomAgain(again);
  await expect.poll(() => again.contactOf(maya).erased, LONG).toBe('done');
});

test('a disk that is full while interrupted enrolments are carried on at the start lets them go on when there is room', async () => {
  const { shop, faults } = await onFaulty('http://127.0.0.1:1');
  const maya = await shop.contact('Maya');
  must(await turnOff(shop.runtime, 'w1', 'freeze'));
  await shop.pass(2 * MINUTE);
  expect(shop.runOf(maya).state).toBe('paused');
  // As a crash leaves it between turning on and resuming.
  const live = shop.runtime.get('live', 'w1');
  if (live) shop.runtime.runner.act(null, [{ do: 'workflow-live', live: { ...live, status: 'on', frozen: false } }]);
  const again = await shop.restart({ start: false });
  faults.now = 'ENOSPC';
  const started = again.runtime.start();
  await expect.poll(() => again.runtime.ledger.status().state, LONG).toBe('read-only');
  faults.now = undefined;
  await roomAgain(again);
  await started;
  expect(again.runOf(maya).state).toBe('completed');
});
