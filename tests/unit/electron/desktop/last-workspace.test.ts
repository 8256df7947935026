// Which workspace a start opens: the one opened last, as long as it is one; and what is looked at before one is chosen.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  checkChoice,
  checkThere,
  lastWorkspace,
  rememberWorkspace,
} from '../../../../electron/desktop/last-workspace.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const remembered = (folder: string) => lastWorkspace(realDisk, folder);

/** A folder that is a workspace as far as a start looks. */
function aWorkspace(formatVersion = 1): string {
  const folder = temporaryFolder();
  const identity = { format: 'baton-workspace', formatVersion, id: 'one' };
  writeFileSync(join(folder, 'workspace.json'), JSON.stringify(identity));
  return folder;
}

test('nothing was chosen yet: the usual one is opened', async () => {
  expect(await remembered(temporaryFolder())).toBeUndefined();
});

test('a workspace, or an empty folder that became one, is opened by the next start', async () => {
  const home = temporaryFolder();
  for (const folder of [aWorkspace(), temporaryFolder()]) {
    must(await rememberWorkspace(realDisk, home, folder));
    expect(await remembered(home)).toBe(folder);
  }
});

test('a note that cannot be read is as if nothing was chosen', async () => {
  const home = temporaryFolder();
  for (const text of ['', '{', '{"folder":7}', 'null']) {
    writeFileSync(join(home, 'last-workspace.json'), text);
    expect(await remembered(home)).toBeUndefined();
  }
});

test('a workspace that is not there any more is told, and none is made in its place', async () => {
  const moved = aWorkspace();
  must(await checkThere(realDisk, moved));
  rmSync(moved, { recursive: true });
  expect(await checkThere(realDisk, moved)).toMatchObject({ ok: false, problem: { code: 'workspace-gone' } });
  // A drive that is not connected may leave the empty folder in which it is mounted.
  mkdirSync(moved);
  expect(await checkThere(realDisk, moved)).toMatchObject({ ok: false, problem: { code: 'workspace-gone' } });
});

const check = (chosen: string) => checkChoice(realDisk, temporaryFolder(), chosen);

test('a workspace that can be opened and an empty folder may be chosen; looking leaves nothing behind', async () => {
  const empty = temporaryFolder();
  must(await check(empty));
  expect(readdirSync(empty)).toEqual(process.platform === 'darwin' ? ['lock'] : []);
  must(await check(aWorkspace()));
});

test('a folder that holds something else is refused', async () => {
  const letters = temporaryFolder();
  writeFileSync(join(letters, 'letter.txt'), 'Dear Maya');
  expect(await check(letters)).toMatchObject({
    problem: { code: 'not-a-workspace', where: { path: letters }, fix: expect.stringContaining('empty folder') },
  });
});

test('a folder in which a start was cut short counts as empty', async () => {
  const begun = temporaryFolder();
  mkdirSync(join(begun, 'ledger'));
  writeFileSync(join(begun, 'lock'), '');
  expect(await check(begun)).toEqual({ ok: true, value: null });
});

test('a folder of a workspace is refused: what erases or tidies in it expects no other workspace there', async () => {
  const folder = temporaryFolder();
  await must(await openHouse(realDisk, folder)).close();
  expect(await check(join(folder, 'bin'))).toMatchObject({
    problem: { code: 'inside-workspace', message: expect.stringContaining(folder) },
  });
});

test('a folder that is not there is refused by its name', async () => {
  const folder = join(temporaryFolder(), 'nowhere');
  expect(await check(folder)).toMatchObject({ ok: false, problem: { message: expect.stringContaining(folder) } });
});

test('a workspace of a newer Baton, or one whose description is damaged, is refused', async () => {
  expect(await check(aWorkspace(9))).toMatchObject({ problem: { code: 'workspace-newer' } });
  const damaged = aWorkspace();
  for (const text of ['', '{', '{}', 'null']) {
    writeFileSync(join(damaged, 'workspace.json'), text);
    expect(await check(damaged)).toMatchObject({
      ok: false,
      problem: { message: expect.stringContaining('workspace.json') },
    });
  }
});

test('the workspace that is open, and one that another Baton has open, are refused', async () => {
  const folder = temporaryFolder();
  expect(await checkChoice(realDisk, folder, `${folder}/.`)).toMatchObject({ problem: { code: 'workspace-open' } });
  const house = must(await openHouse(realDisk, folder));
  expect(await check(folder)).toMatchObject({ ok: false, problem: { message: expect.stringContaining('is locked') } });
  await house.close();
  must(await check(folder));
});
