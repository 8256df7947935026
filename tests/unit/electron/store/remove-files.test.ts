// Files that mention something are found by their bytes, and none is passed over because it could not be looked at.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import { removeFilesWith } from '../../../../electron/store/remove-files.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { randomOf } from '../../../support/random.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

test('a word is found across the pieces in which a file is read; files without it stay', async () => {
  const folder = temporaryFolder();
  const edge = 256 * 1024;
  writeFileSync(join(folder, 'across'), `${'x'.repeat(edge - 2)}maya${'x'.repeat(100)}`);
  writeFileSync(join(folder, 'without'), `${'x'.repeat(edge - 2)}may${'x'.repeat(edge)}a`);
  writeFileSync(join(folder, 'empty'), '');
  writeFileSync(join(folder, 'kept.csv'), 'maya');
  await removeFilesWith(realDisk, folder, ['zoe', 'maya'], (name) => !name.endsWith('.csv'));
  expect(readdirSync(folder)).toEqual(['empty', 'kept.csv', 'without']);
});

test('a folder that is not there has nothing in it; one that cannot be read is a failure, not "nothing found"', async () => {
  const folder = temporaryFolder();
  await removeFilesWith(realDisk, join(folder, 'none'), ['maya']);
  writeFileSync(join(folder, 'a'), 'maya');
  const closed = faultyDisk(realDisk, (operation) => (operation === 'list' ? 'EACCES' : undefined));
  await expect(removeFilesWith(closed, folder, ['maya'])).rejects.toMatchObject({
    problem: { code: 'folder-read-only', where: { path: folder } },
  });
  expect(existsSync(join(folder, 'a'))).toBe(true);
});

test('what was removed does not come back with a power cut', async () => {
  const disk = crashDisk();
  await disk.open('/w/a', 'new').then((file) => file.write(Buffer.from('maya'), 0));
  await disk.syncDir('/w');
  await removeFilesWith(disk, '/w', ['maya']);
  const random = randomOf(2);
  for (let cut = 0; cut < 8; cut += 1) expect(disk.afterPowerCut(random).files()).toEqual([]);
});
