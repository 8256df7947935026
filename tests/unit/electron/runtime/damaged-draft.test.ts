// A draft is no part of what runs: where its file cannot be read, what was published goes on, is seen and can be turned off.
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { binWorkflow, turnOff } from '../../../../electron/runtime/publishing.ts';
import { workflowRows } from '../../../../electron/runtime/queries/workflows.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow } from '../../../support/workflow.ts';

const tagging = aWorkflow('w1', 'Tagging')
  .trigger('t1')
  .step('g1', 'add-tag', { tags: ['new'] }).document;

async function published(): Promise<{ readonly shop: Workshop; readonly file: string }> {
  const shop = await Workshop.open();
  await shop.publish(tagging);
  await shop.save({ ...tagging, name: 'Edited' });
  return { shop, file: join(shop.folder, 'workflows', 'w1.json') };
}

test('it enrols, stands in the list as it was published, and can be turned off; the file is left as it is', async () => {
  const { shop, file } = await published();
  await shop.close();
  writeFileSync(file, 'broken');
  const next = await shop.restart();
  expect(next.runtime.problems).toMatchObject([{ where: { path: file } }]);
  const maya = await next.contact('Maya');
  expect(next.contactOf(maya).tags).toEqual(['new']);
  expect(workflowRows(next.runtime)).toMatchObject([{ id: 'w1', name: 'Tagging' }]);
  expect(await next.runtime.library.saveWorkflow(tagging, {}, 1)).toMatchObject({ ok: false });
  expect(readFileSync(file, 'utf8')).toBe('broken');
  must(await turnOff(next.runtime, 'w1', 'freeze'));
  const zoe = await next.contact('Zoe');
  expect(next.runsOf(zoe)).toEqual([]);
});

test('a file that is gone is written again with the next edit', async () => {
  const { shop, file } = await published();
  await shop.close();
  unlinkSync(file);
  const next = await shop.restart();
  expect(workflowRows(next.runtime)).toMatchObject([{ id: 'w1', name: 'Tagging' }]);
  await next.save({ ...tagging, name: 'Mended' });
  expect(workflowRows((await next.restart()).runtime)).toMatchObject([{ id: 'w1', name: 'Mended' }]);
});

test('one in the bin does not come back by that', async () => {
  const { shop, file } = await published();
  must(await binWorkflow(shop.runtime, 'w1'));
  await shop.close();
  unlinkSync(file);
  const next = await shop.restart();
  expect(next.runtime.library.workflows().size).toBe(0);
});
