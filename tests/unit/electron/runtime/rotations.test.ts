// Rotations as people see them: whose turn is next, how many each had, and set back on purpose.
import { expect, test } from 'vitest';
import { savePool, removeUser } from '../../../../electron/runtime/people.ts';
import { resetStep, rotationPage } from '../../../../electron/runtime/rotations.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';
import { assignTo, aWorkflow } from '../../../support/workflow.ts';

const handOut = aWorkflow('w1', 'Hand out')
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana', 'bo', 'chi'))
  .step('g1', 'add-tag', { tags: ['vip'] }).document;

const page = (shop: Workshop, node = 'a1') => {
  const { rotation, next, counts } = must(rotationPage(shop.runtime, 'w1', node));
  return { rotation, next: next.map((one) => one.name), counts: counts.map((one) => `${one.name} ${one.picks}`) };
};

test('shows the next eight in turn, and how many each had', async () => {
  const shop = await Workshop.open();
  await shop.publish(handOut);
  const inOrder = ['Ana', 'Bo', 'Chi', 'Ana', 'Bo', 'Chi', 'Ana', 'Bo'];
  expect(page(shop)).toEqual({ rotation: 'w1/a1', next: inOrder, counts: [] });
  for (let n = 0; n < 4; n += 1) await shop.contact(`c${n}`);
  expect(page(shop)).toEqual({
    rotation: 'w1/a1',
    next: ['Bo', 'Chi', 'Ana', 'Bo', 'Chi', 'Ana', 'Bo', 'Chi'],
    counts: ['Ana 2', 'Bo 1', 'Chi 1'],
  });
  must(await removeUser(shop.runtime, 'bo'));
  expect(page(shop).next.slice(0, 3)).toEqual(['Chi', 'Ana', 'Chi']);
  // What is shown is what happens.
  expect(shop.contactOf(await shop.contact('next')).owner).toBe('chi');
});

test('of a pool is the pool’s own, whichever workflow turns it', async () => {
  const shop = await Workshop.open();
  const members = ['chi', 'bo'].map((user) => ({ user, weight: 1 }));
  const { id } = must(await savePool(shop.runtime, null, 'Sales', members));
  await shop.publish(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: undefined, pool: id }).document);
  await shop.contact('Maya');
  expect(page(shop)).toMatchObject({ rotation: `pool:${id}`, counts: ['Chi 1', 'Bo 0'] });
});

test('is set back to the first in the list, also after a restart; one that picked nobody stays as it is', async () => {
  const shop = await Workshop.open();
  await shop.publish(handOut);
  must(await resetStep(shop.runtime, 'w1/a1'));
  expect(shop.runtime.get('rotations', 'w1/a1')).toBeUndefined();
  for (let n = 0; n < 2; n += 1) await shop.contact(`c${n}`);
  expect(page(shop).next[0]).toBe('Chi');
  must(await resetStep(shop.runtime, 'w1/a1'));
  expect(page(shop)).toMatchObject({ next: expect.arrayContaining(['Ana']), counts: [] });
  const again = await shop.restart();
  expect(again.contactOf(await again.contact('next')).owner).toBe('ana');
});

test.each([
  ['a workflow that is gone', 'nix', 'a1'],
  ['a step that is gone', 'w1', 'nix'],
  ['a step that hands out nothing', 'w1', 'g1'],
])('%s has none, and says what has one', async (_, workflow, node) => {
  const shop = await Workshop.open();
  await shop.save(handOut);
  expect(rotationPage(shop.runtime, workflow, node)).toMatchObject({
    ok: false,
    problem: { code: 'no-rotation', fix: expect.stringContaining('Assign To User') },
  });
});
