// What crashed Baton three times is given up, and stands where people look for what needs them, until they put it away.
import { mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../../electron/runtime/clock.ts';
import { createContact } from '../../electron/runtime/contacts.ts';
import { openHouse } from '../../electron/runtime/house.ts';
import { publish } from '../../electron/runtime/publishing.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { emptyContactDraft } from '../../shared/model/contact.ts';
import { HOUR } from '../../shared/model/time.ts';
import { expect, test } from '../support/launch.ts';
import { must } from '../support/must.ts';
import { smallest, takeScreens } from '../support/screens.ts';
import { expectAccessible, place } from '../support/window.ts';
import { aWorkflow } from '../support/workflow.ts';

const home = mkdtempSync(join(tmpdir(), 'baton-given-up-'));

test.afterAll(() => rm(home, { recursive: true, force: true }));

test('an enrolment that crashed Baton three times needs attention, with its reason, until it is put away', async ({
  launch,
}) => {
  const workspace = join(home, 'workspace');
  const past = Date.now() - HOUR;
  const { runtime, ...house } = must(
    await openHouse(realDisk, workspace, { clock: { ...systemClock, now: () => past } }),
  );
  const { document } = aWorkflow('w1', 'Welcome')
    .trigger('t1')
    .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
    .step('g1', 'add-tag', { tags: ['after'] });
  must(await runtime.library.saveWorkflow(document, {}, past));
  runtime.listeners.stale();
  must(await publish(runtime, 'w1', 'stay'));
  const { id } = must(await createContact(runtime, 'act', { ...emptyContactDraft, firstName: 'Olga' }));
  const run = runtime.get('runs', runtime.lookups.runsOf('w1', id)[0] ?? '');
  await house.close();
  const underWay = { [run?.id ?? '']: { place: run?.seq, crashes: 3 } };
  await writeFile(join(workspace, 'crash-watch.json'), JSON.stringify({ underWay }));

  const baton = await launch({ home, workspace });
  const { page } = baton;
  await expect(page.getByText(/^Baton crashed 3 times at “Wait”/)).toContainText('“Needs attention”');
  await place(page, 'Outbox').click();
  const filter = page.getByRole('radiogroup', { name: 'Which messages' });
  await filter.getByText('Needs attention').click();
  const given = page.getByRole('region', { name: 'Enrolments that were given up' });
  await expect(given).toContainText('Olga in “Welcome” was given up');
  await expect(given).toContainText('“Wait”: Baton crashed 3 times in this step.');
  await expect(page.getByText('No message needs your attention.')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await takeScreens(baton, 'outbox-given-up', [{ width: 1280, height: 800 }, smallest]);

  await given.getByRole('button', { name: 'Open enrolment' }).click();
  await expect(page.getByRole('heading', { name: /Olga in/ })).toBeVisible();
  await place(page, 'Outbox').click();
  await filter.getByText('Needs attention').click();
  await given.getByRole('button', { name: 'Put away' }).click();
  await expect(given).toHaveCount(0);
  await expect(page.getByText('Nothing needs your attention.')).toBeVisible();
});
