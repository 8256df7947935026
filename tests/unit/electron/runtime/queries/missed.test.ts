// Who came while a workflow was off, and has not entered it since.
import { expect, test } from 'vitest';
import { deleteContacts, restoreContacts } from '../../../../../electron/runtime/contacts.ts';
import { enrol } from '../../../../../electron/runtime/enrol.ts';
import { turnOff, turnOn } from '../../../../../electron/runtime/publishing.ts';
import { missedBy } from '../../../../../electron/runtime/queries/missed.ts';
import { contactName } from '../../../../../shared/model/contact.ts';
import { must } from '../../../../support/must.ts';
import { Workshop } from '../../../../support/workshop.ts';
import { assignTo, aWorkflow } from '../../../../support/workflow.ts';

const handOut = aWorkflow('w1', 'Hand out').trigger('t1').step('a1', 'assign-user', assignTo('ana', 'bo')).document;

/** Published, then off. */
async function turnedOff(): Promise<Workshop> {
  const shop = await Workshop.open();
  await shop.publish(handOut);
  await shop.contact('Early');
  must(await turnOff(shop.runtime, 'w1', 'freeze'));
  return shop;
}

const names = async ({ runtime }: Workshop): Promise<readonly string[]> => {
  const { ids, rows } = await missedBy(runtime, 'w1');
  expect(rows.map(({ contact }) => contact.id)).toEqual(ids.toReversed());
  return rows.map(({ contact }) => contactName(contact));
};

test('whoever came while it was off is listed, newest first, with the time; turned on again nobody is caught up', async () => {
  const shop = await turnedOff();
  expect(await names(shop)).toEqual([]);
  const at = shop.clock.now();
  await shop.contact('Maya');
  await shop.contact('Zoe');
  must(await turnOn(shop.runtime, 'w1'));
  await shop.contact('Late');
  expect(await names(shop)).toEqual(['Zoe', 'Maya']);
  expect((await missedBy(shop.runtime, 'w1')).rows.at(-1)).toMatchObject({ ownerName: '', at });
  expect(await names(await shop.restart())).toEqual(['Zoe', 'Maya']);
});

test('who is enrolled by hand later is missed no more; neither is a contact in the bin, until it is back', async () => {
  const shop = await turnedOff();
  const maya = await shop.contact('Maya');
  const zoe = await shop.contact('Zoe');
  await deleteContacts(shop.runtime, [zoe]);
  expect(await names(shop)).toEqual(['Maya']);
  must(await turnOn(shop.runtime, 'w1'));
  await enrol(shop.runtime, 'press', [maya], 'w1');
  expect(await names(shop)).toEqual([]);
  await restoreContacts(shop.runtime, [zoe]);
  expect(await names(shop)).toEqual(['Zoe']);
});

test('enrolled all at once, whoever came first has the first turn', async () => {
  const shop = await turnedOff();
  const came = [await shop.contact('Maya'), await shop.contact('Zoe')];
  must(await turnOn(shop.runtime, 'w1'));
  const { ids } = await missedBy(shop.runtime, 'w1');
  await enrol(shop.runtime, 'press', ids, 'w1');
  // Ana had the one who came before it was off.
  expect(came.map((id) => shop.contactOf(id).owner)).toEqual(['bo', 'ana']);
});

test('a workflow that was never published, or is not there, missed nobody', async () => {
  const shop = await Workshop.open();
  await shop.save(handOut);
  await shop.contact('Maya');
  expect(await names(shop)).toEqual([]);
  expect(await missedBy(shop.runtime, 'nowhere')).toEqual({ ids: [], rows: [] });
});

test('of more than are shown the newest are, and all can be enrolled', async () => {
  const shop = await turnedOff();
  for (let n = 0; n < 205; n += 1) await shop.contact(`Contact ${n}`);
  const { ids, rows } = await missedBy(shop.runtime, 'w1');
  expect([ids.length, rows.length, rows[0]?.contact.firstName]).toEqual([205, 200, 'Contact 204']);
  must(await turnOn(shop.runtime, 'w1'));
  expect((await enrol(shop.runtime, 'press', ids, 'w1')).enrolled).toBe(205);
  expect(await names(shop)).toEqual([]);
});
