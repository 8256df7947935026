// What end-to-end tests do in the window: what a person does there, and short cuts to the point where a test begins.
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type ElectronApplication, type Locator, type Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { InputOf, OutputOf, RequestName } from '../../shared/ipc.ts';
import { seedUsers } from './seed.ts';

export type Place = 'Workflows' | 'Contacts' | 'Conversations' | 'Users' | 'Outbox' | 'Bin' | 'Settings';

/** Asks the main process as the page does; a refusal fails the test. */
export async function ask<N extends RequestName>(page: Page, name: N, input: InputOf<N>): Promise<OutputOf<N>> {
  const result = await page.evaluate(([asked, value]) => window.baton.request(asked as 'app.info', value as never), [
    name,
    input,
  ] as const);
  if (!result.ok) throw new Error(`${name}: ${result.problem.message}`);
  return result.value as unknown as OutputOf<N>;
}

/** A place in the sidebar. */
export function place(page: Page, name: Place): Locator {
  return page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name, exact: true });
}

/** The card of a step on the canvas, by its title; further words of its name are a pattern. */
export function card(page: Page, title: string): Locator {
  return page.getByRole('group', { name: new RegExp(`^Step \\d+ of \\d+: ${title}`) });
}

/** Drops a file on the window. */
export async function dropFile(page: Page, name: string, content: string | Uint8Array): Promise<void> {
  await page.evaluate(
    ([fileName, bytes]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([typeof bytes === 'string' ? bytes : new Uint8Array(bytes)], fileName));
      window.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, typeof content === 'string' ? content : [...content]] as const,
  );
}

/** Chooses a command in the menu bar. */
export async function chooseInMenu(app: ElectronApplication, label: string): Promise<void> {
  await app.evaluate(({ Menu, BrowserWindow }, wanted) => {
    const items = Menu.getApplicationMenu()?.items.flatMap((menu) => menu.submenu?.items ?? []) ?? [];
    const item = items.find((one) => one.label === wanted);
    if (item === undefined) throw new Error(`The menu has no "${wanted}".`);
    item.click(undefined, BrowserWindow.getAllWindows()[0]);
  }, label);
}

/** Exports a workflow by the menu of its row, and answers the bytes of the file. The list of workflows must be open. */
export async function exportWorkflow(
  app: ElectronApplication,
  page: Page,
  name: string,
  file: string,
): Promise<Buffer> {
  await answerSaveDialog(app, file);
  await page.getByRole('button', { name: `More for ${name}`, exact: true }).click();
  await page.getByRole('menuitem', { name: 'Export to file…' }).click();
  await expect(page.getByText(`Saved as ${basename(file)}`)).toBeVisible();
  return readFile(file);
}

/** Lets the system's open dialog answer with a file, from now on. */
export async function answerOpenDialog(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [path] });
  }, file);
}

/** Lets the system's save dialog answer with a file, from now on. */
export async function answerSaveDialog(app: ElectronApplication, file: string): Promise<void> {
  await app.evaluate(({ dialog }, path) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: path });
  }, file);
}

/** The three users of the acceptance file; answers their ids in its order. */
export async function addSeedUsers(page: Page): Promise<readonly string[]> {
  const ids: string[] = [];
  for (const { name, email, phone, active } of seedUsers)
    ids.push((await ask(page, 'users.create', { name, email, phone, active })).id);
  return ids;
}

/** Brings a workflow file in, with its users found here by their email addresses, and publishes it. */
export async function publishFile(page: Page, text: string): Promise<string> {
  const { token, plan } = await ask(page, 'workflows.importText', { name: 'workflow.baton.json', text });
  const mapping = Object.fromEntries(plan.needs.map(({ key, found }) => [key, found]));
  const { id } = await ask(page, 'workflows.importApply', { token, as: 'new', mapping });
  await ask(page, 'workflows.publish', { id, waiting: 'stay' });
  return id;
}

/** Adds a contact as the form does, and answers its id. */
export async function addContact(page: Page, firstName: string): Promise<string> {
  const email = `${firstName.toLowerCase()}@example.org`;
  const draft = { firstName, lastName: '', email, phone: '', source: 'Website', tags: [], custom: {} };
  return (await ask(page, 'contacts.create', { act: `add ${firstName}`, draft })).id;
}

/** Names of the contacts with their owners, in the order in which they came in. */
export async function owners(page: Page): Promise<readonly string[]> {
  const { rows } = await ask(page, 'contacts.list', { search: '', offset: 0, limit: 1000 });
  return rows.toReversed().map(({ contact, ownerName }) => `${contact.firstName}: ${ownerName || 'nobody'}`);
}

/** Says who sits at the window. */
export async function becomeUser(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^You are / }).click();
  await page.getByRole('menuitemradio', { name }).click();
  await expect(page.getByRole('button', { name: `You are ${name}` })).toBeVisible();
}

/** Opens the bell and answers its notices, newest first. */
export async function openBell(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /^Notifications/ }).click();
  const bell = page.getByRole('dialog', { name: 'Notifications' });
  await expect(bell).toBeVisible();
  return bell.getByRole('listitem').getByRole('button');
}

/** Nothing that axe finds. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`)).toEqual([]);
}
