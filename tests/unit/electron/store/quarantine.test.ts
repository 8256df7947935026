// What is damaged is put aside for good, and stays there byte for byte.
import { expect, test } from 'vitest';
import { keepCopy, moveAway } from '../../../../electron/store/quarantine.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { randomOf } from '../../../support/random.ts';

async function withFile(text: string): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w/ledger');
  const file = await disk.open('/w/ledger/a', 'new');
  await file.write(Buffer.from(text), 0);
  await file.sync();
  for (const folder of ['/w', '/w/ledger']) await disk.syncDir(folder);
  return disk;
}

test('what was moved away is not back in its place after a power cut, nor gone', async () => {
  const disk = await withFile('bad');
  expect(await moveAway(disk, '/w/quarantine', '/w/ledger/a')).toBe('a');
  const random = randomOf(6);
  for (let cut = 0; cut < 8; cut += 1) {
    const found = disk.afterPowerCut(random);
    expect(found.files()).toEqual(['/w/quarantine/a']);
    expect(found.bytes('/w/quarantine/a').toString()).toBe('bad');
  }
});

test('of two that are damaged under one name both are kept; the same one twice is kept once', async () => {
  const disk = await withFile('bad');
  const first = await keepCopy(disk, '/w/quarantine', 'a', Buffer.from('one'));
  const second = await keepCopy(disk, '/w/quarantine', 'a', Buffer.from('two'));
  expect(await keepCopy(disk, '/w/quarantine', 'a', Buffer.from('one'))).toBe(first);
  const kept = [first, second].map((name) => disk.bytes(`/w/quarantine/${name}`).toString());
  expect(kept).toEqual(['one', 'two']);
  expect(await disk.list('/w/quarantine')).toHaveLength(2);
});
