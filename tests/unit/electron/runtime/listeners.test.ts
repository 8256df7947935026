// Who listens: drafts and live versions, in order of first publish; never what is in the bin.
import { expect, test } from 'vitest';
import { binWorkflow, restoreWorkflow, turnOff } from '../../../../electron/runtime/publishing.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow } from '../../../support/workflow.ts';

const named = (id: string) =>
  aWorkflow(id)
    .trigger('t1')
    .step('g1', 'add-tag', { tags: [id] }).document;

const seen = (shop: Workshop) => shop.runtime.listeners.all().map((one) => `${one.workflow} ${one.status}`);

test('published ones in order of first publish, drafts last by id', async () => {
  const shop = await Workshop.open();
  for (const id of ['w1', 'w2', 'w3', 'w4']) await shop.save(named(id));
  await shop.publish(named('w3'));
  shop.clock.jump(1000);
  await shop.publish(named('w1'));
  expect(seen(shop)).toEqual(['w3 on', 'w1 on', 'w2 draft', 'w4 draft']);
});

test('a new version keeps the place, off and the bin are seen at once', async () => {
  const shop = await Workshop.open();
  await shop.publish(named('w1'));
  shop.clock.jump(1000);
  await shop.publish(named('w2'));
  shop.clock.jump(1000);
  await shop.publish(
    aWorkflow('w1')
      .trigger('t1')
      .step('g1', 'add-tag', { tags: ['other'] }).document,
  );
  expect(seen(shop)).toEqual(['w1 on', 'w2 on']);
  must(await turnOff(shop.runtime, 'w2', 'drain'));
  must(await binWorkflow(shop.runtime, 'w1'));
  expect(seen(shop)).toEqual(['w2 off']);
  must(await restoreWorkflow(shop.runtime, 'w1'));
  expect(seen(shop)).toEqual(['w1 on', 'w2 off']);
});

test('a live version listens, whatever the draft says meanwhile; a draft by its own graph', async () => {
  const shop = await Workshop.open();
  await shop.publish(named('w1'));
  await shop.save(
    aWorkflow('w1')
      .trigger('t1')
      .step('g1', 'add-tag', { tags: ['not yet'] }).document,
  );
  expect(shop.contactOf(await shop.contact('Maya')).tags).toEqual(['w1']);
  const [one] = shop.runtime.listeners.all();
  expect(one?.graph.nodes.get('g1')?.config).toMatchObject({ tags: ['w1'] });
  await shop.save(named('w9'));
  expect(shop.runtime.listeners.all()[1]).toMatchObject({ workflow: 'w9', status: 'draft' });
});

test('after a restart the same listen', async () => {
  const shop = await Workshop.open();
  await shop.publish(named('w2'));
  shop.clock.jump(1000);
  await shop.publish(named('w1'));
  await shop.save(named('w3'));
  const before = seen(shop);
  expect(seen(await shop.restart())).toEqual(before);
});
