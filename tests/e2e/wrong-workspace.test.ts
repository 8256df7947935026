// A folder that cannot be opened locks nobody out: it is refused where it is chosen, and a start that meets one offers
// ways on.
import { existsSync, mkdtempSync, readFileSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '../support/launch.ts';
import { answerOpenDialog, ask, chooseInMenu } from '../support/window.ts';

const homes: string[] = [];

function aHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'baton-wrong-'));
  homes.push(home);
  return home;
}

test.afterAll(async () => {
  for (const home of homes) await rm(home, { recursive: true, force: true });
});

/** A workspace that a Baton to come has made. */
async function newerWorkspace(home: string): Promise<string> {
  const folder = join(home, 'newer');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'workspace.json'), '{"format":"baton-workspace","formatVersion":9,"id":"x"}');
  return folder;
}

const rememberedIn = (home: string): string => join(home, 'user-data', 'last-workspace.json');

test('a folder of a newer Baton is refused where it is chosen, and nothing is remembered', async ({ launch }) => {
  const home = aHome();
  const newer = await newerWorkspace(home);
  const { app, page } = await launch({ home });
  await ask(page, 'app.info', {});
  await answerOpenDialog(app, newer);
  await chooseInMenu(app, 'Open another workspace…');
  await expect(page.getByText('made by a newer Baton (format 9)').first()).toBeVisible();
  await ask(page, 'app.info', {});
  expect(existsSync(rememberedIn(home))).toBe(false);
});

test('a start that cannot open the workspace of last time says why, and opens the default one on a press', async ({
  launch,
}) => {
  const home = aHome();
  const newer = await newerWorkspace(home);
  await mkdir(join(home, 'user-data'));
  await writeFile(rememberedIn(home), JSON.stringify({ folder: newer }));
  const baton = await launch({ home, workspace: null, press: 'Open the default workspace' });
  expect((await ask(baton.page, 'app.info', {})).workspace.folder).toBe(baton.workspace);
  const boxes = await baton.app.evaluate(() => (globalThis as unknown as { readonly boxes: unknown[] }).boxes);
  expect(boxes).toHaveLength(1);
  expect(boxes[0]).toMatchObject({
    message: 'Baton cannot open this workspace',
    detail: expect.stringContaining(join(newer, 'workspace.json')),
    buttons: ['Open the default workspace', 'Choose another folder…', 'Open a backup…', 'Quit'],
  });
  expect(readFileSync(rememberedIn(home), 'utf8')).not.toContain(newer);
});

test('the workspace of last time is on a drive that is not connected: that is said, and none is made in its place', async ({
  launch,
}) => {
  const home = aHome();
  const gone = join(home, 'drive', 'sales');
  await mkdir(join(home, 'user-data'));
  await writeFile(rememberedIn(home), JSON.stringify({ folder: gone }));
  const baton = await launch({ home, workspace: null, press: 'Open the default workspace' });
  expect((await ask(baton.page, 'app.info', {})).workspace.folder).toBe(baton.workspace);
  const boxes = await baton.app.evaluate(() => (globalThis as unknown as { readonly boxes: unknown[] }).boxes);
  expect(boxes).toMatchObject([{ detail: expect.stringContaining(`is not there: ${gone}`) }]);
  expect(existsSync(gone)).toBe(false);
});

for (const name of ['users.json', 'shelf.json']) {
  test(`a damaged ${name} in the default workspace leaves another folder to go on with`, async ({ launch }) => {
    const home = aHome();
    const usual = join(home, 'user-data', 'workspace');
    await mkdir(join(home, 'user-data'));
    const first = await launch({ home, workspace: null });
    await ask(first.page, 'app.info', {});
    await first.close();
    await writeFile(join(usual, name), '{');
    const other = join(home, 'other');
    await mkdir(other);
    const { app, page } = await launch({ home, workspace: null, press: 'Choose another folder…', choose: other });
    expect((await ask(page, 'app.info', {})).workspace.folder).toBe(other);
    const boxes = await app.evaluate(() => (globalThis as unknown as { readonly boxes: unknown[] }).boxes);
    expect(boxes).toMatchObject([
      {
        detail: expect.stringContaining(join(usual, name)),
        buttons: ['Choose another folder…', 'Open a backup…', 'Quit'],
      },
    ]);
    expect(readFileSync(rememberedIn(home), 'utf8')).toContain(other);
  });
}
