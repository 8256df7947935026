// A version is published while the file of another is still on its way to the disk.
import { expect, test } from 'vitest';
import { publish } from '../../../../electron/runtime/publishing.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow } from '../../../support/workflow.ts';

const tagging = (tag: string) =>
  aWorkflow('w1')
    .trigger('t1')
    .step('g1', 'add-tag', { tags: [tag] }).document;

test('the second press waits for the first, and its version has a number of its own', async () => {
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => (letGo = resolve));
  const shop = await Workshop.open({
    disk: {
      ...realDisk,
      rename: async (from, to) => {
        if (to.includes('revisions')) await held;
        return realDisk.rename(from, to);
      },
    },
  });
  await shop.save(tagging('one'));
  const first = publish(shop.runtime, 'w1', 'stay');
  await shop.save(tagging('two'));
  const second = publish(shop.runtime, 'w1', 'stay');
  // Long enough for one that does not wait to look for its number.
  await shop.save(tagging('three'));
  letGo();
  expect([must(await first), must(await second)].map((one) => one.revision)).toEqual([1, 2]);
});
