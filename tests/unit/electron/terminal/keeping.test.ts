// `baton backup`: one new file, never over one that is there. `baton erase` on a full disk. `baton restore`: what is said of a file that is not.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { exit } from '../../../../electron/terminal/exit.ts';
import { backup, erase, restoreBackup } from '../../../../electron/terminal/keeping.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { Workshop } from '../../../support/workshop.ts';

async function backedUp(file: string): Promise<readonly string[]> {
  const workspace = join(temporaryFolder(), 'w');
  await must(await openHouse(realDisk, workspace)).close();
  const out: string[] = [];
  const terminal = { out: (text: string) => void out.push(text), note: () => undefined, isWatched: false };
  await backup(realDisk, file, workspace, terminal);
  return out;
}

test('a backup is written to a new file', async () => {
  const file = join(temporaryFolder(), 'one.baton-backup');
  expect(await backedUp(file)).toEqual([expect.stringContaining(`Backed up to ${file}`)]);
  expect(readFileSync(file).length).toBeGreaterThan(0);
});

test('a file or folder that is there is left as it is, and the command is refused', async () => {
  const folder = temporaryFolder();
  const [notes, inner] = [join(folder, 'notes.txt'), join(folder, 'inner')];
  writeFileSync(notes, 'dear diary');
  mkdirSync(inner);
  for (const file of [notes, inner]) {
    await expect(backedUp(file)).rejects.toMatchObject({
      code: exit.unusable,
      problem: { message: expect.stringContaining(file), fix: 'Choose another name, or delete it first.' },
    });
  }
  expect(readFileSync(notes, 'utf8')).toBe('dear diary');
  expect(readdirSync(folder)).toEqual(['inner', 'notes.txt']);
});

test('of a backup that is not there it is the file that is to be checked', async () => {
  const terminal = { out: () => undefined, note: () => undefined, isWatched: false };
  await expect(
    restoreBackup(realDisk, '/nix/one.baton-backup', join(temporaryFolder(), 'w'), terminal),
  ).rejects.toMatchObject({
    code: exit.unusable,
    problem: { code: 'file-missing', fix: 'Check its name, and that it has not been moved.' },
  });
});

test('on a full disk an erasing ends with the reason, as nobody is there to make room', async () => {
  const shop = await Workshop.open();
  const maya = await shop.contact('Maya');
  await shop.close();
  let full = false;
  const disk = faultyDisk(realDisk, (operation, _, path) =>
    full && operation === 'write' && path.includes('segment') ? 'ENOSPC' : undefined,
  );
  const terminal = {
    out: () => undefined,
    note: () => undefined,
    isWatched: true,
    ask: async () => {
      full = true;
      return 'Maya';
    },
  };
  await expect(erase(disk, maya, { workspace: shop.folder }, terminal)).rejects.toMatchObject({
    problem: { code: 'disk-full' },
  });
});
