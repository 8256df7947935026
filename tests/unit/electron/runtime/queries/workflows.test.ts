// Workflows as the window lists and opens them: status, what differs from the live version, who is in them.
import { describe, expect, test } from 'vitest';
import { savePool } from '../../../../../electron/runtime/people.ts';
import { binWorkflow, restoreWorkflow, turnOff } from '../../../../../electron/runtime/publishing.ts';
import { startedBy, testWorld, workflowPage, workflowRows } from '../../../../../electron/runtime/queries/workflows.ts';
import type { GatewaySettings, SmtpSettings } from '../../../../../shared/model/settings.ts';
import { MINUTE } from '../../../../../shared/model/time.ts';
import { must } from '../../../../support/must.ts';
import { Workshop } from '../../../../support/workshop.ts';
import { assignTo, aWorkflow } from '../../../../support/workflow.ts';

const handOut = (name = 'Hand out', id = 'w1') =>
  aWorkflow(id, name)
    .trigger('t1')
    .step('a1', 'assign-user', assignTo('ana', 'bo'))
    .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } }).document;

describe('the list', () => {
  test('says draft, on or off, and whether the draft differs from what is live', async () => {
    const shop = await Workshop.open();
    const row = () => workflowRows(shop.runtime)[0];
    await shop.save(handOut());
    expect(row()).toMatchObject({
      status: 'draft',
      revision: 0,
      changed: false,
      steps: 3,
      errors: 0,
      name: 'Hand out',
    });
    await shop.publish(handOut());
    expect(row()).toMatchObject({ status: 'on', revision: 1, changed: false });
    const { document } = aWorkflow('w1', 'Hand out').trigger('t1').step('a1', 'assign-user', assignTo('bo'));
    await shop.save(document);
    expect(row()).toMatchObject({ status: 'on', revision: 1, changed: true, steps: 2 });
    must(await turnOff(shop.runtime, 'w1', 'drain'));
    expect(row()).toMatchObject({ status: 'off', revision: 1, changed: true });
  });

  test('a draft that was in the bin before it was ever published is a draft', async () => {
    const shop = await Workshop.open();
    await shop.save(handOut());
    must(await binWorkflow(shop.runtime, 'w1'));
    expect(workflowRows(shop.runtime)).toEqual([]);
    must(await restoreWorkflow(shop.runtime, 'w1'));
    expect(workflowRows(shop.runtime)).toMatchObject([{ status: 'draft', revision: 0, changed: false }]);
  });

  test('counts the problems, who is in it now and who ever was', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut());
    await shop.contact('Maya');
    await shop.pass(5 * MINUTE);
    await shop.contact('Zoe');
    expect(workflowRows(shop.runtime)).toMatchObject([{ active: 1, enrolled: 2, errors: 0 }]);
    await shop.save(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: [] }).document);
    expect(workflowRows(shop.runtime)).toMatchObject([{ active: 1, enrolled: 2, errors: 1 }]);
  });

  test('has what was edited last first, and equal times by name', async () => {
    const shop = await Workshop.open();
    await shop.save(handOut('Zebra', 'w1'));
    await shop.save(handOut('Ape', 'w2'));
    shop.clock.jump(MINUTE);
    await shop.save(handOut('Mouse', 'w3'));
    expect(workflowRows(shop.runtime).map((row) => row.name)).toEqual(['Mouse', 'Ape', 'Zebra']);
  });
});

describe('the page', () => {
  const smtp: SmtpSettings = {
    host: 'mail.example.com',
    port: 587,
    tls: 'required',
    user: '',
    fromName: '',
    fromAddress: 'crm@example.com',
  };
  const gateway: GatewaySettings = { url: 'https://gateway.example.com', headers: [], body: '{}', allowPrivate: false };

  test('is there for a workflow only', async () => {
    const shop = await Workshop.open();
    expect(workflowPage(shop.runtime, 'w1')).toBeUndefined();
    await shop.save(handOut());
    expect(workflowPage(shop.runtime, 'w1')).toMatchObject({
      document: { id: 'w1' },
      live: null,
      status: 'draft',
      changed: false,
      savedAt: shop.clock.now(),
      rivals: [],
    });
    await shop.publish(handOut());
    expect(workflowPage(shop.runtime, 'w1')).toMatchObject({ live: { revision: 1 }, status: 'on' });
  });

  test('names the others that hand out the same contacts', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut('First', 'w1'));
    await shop.save(handOut('Second', 'w2'));
    expect(workflowPage(shop.runtime, 'w2')?.rivals).toEqual(['First']);
  });

  test.each([
    ['nothing is set up', {}, { notification: true, email: false, sms: false, whatsapp: false }],
    [
      'all are',
      { smtp, sms: gateway, whatsapp: gateway },
      { notification: true, email: true, sms: true, whatsapp: true },
    ],
    [
      'they were begun and left without an address',
      { smtp: { ...smtp, fromAddress: '' }, sms: { ...gateway, url: '' }, whatsapp: { ...gateway, url: '' } },
      { notification: true, email: false, sms: false, whatsapp: false },
    ],
    ['the mail server is missing', { smtp: { ...smtp, host: '' } }, { email: false }],
  ])('tells which channels can send: %s', async (_, settings, ready) => {
    const shop = await Workshop.open({ settings });
    await shop.save(handOut());
    expect(workflowPage(shop.runtime, 'w1')?.ready).toMatchObject(ready);
  });
});

describe('what a test run borrows', () => {
  test('is the workspace as it is: people, zone, and each rotation where it stands', async () => {
    const shop = await Workshop.open();
    const { id: pool } = must(await savePool(shop.runtime, null, 'Sales', [{ user: 'chi', weight: 1 }]));
    await shop.publish(handOut());
    expect(testWorld(shop.runtime, 'w1').rotations).toEqual({});
    await shop.contact('Maya');
    const world = testWorld(shop.runtime, 'w1');
    expect(world).toMatchObject({ zone: 'Europe/Berlin', now: shop.clock.now(), pools: [{ id: pool }] });
    expect(world.users.map((one) => one.id)).toEqual(['ana', 'bo', 'chi']);
    expect(world.rotations).toMatchObject({ 'w1/a1': { cursor: 'bo', total: 1 } });
  });

  test('of a workflow that is gone has no rotations', async () => {
    const shop = await Workshop.open();
    expect(testWorld(shop.runtime, 'nix').rotations).toEqual({});
  });
});

test('the workflows that a new contact starts are those that are on and listen to it; a filter is told', async () => {
  const shop = await Workshop.open();
  const filters = [[{ field: 'contact.source', op: 'is', value: 'Fair' }]];
  expect(startedBy(shop.runtime, 'contact-created')).toEqual([]);
  await shop.save(handOut('Only a draft', 'w0'));
  await shop.publish(handOut('All', 'w1'));
  await shop.publish(
    aWorkflow('w2', 'Fair').trigger('t1', 'contact-created', { filters }).step('a1', 'assign-user', assignTo('ana'))
      .document,
  );
  await shop.publish(handOut('Off', 'w3'));
  must(await turnOff(shop.runtime, 'w3', 'freeze'));
  expect(startedBy(shop.runtime, 'contact-created')).toEqual([
    { id: 'w1', name: 'All', filtered: false },
    { id: 'w2', name: 'Fair', filtered: true },
  ]);
});
