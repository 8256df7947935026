// The dialog that begins a test stands still from its first moment: whoever presses "Start test" at once begins it.
import { expect, test } from '../support/launch.ts';
import { resize } from '../support/screens.ts';
import { addContact, ask, card, place } from '../support/window.ts';

test('“Start test” pressed at once begins the test, with a chosen contact and with an invented one', async ({
  launch,
}) => {
  const { page } = await launch();
  const running = page.getByText('Locked while it is tested');
  const dialog = page.getByRole('dialog', { name: 'Test workflow' });
  await ask(page, 'app.addSample', {});
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  for (const way of ['click', 'pointer', 'invent'] as const) {
    await page.getByRole('button', { name: 'Test Workflow' }).click();
    const start = dialog.getByRole('button', { name: 'Start test' });
    if (way === 'invent') await dialog.getByText('Invent one').click();
    if (way === 'pointer') {
      // Straight at the place, without waiting for anything to come to rest.
      const box = await start.boundingBox();
      if (box === null) throw new Error('The button is not on the screen.');
      await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
    } else await start.click();
    await expect(running).toBeVisible();
    await expect(dialog).toHaveCount(0);
    await expect(card(page, 'Contact Created')).toHaveAttribute('data-state', 'done');
    await page.getByRole('button', { name: 'Leave and edit' }).click();
  }
});

test('the contact of a test stays chosen while another is looked for', async ({ launch }) => {
  const { page } = await launch();
  await ask(page, 'app.addSample', {});
  const { rows } = await ask(page, 'contacts.list', { search: '', offset: 0, limit: 40 });
  const last = rows.at(-1)?.contact;
  if (last === undefined) throw new Error('The sample has no contacts.');
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'Test Workflow' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test workflow' });
  const field = dialog.getByRole('combobox', { name: 'Contact' });
  const first = await field.inputValue();
  expect(first).not.toBe('');
  await expect(page.getByRole('option')).toHaveCount(0);

  await field.fill('nobody is called this');
  await expect(page.getByText('No contact of that name')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'First name' }).waitFor({ state: 'detached' });
  await field.blur();
  await expect(field).toHaveValue(first);

  await field.fill(last.email);
  await page.getByRole('option', { name: last.email }).click();
  await expect(field).toHaveValue(new RegExp(last.lastName));
  await dialog.getByRole('button', { name: 'Start test' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  const log = page.getByRole('grid', { name: 'Execution log' });
  await expect(log.getByRole('row', { name: /Enrolment Completed/ })).toBeVisible();
});

test('pressed twice quickly, a test begins once and a workflow is published once', async ({ launch }) => {
  const { page } = await launch();
  await ask(page, 'app.addSample', {});
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await page.getByRole('button', { name: 'Test Workflow' }).dblclick();
  const dialogs = page.getByRole('dialog');
  await expect(dialogs).toHaveCount(1);
  await dialogs.getByRole('button', { name: 'Start test' }).dblclick();
  await expect(page.getByText('Locked while it is tested')).toBeVisible();
  await expect(dialogs).toHaveCount(0);
  await page.getByRole('button', { name: 'Continue' }).click();
  const log = page.getByRole('grid', { name: 'Execution log' });
  await expect(log.getByRole('row', { name: /Enrolment Completed/ })).toHaveCount(1);
  await expect(log.getByRole('row', { name: /Contact Created/ })).toHaveCount(1);
  await page.getByRole('button', { name: 'Leave and edit' }).click();

  await page.getByRole('switch', { name: 'Publish' }).dblclick();
  await expect(page.getByRole('switch', { name: 'Published' })).toBeChecked();
  await expect(dialogs).toHaveCount(0);
  await expect
    .poll(async () => (await ask(page, 'workflows.list', {}))[0])
    .toMatchObject({ revision: 1, status: 'on' });
  const id = await addContact(page, 'Maya');
  expect((await ask(page, 'contacts.get', { id })).runs).toHaveLength(1);
});

test('after a test the canvas stands where it stood before', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await resize(baton, { width: 1280, height: 800 });
  await ask(page, 'app.addSample', {});
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  const trigger = card(page, 'Contact Created');
  await expect(trigger).toBeInViewport({ ratio: 1 });
  const before = await trigger.boundingBox();
  await page.getByRole('button', { name: 'Test Workflow' }).click();
  await page.getByRole('dialog', { name: 'Test workflow' }).getByRole('button', { name: 'Start test' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('row', { name: /Enrolment Completed/ })).toBeVisible();
  // The view has followed the steps down.
  await expect.poll(async () => (await trigger.boundingBox())?.y).toBeLessThan(before?.y ?? 0);
  await page.getByRole('button', { name: 'Leave and edit' }).click();
  await expect.poll(() => trigger.boundingBox()).toEqual(before);
});
