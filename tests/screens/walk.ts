// The ways to the screens of which pictures are taken.
import type { Page } from '@playwright/test';
import { expect, type Baton } from '../support/launch.ts';
import { ask, card, place } from '../support/window.ts';

/** The sample, as the first run offers it, in the builder. */
export async function openSample({ page }: Baton): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample' }).click();
  await expect(card(page, 'Assign To User')).toBeVisible();
  await page.getByRole('button', { name: 'Dismiss' }).click();
}

/** The sample without the first run's screen: its data, and the workflow live if that is asked for. */
export async function addSample({ page }: Baton, { live = false } = {}): Promise<void> {
  await ask(page, 'app.addSample', {});
  if (live) await ask(page, 'workflows.publish', { id: 'sample-assign-new-contacts', waiting: 'stay' });
}

/** Opens a workflow from its list. */
export async function openWorkflow({ page }: Baton, name: string): Promise<void> {
  await place(page, 'Workflows').click();
  await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').filter({ hasText: name }).click();
}

/** Begins a test of the open workflow with the invented contact, and steps on. */
export async function testTo({ page }: Baton, steps: number): Promise<void> {
  await page.getByRole('button', { name: 'Test Workflow' }).click();
  const dialog = page.getByRole('dialog', { name: 'Test workflow' });
  await dialog.getByText('Invent one').click();
  await dialog.getByRole('button', { name: 'Start test' }).click();
  const step = page.getByRole('button', { name: 'Step', exact: true });
  for (let taken = 0; taken < steps; taken += 1) await step.click();
  await page.mouse.move(0, 0);
}

/** Shows the canvas or the outline. In a narrow window the words of the switch are only read aloud. */
export async function look(page: Page, view: 'Canvas' | 'Outline'): Promise<void> {
  await page.getByRole('radiogroup', { name: 'View' }).locator('label').filter({ hasText: view }).click();
}
