// Every screen and every dialog as axe sees it, in light and in dark.
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test, type Baton } from '../support/launch.ts';
import { wear } from '../support/screens.ts';
import { addContact, ask, card, dropFile, openBell, place } from '../support/window.ts';

interface View {
  readonly name: string;
  /** Leads there from wherever the view before it ended. */
  readonly show: (page: Page) => Promise<void>;
  /** Back to a screen without anything over it. */
  readonly leave?: (page: Page) => Promise<void>;
}

/** One Escape closes any dialog as it opens: no list in it is open that would take the key first. */
async function escape(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(page.locator('[aria-modal="true"]')).toHaveCount(0);
}
const row = (page: Page, grid: string, n = 1) => page.getByRole('grid', { name: grid }).getByRole('row').nth(n);
const dialog = (page: Page) => page.getByRole('dialog').last();

async function openBuilder(page: Page): Promise<void> {
  await place(page, 'Workflows').click();
  await row(page, 'Workflows').click();
  await expect(card(page, 'Assign To User')).toBeVisible();
}

/** A dialog behind a button of the page. */
const behind = (name: string, button: string): View => ({
  name,
  show: async (page) => {
    await page.getByRole('button', { name: button, exact: true }).first().click();
    await expect(dialog(page)).toBeVisible();
  },
  leave: escape,
});

const tab = (name: string, panel: string): View => ({
  name,
  show: async (page) => {
    await page.getByRole('tab', { name: new RegExp(`^${panel}`) }).click();
    await expect(page.getByRole('tabpanel', { name: new RegExp(`^${panel}`) })).toBeVisible();
  },
});

const views: readonly View[] = [
  {
    name: 'workflows',
    show: async (page) => {
      await place(page, 'Workflows').click();
      await expect(row(page, 'Workflows')).toBeVisible();
    },
  },
  {
    name: 'menu of a workflow',
    show: async (page) => {
      await page
        .getByRole('button', { name: /^More for / })
        .first()
        .click();
      await expect(page.getByRole('menuitem', { name: 'Duplicate' })).toBeVisible();
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'import of a workflow',
    show: async (page) => {
      const { text } = await page.evaluate(() => ({ text: Reflect.get(window, 'workflowFile') as string }));
      await dropFile(page, 'seed.baton.json', text);
      await expect(page.getByRole('dialog', { name: 'Import workflow' })).toBeVisible();
    },
    leave: escape,
  },
  {
    name: 'refused file',
    show: async (page) => {
      await dropFile(page, 'cut.json', '{ "format":');
      await expect(page.getByRole('dialog', { name: 'cut.json was not imported' })).toBeVisible();
    },
    leave: escape,
  },
  { name: 'builder', show: openBuilder },
  {
    name: 'settings of a step',
    show: async (page) => {
      await card(page, 'Assign To User').dblclick();
      await expect(page.getByRole('list', { name: 'Users' })).toBeVisible();
    },
  },
  {
    name: 'shelf of steps',
    show: async (page) => {
      await page.getByRole('button', { name: 'Add step', exact: true }).click();
      await expect(page.getByLabel('Search actions')).toBeVisible();
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'outline',
    show: async (page) => page.getByText('Outline', { exact: true }).click(),
    leave: async (page) => page.getByText('Canvas', { exact: true }).click(),
  },
  behind('start of a test', 'Test Workflow'),
  {
    name: 'test with its trace',
    show: async (page) => {
      await page.getByRole('button', { name: 'Test Workflow' }).click();
      await page.getByRole('button', { name: 'Start test' }).click();
      await page.getByRole('button', { name: 'Continue' }).click();
      await expect(page.getByRole('row', { name: /Enrolment Completed/ })).toBeVisible();
    },
    leave: async (page) => page.getByRole('button', { name: 'Leave and edit' }).click(),
  },
  {
    name: 'runs',
    show: async (page) => {
      await openBuilder(page);
      await page.locator('.react-flow__pane').click({ position: { x: 20, y: 200 } });
      await page.getByRole('tab', { name: 'Enrolments' }).click();
      await expect(page.getByRole('list', { name: 'Enrolments' })).toBeVisible();
    },
  },
  {
    name: 'live run',
    show: async (page) => {
      await page.getByRole('list', { name: 'Enrolments' }).getByRole('button').first().click();
      await expect(page.getByRole('grid', { name: 'Execution log' })).toBeVisible();
    },
  },
  {
    name: 'contacts',
    show: async (page) => {
      await place(page, 'Contacts').click();
      await expect(row(page, 'Contacts')).toBeVisible();
    },
  },
  behind('add contact', 'Add contact'),
  {
    name: 'import of contacts',
    show: async (page) => {
      await dropFile(page, 'some.csv', 'First name,Email,Other\nMaya,maya2@example.org,x\nLars,nonsense,y\n');
      await expect(page.getByRole('dialog').getByRole('button', { name: 'Import contacts' })).toBeVisible();
    },
    leave: escape,
  },
  {
    name: 'contact',
    show: async (page) => {
      await row(page, 'Contacts').click();
      await expect(page.getByRole('region', { name: 'Owner' })).toBeVisible();
    },
  },
  tab('timeline of a contact', 'Timeline'),
  tab('enrolments of a contact', 'Enrolments'),
  behind('enrol a contact', 'Enrol in workflow'),
  {
    name: 'conversations',
    show: async (page) => {
      await place(page, 'Conversations').click();
      await row(page, 'Conversations').click();
      await expect(page.getByLabel('What was said')).toBeVisible();
    },
  },
  {
    name: 'users',
    show: async (page) => {
      await place(page, 'Users').click();
      await expect(row(page, 'Users')).toBeVisible();
    },
  },
  behind('add user', 'Add user'),
  tab('pools', 'Pools'),
  behind('create pool', 'Create pool'),
  {
    name: 'outbox',
    show: async (page) => {
      await place(page, 'Outbox').click();
      await expect(row(page, 'Messages')).toBeVisible();
    },
  },
  {
    name: 'settings, general',
    show: async (page) => {
      await place(page, 'Settings').click();
      await expect(page.getByRole('button', { name: 'Remove the sample' })).toBeVisible();
    },
  },
  behind('question before a removal', 'Remove the sample…'),
  tab('settings, email', 'Email'),
  {
    name: 'settings, email with faults',
    show: async (page) => {
      await page.getByLabel('Mail server').fill('smtp://mail.example.com');
      await page
        .getByRole('tabpanel', { name: /^Email/ })
        .getByRole('button', { name: /^Save/ })
        .click();
      await expect(page.getByText('Write the name alone, without smtp://')).toBeVisible();
    },
    leave: async (page) => page.getByRole('button', { name: /^Discard/ }).click(),
  },
  tab('settings, SMS', 'SMS'),
  tab('settings, WhatsApp', 'WhatsApp'),
  {
    name: 'bell',
    show: async (page) => {
      await openBell(page);
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'you are',
    show: async (page) => {
      await page.getByRole('button', { name: /^You are / }).click();
      await expect(page.getByRole('menuitemradio').first()).toBeVisible();
    },
    leave: async (page) => page.keyboard.press('Escape'),
  },
  {
    name: 'palette',
    show: async (page) => {
      await page.keyboard.press('Control+k');
      await expect(dialog(page)).toBeVisible();
    },
    leave: escape,
  },
];

/** A workspace with something on every screen. */
async function furnish({ page }: Baton): Promise<void> {
  await ask(page, 'app.addSample', {});
  await ask(page, 'workflows.publish', { id: 'sample-assign-new-contacts', waiting: 'stay' });
  for (const name of ['Maya', 'Lars']) await addContact(page, name);
  const { document } = await ask(page, 'workflows.get', { id: 'sample-assign-new-contacts' });
  await page.evaluate((text) => void Reflect.set(window, 'workflowFile', text), JSON.stringify(document));
}

/** What axe finds; with a dialog open only the dialog is looked at, for nothing else can be reached. */
async function faults(page: Page, rule?: string): Promise<readonly string[]> {
  const axe = new AxeBuilder({ page }).setLegacyMode(true);
  axe.options({ resultTypes: ['violations'], ...(rule !== undefined && { runOnly: [rule] }) });
  if ((await page.locator('[aria-modal="true"]').count()) > 0) axe.include('[aria-modal="true"]');
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

test('every screen and dialog is accessible, in light and in dark', async ({ launch }) => {
  test.setTimeout(300_000);
  // Without motion: a colour that is on its way is nobody's.
  const baton = await launch({ args: ['--force-prefers-reduced-motion'] });
  const { page } = baton;
  await furnish(baton);
  const found: string[] = [];
  for (const { name, show, leave } of views) {
    await test.step(name, async () => {
      await wear(baton, 'light');
      await show(page);
      found.push(...(await faults(page)).map((fault) => `${name}, light: ${fault}`));
      // Dark is the same page in other colours.
      await wear(baton, 'dark');
      found.push(...(await faults(page, 'color-contrast')).map((fault) => `${name}, dark: ${fault}`));
      await leave?.(page);
    });
  }
  expect(found).toEqual([]);
});
