// A contact is erased while a provider still has a message about it: whatever the provider says then, none of it is kept.
import { readdirSync, readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { updateContact } from '../../../../electron/runtime/contacts.ts';
import { eraseContacts } from '../../../../electron/runtime/erase.ts';
import { errnoOf } from '../../../../electron/store/io-problem.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { startGateway, type Taken } from '../../../support/gateway.ts';
import { must } from '../../../support/must.ts';
import { aWorkflow } from '../../../support/workflow.ts';
import { Workshop } from '../../../support/workshop.ts';

const words = ['Maya', '+90 532 123 45 67', '905321234567', 'maya.oz@example.org'];

/** A gateway that holds its answers until the test gives them. */
async function holdingGateway() {
  const asked: { response: ServerResponse; taken: Taken }[] = [];
  const gateway = await startGateway((response, taken) => void asked.push({ response, taken }));
  onTestFinished(gateway.close);
  return { url: gateway.url, asked, settings: { url: gateway.url, headers: [], body: BODY, allowPrivate: true } };
}

const BODY = '{"to":"{{ to }}","text":"{{ text }}"}';

function telling(channel: 'sms' | 'whatsapp') {
  return aWorkflow('w1', 'Welcome')
    .trigger('t1')
    .step('n1', 'notify-user', {
      channel,
      to: 'users',
      users: ['ana'],
      message: 'Call {{ contact.full_name }}, {{ contact.phone }}, {{ contact.email }}',
    }).document;
}

const maya = { phone: '+90 532 123 45 67', email: 'maya.oz@example.org' };

/** A workspace in which a message about Maya is on its way, and the gateway has not answered yet. */
async function sending(channel: 'sms' | 'whatsapp' = 'sms') {
  const gateway = await holdingGateway();
  const shop = await Workshop.open({ settings: { [channel]: gateway.settings } });
  await shop.publish(telling(channel));
  const contact = await shop.contact('Maya', maya);
  await until(() => gateway.asked.length === 1);
  return { shop, gateway, contact };
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 5));
}

function filesWith(folder: string): readonly string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files
    .map((one) => join(one.parentPath, one.name))
    .filter((file) => words.some((word) => bytesOf(file).includes(word)));
}

/** CURRENT is replaced while the store is at work: what was written beside it may be in its place by now. */
function bytesOf(file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    return Buffer.alloc(0);
  }
}

/** The answer holds all that the gateway was sent. */
function echo({ response, taken }: { response: ServerResponse; taken: Taken }, status: number): void {
  response.writeHead(status, { location: `/again?${encodeURIComponent(taken.body)}` }).end(`I have ${taken.body}`);
}

test.each([
  ['sms', 200, 'sent', 'The contact was erased while it was being sent.'],
  ['whatsapp', 200, 'sent', 'The contact was erased while it was being sent.'],
  ['sms', 422, 'dead', 'The contact was erased while it was being sent.'],
  ['sms', 503, 'dead', 'The contact was erased while it was being sent.'],
  ['sms', 500, 'uncertain', 'The contact was erased while it was being sent.'],
  ['sms', 302, 'dead', 'The contact was erased while it was being sent.'],
] as const)(
  '%s, answered %i after the erasing: %s, and in no file a word of hers',
  async (channel, status, state, reason) => {
    const { shop, gateway, contact } = await sending(channel);
    must(await eraseContacts(shop.runtime, shop.house.files, [contact]));
    expect(filesWith(shop.folder)).toEqual([]);

    const [asked] = gateway.asked;
    if (asked !== undefined) echo(asked, status);
    await shop.settle();
    expect(shop.messages()).toMatchObject([{ state, text: '', reason }]);
    expect(filesWith(shop.folder)).toEqual([]);

    const again = await shop.restart();
    await again.settle();
    expect(again.messages()).toMatchObject([{ state, text: '', reason }]);
    await again.close();
    expect(filesWith(again.folder)).toEqual([]);
    expect(gateway.asked).toHaveLength(1);
  },
);

test('answered between the first and the last moment of the erasing', async () => {
  const { shop, gateway, contact } = await sending();
  const erasing = eraseContacts(shop.runtime, shop.house.files, [contact]);
  const [asked] = gateway.asked;
  if (asked !== undefined) echo(asked, 200);
  must(await erasing);
  await shop.settle();
  expect(shop.messages()).toMatchObject([{ state: 'sent', text: '' }]);
  await shop.close();
  expect(filesWith(shop.folder)).toEqual([]);
});

test('Baton ends before the answer: the message may have arrived, and that is all that is known of it', async () => {
  const { shop, gateway, contact } = await sending();
  must(await eraseContacts(shop.runtime, shop.house.files, [contact]));
  // The outbox gives up waiting; the answer comes to nobody.
  const closing = shop.close();
  await shop.clock.pass(6000, () => new Promise((resolve) => setImmediate(resolve)));
  await closing;
  const [asked] = gateway.asked;
  if (asked !== undefined) echo(asked, 200);
  const again = await shop.restart();
  await again.settle();
  expect(again.messages()).toMatchObject([
    { state: 'uncertain', text: '', reason: 'The contact was erased while it was being sent.' },
  ]);
  const refused = await again.runtime.outbox.sendAgain(again.messages()[0]?.key ?? '', null);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'recipient-gone' } });
  await again.close();
  expect(filesWith(again.folder)).toEqual([]);
  expect(gateway.asked).toHaveLength(1);
});

test('nobody has a turn between the asking and the erasing: what comes in right after meets an erased contact', async () => {
  const { shop, gateway, contact } = await sending();
  const erasing = eraseContacts(shop.runtime, shop.house.files, [contact]);
  const draft = { ...emptyContactDraft, firstName: 'Maya', email: 'second-maya.oz@example.org' };
  expect(await updateContact(shop.runtime, contact, draft, false)).toMatchObject({ ok: false });
  must(await erasing);
  expect(filesWith(shop.folder)).toEqual([]);
  for (const asked of gateway.asked) echo(asked, 200);
  await shop.settle();
});

test('a gateway that sends on stops its channel: the others are not told what it said of her', async () => {
  const { shop, gateway, contact } = await sending();
  await shop.contact('Zoe', { email: 'zoe@example.org' });
  await until(() => gateway.asked.length === 2);
  const [first, second] = gateway.asked;
  if (second !== undefined) echo(second, 302);
  await until(() => shop.messages()[1]?.state === 'queued');
  if (first !== undefined) echo(first, 302);
  await until(() => shop.messages()[0]?.state === 'queued');
  await shop.contact('Moe', { email: 'moe@example.org' });
  await shop.settle();
  expect(shop.messages().map((one) => one.state)).toEqual(['queued', 'queued', 'queued']);
  expect(shop.messages()[0]?.reason).toContain('I have');

  must(await eraseContacts(shop.runtime, shop.house.files, [contact]));
  expect(filesWith(shop.folder)).toEqual([]);
  const [, zoe, moe] = shop.messages();
  expect(zoe?.reason).toContain('Baton does not follow');
  expect(moe?.reason).toContain('Baton does not follow');
});
