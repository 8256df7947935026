// What a workspace holds, as the terminal shows it, where something is not there any more or has the name of another.
import { expect, test } from 'vitest';
import { deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { eraseContacts } from '../../../../electron/runtime/erase.ts';
import { exported, listContacts, showTrace } from '../../../../electron/terminal/show.ts';
import { must } from '../../../support/must.ts';
import { aWorkflow } from '../../../support/workflow.ts';
import { Workshop } from '../../../support/workshop.ts';

const tagging = (id: string, name: string) =>
  aWorkflow(id, name)
    .trigger('t1')
    .step('g1', 'add-tag', { tags: ['new'] }).document;

test('contacts in the bin are not listed', async () => {
  const shop = await Workshop.open();
  const [maya, zoe] = [await shop.contact('Maya'), await shop.contact('Zoe')];
  await deleteContacts(shop.runtime, [maya]);
  expect(listContacts(shop.runtime).map(({ cells }) => cells[0])).toEqual([zoe]);
});

test('of a run whose steps were erased the summary stays, and says so', async () => {
  const shop = await Workshop.open();
  await shop.publish(tagging('w1', 'Welcome'));
  const maya = await shop.contact('Maya');
  const { id } = shop.runOf(maya);
  const whole = await showTrace(shop.runtime, id, false);
  expect(whole).toContain('Maya in Welcome, version 1: completed\n');
  expect(whole).toContain('  Add Tag: entered\n');
  must(await eraseContacts(shop.runtime, shop.house.files, [maya]));
  const on = shop.runtime.ledger.removed(id)?.on;
  expect(JSON.parse(await showTrace(shop.runtime, id, true))).toEqual({ removed: 'erased', on });
  const [head, more] = (await showTrace(shop.runtime, id, false)).split('\n');
  expect(head).toMatch(/ in Welcome, version 1: completed$/);
  expect(more).toMatch(/^Its steps were removed by erasing the contact on .*\. This summary stays\.$/);
});

test('a workflow is named by its id first, then by its name', async () => {
  const shop = await Workshop.open();
  await shop.save(tagging('one', 'two'));
  await shop.save(tagging('two', 'Second'));
  const name = (which: string) => (JSON.parse(exported(shop.runtime, which)) as { name: string }).name;
  expect([name('two'), name('Second'), name('one')]).toEqual(['Second', 'Second', 'two']);
  expect(() => exported(shop.runtime, 'three')).toThrow('There is no workflow “three” here.');
});
