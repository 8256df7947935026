// Which workspace a start opens: the one chosen last, as long as it is one.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { lastWorkspace, rememberWorkspace, withoutWorkspace } from '../../../../electron/desktop/last-workspace.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const remembered = (folder: string) => lastWorkspace(realDisk, folder);

/** A folder that is a workspace as far as a start looks. */
function aWorkspace(): string {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'workspace.json'), '{}');
  return folder;
}

test('nothing was chosen yet: the usual one is opened', async () => {
  expect(await remembered(temporaryFolder())).toBeUndefined();
});

test('a workspace, or an empty folder that becomes one, is opened by the next start', async () => {
  const home = temporaryFolder();
  for (const folder of [aWorkspace(), temporaryFolder()]) {
    expect(await rememberWorkspace(realDisk, home, folder)).toBeUndefined();
    expect(await remembered(home)).toBe(folder);
  }
});

test('a folder that holds something else is refused, and the choice before it stands', async () => {
  const home = temporaryFolder();
  const before = aWorkspace();
  await rememberWorkspace(realDisk, home, before);
  const letters = temporaryFolder();
  writeFileSync(join(letters, 'letter.txt'), 'Dear Maya');
  expect(await rememberWorkspace(realDisk, home, letters)).toMatchObject({
    problem: { code: 'not-a-workspace', where: { path: letters }, fix: expect.stringContaining('empty folder') },
  });
  expect(await remembered(home)).toBe(before);
});

test('a folder that is not there is refused by its name', async () => {
  const folder = join(temporaryFolder(), 'nowhere');
  const refused = await rememberWorkspace(realDisk, temporaryFolder(), folder);
  expect(refused).toMatchObject({ ok: false, problem: { message: expect.stringContaining(folder) } });
});

test('a choice that moved away, became something else, or cannot be read is forgotten', async () => {
  const home = temporaryFolder();
  const moved = aWorkspace();
  await rememberWorkspace(realDisk, home, moved);
  rmSync(moved, { recursive: true });
  expect(await remembered(home)).toBeUndefined();
  mkdirSync(moved);
  writeFileSync(join(moved, 'letter.txt'), 'Dear Maya');
  expect(await remembered(home)).toBeUndefined();
  rmSync(moved, { recursive: true });
  for (const text of ['', '{', '{"folder":7}', 'null']) {
    writeFileSync(join(home, 'last-workspace.json'), text);
    expect(await remembered(home)).toBeUndefined();
  }
});

test('a start with another workspace keeps the other arguments', () => {
  const kept = ['--user-data-dir=/u', 'baton://contact/1', '--lang=de'];
  expect(withoutWorkspace(['--workspace', '/a', ...kept])).toEqual(kept);
  expect(withoutWorkspace([...kept, '--workspace=/a'])).toEqual(kept);
  expect(withoutWorkspace(kept)).toEqual(kept);
});
