// Bad input through the real window: each refusal says what, where and what to do, and changes nothing.
import type { Locator, Page } from '@playwright/test';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test, type Baton } from '../support/launch.ts';
import { nameEverything } from '../support/named.ts';
import { seedText } from '../support/seed.ts';
import { addSeedUsers, answerOpenDialog, ask, card, dropFile, place, publishFile } from '../support/window.ts';

/** All that the window could have changed, and the documents on the disk. */
async function state({ page, workspace }: Baton): Promise<string> {
  const documents = await readdir(join(workspace, 'workflows')).catch(() => []);
  const all = [
    await ask(page, 'workflows.list', {}),
    await ask(page, 'users.list', {}),
    await ask(page, 'contacts.list', { search: '', offset: 0, limit: 1000 }),
    (await ask(page, 'jobs.list', {})).length,
    await Promise.all(documents.map((name) => readFile(join(workspace, 'workflows', name), 'utf8'))),
  ];
  return JSON.stringify(all);
}

const png = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 73, 72, 68, 82]);
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));

test('files that are no workflow of ours are refused in words, and nothing changes', async ({ launch }) => {
  const baton = await launch();
  const { app, page, home } = baton;
  await addSeedUsers(page);
  await publishFile(page, seedText);
  const before = await state(baton);
  const refused = async (name: string, ...words: readonly (string | RegExp)[]): Promise<void> => {
    const dialog = page.getByRole('dialog', { name: `${name} was not imported` });
    for (const one of words) await expect(dialog).toContainText(one);
    await expect(dialog).toContainText('Nothing was changed.');
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    // Gone to the end: while a dialog leaves, the window's keys are still its own.
    await expect(page.locator('[aria-modal="true"]')).toHaveCount(0);
  };
  const files: readonly (readonly [string, string | Uint8Array, ...(string | RegExp)[]])[] = [
    ['not-json.json', 'Assign new contacts', /Not a valid workflow file/, /line 1, column 1/],
    ['cut.json', seedText.slice(0, 400), /Not a valid workflow file/, /line \d+, column \d+/],
    ['newer.json', seedText.replace('"formatVersion": 1', '"formatVersion": 4'), /newer version/, /reads up to 1/],
    ['n8n.json', '{ "nodes": [], "connections": {} }', 'This is an n8n export'],
    ['node-red.json', '[{ "id": "1", "wires": [] }]', 'This is a Node-RED flow'],
    ['picture.json', png, 'This is a picture, not a workflow file.'],
    ['utf-16.json', utf16(seedText), 'UTF-16'],
    ['proto.json', seedText.replace('"settings": {', '"settings": { "__proto__": { "x": 1 },'), /__proto__/],
    ['huge.json', `{ "format": "${'x'.repeat(6_000_000)}" }`, /larger than a workflow file can be/],
    ['empty.json', '', 'This file is empty.'],
  ];
  for (const [name, content, ...words] of files) {
    await dropFile(page, name, content);
    await refused(name, ...words);
  }
  // By the system's dialog it is the same, and what is no file of Baton at all is refused where it is dropped.
  await writeFile(join(home, 'cut.baton.json'), seedText.slice(0, 400));
  await answerOpenDialog(app, join(home, 'cut.baton.json'));
  await page.keyboard.press('Control+o');
  await refused('cut.baton.json', /Not a valid workflow file/);
  await dropFile(page, 'holiday.png', png);
  await expect(page.getByText('Baton does not read “holiday.png”.')).toBeVisible();
  expect(await state(baton)).toBe(before);
});

test('a step of a type that is not known comes in untouched, and holds publishing back', async ({ launch }) => {
  const { page, workspace } = await launch();
  await addSeedUsers(page);
  const strange =
    '"type": "send-fax", "typeVersion": 7, "label": "Tell the owner", "config": { "tray": [1, { "a": "b" }] }';
  const text = seedText.replace(/"type": "notify-user".*?"redirect": "conversation" }/, strange);
  expect(text).toContain('send-fax');
  await dropFile(page, 'strange.json', text);
  const dialog = page.getByRole('dialog', { name: 'Import workflow' });
  await expect(dialog).toContainText('1 problem to mend before it can be published');
  await dialog.getByRole('button', { name: 'Import workflow' }).click();
  await expect(card(page, 'Tell the owner')).toBeVisible();
  await page.getByRole('switch', { name: 'Publish' }).click();
  await expect(page.getByRole('dialog', { name: 'Not published yet' })).toContainText('Tell the owner');
  await page.keyboard.press('Escape');
  await place(page, 'Workflows').click();
  const kept = await readFile(join(workspace, 'workflows', 'assign-new-contacts.json'), 'utf8');
  expect(kept).toContain(strange);
});

test('CSV files of every kind come in or are refused, row by row, and what is refused changes nothing', async ({
  launch,
}) => {
  const baton = await launch();
  const { page } = baton;
  const dialog = page.getByRole('dialog');
  const open = async (name: string, content: string | Uint8Array): Promise<Locator> => {
    await dropFile(page, name, content);
    return dialog;
  };
  const bringIn = async (words: string): Promise<void> => {
    await dialog.getByRole('button', { name: 'Import contacts' }).click();
    await expect(dialog).toContainText(words);
    await dialog.getByRole('button', { name: 'Close' }).last().click();
    await expect(dialog).toHaveCount(0);
  };
  const before = await state(baton);
  for (const [name, content, words] of [
    ['empty.csv', '', 'The file has no lines with text.'],
    ['strange.csv', 'colour;size\nred;9\n', /Choose which column is the name|No column is a field/],
    ['header-only.csv', 'First name,Email\n', 'The file has no rows but the names of its columns.'],
  ] as const) {
    await open(name, content);
    await expect(dialog).toContainText(words);
    await expect(dialog).toContainText(name);
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await expect(dialog).toHaveCount(0);
  }
  expect(await state(baton)).toBe(before);

  await open('semicolons.csv', 'sep=;\r\nFirst name;Last name;Email\r\nMaya;"Öz;türk";maya@example.org\r\n');
  await expect(dialog.getByRole('combobox', { name: 'Separated by' })).toHaveValue('Semicolon');
  await bringIn('1 contact came in, 0 skipped.');
  await open('utf-16.csv', utf16('First name\tEmail\nZoë\tzoe@example.org\n'));
  await expect(dialog.getByRole('combobox', { name: 'Encoding' })).toHaveValue('UTF-16');
  await bringIn('1 contact came in, 0 skipped.');
  await open('unclosed.csv', 'First name,Email\nAda,ada@example.org\n"Ken,ken@example.org\nTom,tom@example.org\n');
  await expect(dialog).toContainText('Skipped: ');
  await dialog.getByRole('button', { name: 'Import contacts' }).click();
  await expect(dialog).toContainText(/came in, [12] skipped/);
  await expect(dialog).toContainText('Line 3');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await open('ragged.csv', 'First name,Email,Source\nNoor,noor@example.org\nLiam,liam@example.org,Fair,too,many\n');
  await bringIn('1 contact came in, 1 skipped.');
  await open('proto.csv', 'First name,Email,__proto__,constructor\nIngrid,ingrid@example.org,a,b\n');
  await expect(dialog).toContainText('2 columns ignored: “__proto__”, “constructor”');
  await bringIn('1 contact came in, 0 skipped.');
  await open('no-header.tsv', 'Rita\tLund\trita@example.org\nOve\tRask\tove@example.org\n');
  const header = dialog.getByRole('switch', { name: 'First row holds the names of the columns' });
  await expect(header).not.toBeChecked();
  await expect(dialog.getByRole('columnheader', { name: 'Column 3' })).toBeVisible();
  await header.click();
  await expect(dialog).toContainText('Choose which column is the name, the email or the phone.');
  await header.click();
  await dialog.getByRole('combobox', { name: 'What the column Column 1 is' }).click();
  await page.getByRole('option', { name: 'First name' }).click();
  await bringIn('2 contacts came in, 0 skipped.');
  const { rows } = await ask(page, 'contacts.list', { search: '', offset: 0, limit: 100 });
  const names = rows.map(({ contact }) => contact.firstName);
  expect(names).toEqual(expect.arrayContaining(['Rita', 'Ove', 'Maya', 'Zoë', 'Ada', 'Noor', 'Ingrid']));
  expect(names).not.toContain('Liam');
  expect(rows.find(({ contact }) => contact.firstName === 'Maya')?.contact.lastName).toBe('Öz;türk');
});

const hostile = [
  '<img src=x onerror="window.wasRun=1">',
  '\u202Egnp.exe',
  '../../x',
  '__proto__',
  `${'W'.repeat(190)} end`,
] as const;

/** The screens on which a name stands, one after another; `look` sees each. */
async function tour(page: Page, look: (screen: string) => Promise<void>): Promise<void> {
  for (const name of ['Workflows', 'Contacts', 'Conversations', 'Users', 'Outbox', 'Settings'] as const) {
    await place(page, name).click();
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
    await look(name);
  }
}

test('hostile names are text on every screen, and a workflow of such a name is exported under a harmless one', async ({
  launch,
}) => {
  test.setTimeout(180_000);
  const { app, page, home } = await launch();
  await nameEverything(page, 'hostile', hostile);
  const harmless = async (where: string): Promise<void> => {
    const seen = await page.evaluate(() => ({
      wasRun: Reflect.get(window, 'wasRun') as unknown,
      images: document.querySelectorAll('img[src="x"]').length,
      wide: document.documentElement.scrollWidth > innerWidth,
    }));
    expect({ where, ...seen }).toEqual({ where, wasRun: undefined, images: 0, wide: false });
  };
  await tour(page, harmless);
  for (const [at, name] of hostile.entries()) {
    await place(page, 'Contacts').click();
    await page
      .getByRole('grid', { name: 'Contacts' })
      .getByRole('row')
      .filter({ hasText: `c${at}@` })
      .click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
    await harmless(`contact ${name}`);
    await place(page, 'Workflows').click();
    await page.getByRole('grid', { name: 'Workflows' }).getByRole('row').filter({ hasText: name }).first().click();
    await expect(page.getByRole('group', { name: /^Step 2 of 3/ })).toContainText(name);
    await harmless(`workflow ${name}`);
  }
  await page.getByRole('button', { name: /^Notifications/ }).click();
  await expect(page.getByRole('dialog', { name: 'Notifications' })).toContainText(hostile[0]);
  await harmless('bell');
  await page.keyboard.press('Escape');

  // What the system's dialog offers as a file name.
  await app.evaluate(({ dialog }, folder) => {
    const offered: string[] = [];
    Reflect.set(globalThis, 'offered', offered);
    dialog.showSaveDialog = ((_window: unknown, options: { defaultPath: string }) => {
      offered.push(options.defaultPath);
      return Promise.resolve({ canceled: false, filePath: `${folder}/${offered.length}.baton.json` });
    }) as never;
  }, home);
  for (const at of hostile.keys()) await ask(page, 'workflows.export', { id: `hostile-${at}` });
  const offered = await app.evaluate(() => Reflect.get(globalThis, 'offered') as string[]);
  expect(offered).toEqual([
    'img-src-x-onerror-window-wasrun-1.baton.json',
    'gnp-exe.baton.json',
    'x.baton.json',
    'proto.baton.json',
    `${'w'.repeat(60)}.baton.json`,
  ]);
});

test('a name takes 200 characters and no more', async ({ launch }) => {
  const { page } = await launch();
  await place(page, 'Users').click();
  await page.getByRole('button', { name: 'Add user' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('W'.repeat(300));
  await expect(dialog.getByRole('textbox', { name: 'Name' })).toHaveValue('W'.repeat(200));
  await dialog.getByRole('textbox', { name: 'Email' }).fill('w@example.com');
  await dialog.getByRole('button', { name: /Add user|Save/ }).click();
  await expect(page.getByRole('grid', { name: 'Users' }).getByRole('row')).toHaveCount(2);
});
