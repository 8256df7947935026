// A workflow file that was read and not yet taken in: what it would do here, said before anything is written.
import { expect, test } from 'vitest';
import { ImportPlans } from '../../../../electron/runtime/import-plans.ts';
import { binWorkflow } from '../../../../electron/runtime/publishing.ts';
import { must } from '../../../support/must.ts';
import { seedText, seedUsers } from '../../../support/seed.ts';
import { Workshop } from '../../../support/workshop.ts';

test('says who is meant, what is wrong and what is there already; the token gives the plan once', async () => {
  const shop = await Workshop.open({ users: seedUsers });
  const plans = new ImportPlans(shop.runtime);
  const { token, fileName, plan } = must(plans.make('seed.json', seedText));
  expect(fileName).toBe('seed.json');
  expect(plan.needs.map(({ found }) => found)).toEqual(['ana', 'bo', 'chi']);
  expect(plan.findings.filter((one) => one.severity === 'error')).toEqual([]);
  expect(plan.clash).toBeNull();
  expect(shop.runtime.library.workflows().size).toBe(0);
  expect(plans.take('nix')).toBeUndefined();
  expect(plans.take(token)).toBe(plan);
  expect(plans.take(token)).toBeUndefined();
});

test('a workflow with its id clashes, unless that one is in the bin', async () => {
  const shop = await Workshop.open({ users: seedUsers });
  const plans = new ImportPlans(shop.runtime);
  const { document } = must(plans.make('seed.json', seedText)).plan;
  await shop.save(document);
  expect(must(plans.make('seed.json', seedText)).plan.clash).toEqual({ id: document.id, name: document.name });
  must(await binWorkflow(shop.runtime, document.id));
  expect(must(plans.make('seed.json', seedText)).plan.clash).toBeNull();
});

test('a file that is no workflow is refused in words', async () => {
  const shop = await Workshop.open();
  expect(new ImportPlans(shop.runtime).make('letter.txt', 'Dear Ana')).toMatchObject({ ok: false });
});
