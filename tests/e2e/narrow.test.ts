// In a narrow window nothing is out of reach: the bar of the builder at its fullest stays within it.
import { expect, test } from '../support/launch.ts';
import { resize, smallest } from '../support/screens.ts';
import { addSeedUsers, ask, card, place, publishFile } from '../support/window.ts';
import { seedText } from '../support/seed.ts';

test('the bar of a published workflow with changes and a problem', async ({ launch }) => {
  const baton = await launch();
  const { page } = baton;
  await addSeedUsers(page);
  const id = await publishFile(page, seedText);
  const { document, bindings } = await ask(page, 'workflows.get', { id });
  const name = 'Hand over the new contacts of the northern and the western regions';
  await ask(page, 'workflows.save', { document: { ...document, name }, bindings });
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').nth(1).click();
  await card(page, 'Assign To User').click();
  await page.keyboard.press('d');
  await expect(page.getByRole('button', { name: /(problem|remark)/ })).toBeVisible();
  for (const size of [smallest, { width: 1280, height: 800 }, { width: 1440, height: 900 }]) {
    await resize(baton, size);
    for (const button of ['Test Workflow', 'Publish changes', 'Back'])
      await expect(page.getByRole('button', { name: button })).toBeInViewport({ ratio: 1 });
    const word = page.getByText('Published', { exact: true });
    await expect(word).toBeInViewport({ ratio: 1 });
    const { x = 0, width = 0 } = (await word.boundingBox()) ?? {};
    expect(x + width).toBeLessThanOrEqual(size.width - 8);
  }
});
