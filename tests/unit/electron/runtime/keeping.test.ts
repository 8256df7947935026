// The day's work on a workspace's own data: once a day, not more often, and a disk that refuses is tried again.
import { expect, test } from 'vitest';
import { deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { createKeeping } from '../../../../electron/runtime/keeping.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { DAY, HOUR } from '../../../../shared/model/time.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { Workshop, type WorkshopOptions } from '../../../support/workshop.ts';

/** A workspace with Maya in the bin, and its keeping. */
async function withBinned(options: WorkshopOptions = {}) {
  const shop = await Workshop.open(options);
  const id = await shop.contact('Maya');
  await deleteContacts(shop.runtime, [id]);
  const failures: unknown[] = [];
  const { runtime, house } = shop;
  const keeping = createKeeping(runtime, house.files, (error) => failures.push(error));
  return { shop, id, failures, keeping, erased: () => runtime.get('contacts', id)?.erased };
}

test('it looks every hour and works once a day; who becomes old meanwhile waits for the next day’s work', async () => {
  const { shop, keeping, erased } = await withBinned();
  const hours = async (count: number): Promise<void> => {
    for (let hour = 0; hour < count; hour += 1) await shop.clock.pass(HOUR, () => shop.clock.yield());
  };
  shop.clock.jump(29 * DAY + 20 * HOUR);
  keeping.start();
  await keeping.now();
  await hours(10);
  expect(erased()).toBeUndefined();
  await hours(14);
  await expect.poll(erased).toBe('done');
  await keeping.stop();
  expect(shop.clock.pending).toBeLessThan(3);
});

test('a disk that refuses is no failure of the program: nothing is told, and the next time it is done', async () => {
  let code: string | undefined;
  const disk = faultyDisk(realDisk, (operation, _, path) =>
    operation === 'list' && path.endsWith('quarantine') ? code : undefined,
  );
  const { shop, keeping, erased, failures } = await withBinned({ disk });
  shop.clock.jump(31 * DAY);
  code = 'EACCES';
  await keeping.now();
  expect([erased(), failures]).toEqual(['begun', []]);
  code = undefined;
  await keeping.now();
  const again = await shop.restart();
  expect([...again.runtime.ledger.table('contacts').values()]).toMatchObject([{ erased: 'done' }]);
});

test('a bug in it is told', async () => {
  const { shop, failures, id } = await withBinned();
  const disk = { ...realDisk, list: () => Promise.reject(new TypeError('a bug')) };
  const keeping = createKeeping(shop.runtime, { ...shop.house.files, disk }, (error) => failures.push(error));
  shop.clock.jump(31 * DAY);
  await keeping.now();
  expect(failures).toEqual([expect.any(TypeError)]);
  expect(shop.runtime.get('contacts', id)?.erased).toBe('begun');
});

test('on a workspace that takes nothing, and after its end, nothing is begun', async () => {
  const { shop, keeping, erased } = await withBinned();
  shop.clock.jump(31 * DAY);
  await keeping.stop();
  await keeping.now();
  expect(erased()).toBeUndefined();
});
