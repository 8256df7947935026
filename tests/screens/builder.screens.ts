// The builder: drawing, settings, problems, publishing, and runs read on the canvas.
import { expect, test } from '../support/launch.ts';
import { smallest, takeScreens } from '../support/screens.ts';
import { addContact, ask, card, place, publishFile } from '../support/window.ts';
import { look, addSample, openWorkflow, testTo } from './walk.ts';
import { manyStates } from './workflows.ts';

test('drawing and publishing', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSample(baton);
  await openWorkflow(baton, 'Assign new contacts');
  await expect(card(page, 'Tell the owner')).toBeVisible();
  await page.mouse.move(0, 0);
  await takeScreens(baton, 'builder');
  await takeScreens(baton, 'builder-small', [smallest]);
  await page.getByRole('tab', { name: 'Info' }).click();
  await takeScreens(baton, 'builder-info');
  await page.getByRole('tab', { name: 'Enrolments' }).click();
  await takeScreens(baton, 'builder-no-runs');
  await page.getByRole('tab', { name: 'Settings' }).click();
  await card(page, 'Assign To User').click();
  await takeScreens(baton, 'step-assign');
  await takeScreens(baton, 'step-assign-small', [smallest]);
  await card(page, 'Tell the owner').click();
  await takeScreens(baton, 'step-notify');
  await card(page, 'Contact Created').click();
  await takeScreens(baton, 'step-trigger');
  await page.getByRole('button', { name: 'Add step after Assign To User' }).click();
  await takeScreens(baton, 'shelf');
  await page.getByLabel('Search actions').fill('asign');
  await takeScreens(baton, 'shelf-search');
  await page.getByLabel('Search actions').fill('if');
  await page.getByRole('option', { name: 'If / Else' }).click();
  await takeScreens(baton, 'step-if-else');
  await look(page, 'Outline');
  await takeScreens(baton, 'outline');
  await look(page, 'Canvas');
  await page.getByRole('button', { name: /problem/ }).click();
  await takeScreens(baton, 'problem-list');
  await page.keyboard.press('Escape');
  await page.getByRole('switch', { name: 'Publish' }).click();
  await takeScreens(baton, 'publish-refused');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Test Workflow' }).click();
  await takeScreens(baton, 'test-start');
  await page.getByText('Invent one').click();
  await takeScreens(baton, 'test-start-invented');
  await page.keyboard.press('Escape');
  await testTo(baton, 1);
  await takeScreens(baton, 'test-run');
  await takeScreens(baton, 'test-run-small', [smallest]);
  await page.keyboard.press('F5');
  await expect(page.getByRole('row', { name: /Enrolment Completed/ })).toBeVisible();
  await takeScreens(baton, 'test-run-done');
  await look(page, 'Outline');
  await takeScreens(baton, 'test-run-outline');
});

test('runs of every kind', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSample(baton);
  // Emil is switched off in the sample. He must be there when it is published, and away when Stella comes.
  const setEmil = async (active: boolean): Promise<void> => {
    const emil = (await ask(page, 'users.list', {})).find(({ name }) => name === 'Emil Novak');
    if (emil === undefined) throw new Error('The sample has no Emil.');
    const { id, name, email, phone } = emil;
    await ask(page, 'users.update', { id, draft: { name, email, phone, active } });
  };
  await setEmil(true);
  const id = await publishFile(page, manyStates);
  await setEmil(false);
  const kinds = { skipped: 'Sila', waiting: 'Wanda', stopped: 'Stella', done: 'Dora' } as const;
  for (const name of Object.values(kinds)) await addContact(page, name);
  await openWorkflow(baton, 'Every kind of run');
  await page.getByRole('switch', { name: 'Published' }).click();
  await takeScreens(baton, 'turn-off-dialog');
  await page.keyboard.press('Escape');
  await page.getByRole('tab', { name: 'Enrolments' }).click();
  await takeScreens(baton, 'builder-runs');
  for (const [kind, name] of Object.entries(kinds)) {
    const { rows } = await ask(page, 'workflows.runs', { id, search: '', offset: 0, limit: 20 });
    expect(rows.some(({ contactName }) => contactName === name)).toBe(true);
    await openWorkflow(baton, 'Every kind of run');
    await page.getByRole('tab', { name: 'Enrolments' }).click();
    await page.getByRole('list', { name: 'Enrolments' }).getByRole('button', { name }).click();
    await expect(page.getByRole('heading', { name: new RegExp(name) })).toBeVisible();
    await takeScreens(baton, `run-${kind}`);
    await takeScreens(baton, `run-${kind}-small`, [smallest]);
  }
  await place(page, 'Workflows').click();
  await takeScreens(baton, 'workflows');
  await takeScreens(baton, 'workflows-small', [smallest]);
});
