// An erasing that the disk cut short is not taken for done with the next one: there may still be files about that contact.
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { eraseContacts } from '../../../../electron/runtime/erase.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import type { ImportJob } from '../../../../shared/model/import-job.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';

/** A workspace with two contacts, and a file about one of them that the disk does not let go. */
async function stubborn() {
  const disk = { refuses: true };
  const shop = await Workshop.open({
    disk: faultyDisk(realDisk, (operation, _, path) =>
      disk.refuses && operation === 'unlink' && path.includes('quarantine') ? 'EACCES' : undefined,
    ),
  });
  const [zoe, maya] = [await shop.contact('Zoe', { email: 'zoe@example.org' }), await shop.contact('Maya')];
  const kept = join(shop.folder, 'quarantine', 'segment.tail');
  writeFileSync(kept, '..."email":"zoe@example.org"');
  return { disk, shop, zoe, maya, kept };
}

const erased = ({ runtime }: Workshop, id: string) => runtime.get('contacts', id)?.erased;

const job: ImportJob = {
  id: 'j1',
  fileName: 'some.csv',
  hash: '',
  duplicates: 'update',
  runWorkflows: false,
  encoding: 'utf-8',
  delimiter: ',',
  header: true,
  mapping: {},
  by: null,
  at: 1,
  state: 'running',
  rowsDone: 0,
  created: 0,
  merged: 0,
  skipped: 0,
};

test('the next erasing is done without it; the day’s work does what was left, when no import runs', async () => {
  const { disk, shop, zoe, maya, kept } = await stubborn();
  const { runtime, files, keeping } = shop.house;
  await expect(eraseContacts(runtime, files, [zoe])).rejects.toThrow(/quarantine/);
  disk.refuses = false;
  must(await eraseContacts(runtime, files, [maya]));
  expect([erased(shop, zoe), erased(shop, maya)]).toEqual(['begun', 'done']);
  runtime.runner.act(null, [{ do: 'job-moved', job }]);
  await keeping.now();
  expect(erased(shop, zoe)).toBe('begun');
  runtime.runner.act(null, [{ do: 'job-moved', job: { ...job, state: 'done' } }]);
  await keeping.now();
  expect(erased(shop, zoe)).toBe('done');
  expect(existsSync(kept)).toBe(false);
});

test('of two at once, each is done for itself', async () => {
  const { disk, shop, zoe, maya, kept } = await stubborn();
  const { runtime, files } = shop.house;
  await Promise.allSettled([eraseContacts(runtime, files, [maya]), eraseContacts(runtime, files, [zoe])]);
  expect([erased(shop, zoe), erased(shop, maya)]).toEqual(['begun', 'done']);
  disk.refuses = false;
  const again = await shop.restart();
  expect(erased(again, zoe)).toBe('done');
  expect(existsSync(kept)).toBe(false);
});
