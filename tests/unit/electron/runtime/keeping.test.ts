// The day's work on a workspace's own data: once a day, not more often, and a disk that refuses is tried again.
import { describe, expect, test } from 'vitest';
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

describe('it looks every hour and works once a day', () => {
  /** The day's work is done ten hours before Maya's time in the bin is over; then so many hours pass. */
  async function hoursLater(count: number) {
    const { shop, keeping, erased } = await withBinned();
    shop.clock.jump(29 * DAY + 14 * HOUR);
    keeping.start();
    await keeping.now();
    for (let hour = 0; hour < count; hour += 1) await shop.clock.pass(HOUR, () => shop.clock.yield());
    return { keeping, erased };
  }

  test('who becomes old meanwhile waits for the work of the next day', async () => {
    const { keeping, erased } = await hoursLater(23);
    // Ends with what has begun.
    await keeping.stop();
    expect(erased()).toBeUndefined();
  });

  test('the work of the next day comes by itself', async () => {
    const { keeping, erased } = await hoursLater(24);
    await expect.poll(erased).toBe('done');
    await keeping.stop();
  });
});

describe('a clock that goes ahead', () => {
  const hours = async ({ shop }: { readonly shop: Workshop }, count: number): Promise<void> => {
    for (let hour = 0; hour < count; hour += 1) await shop.clock.pass(HOUR, () => shop.clock.yield());
  };

  test.each([
    ['while Baton runs', async ({ keeping }: Awaited<ReturnType<typeof withBinned>>) => keeping.start(), 1],
    ['before Baton starts', async () => undefined, 0],
  ])('%s empties no bin, when it is set right within a day', async (_, before, first) => {
    const binned = await withBinned();
    const { shop, keeping, erased } = binned;
    await before(binned);
    await hours(binned, first);
    shop.clock.jump(31 * DAY);
    if (first === 0) keeping.start();
    await hours(binned, 22);
    shop.clock.jump(-31 * DAY);
    await hours(binned, 48);
    await keeping.stop();
    expect(erased()).toBeUndefined();
  });

  test('and stays so, or was right as the machine slept or was off, is believed after a day', async () => {
    const binned = await withBinned();
    binned.keeping.start();
    binned.shop.clock.jump(31 * DAY);
    await hours(binned, 26);
    await expect.poll(binned.erased).toBe('done');
    await binned.keeping.stop();
  });

  test('is believed at the next start as well, once somebody worked', async () => {
    const { shop, id } = await withBinned();
    shop.clock.jump(31 * DAY);
    const days = async (from: Workshop): Promise<Workshop> => {
      const next = await from.restart();
      next.house.keeping.start();
      for (let hour = 0; hour < 8; hour += 1) await next.clock.pass(HOUR, () => next.clock.yield());
      return next;
    };
    const first = await days(shop);
    expect(first.contactOf(id).erased).toBeUndefined();
    await first.contact('Zoe');
    first.clock.jump(16 * HOUR);
    const second = await days(first);
    await expect.poll(() => second.contactOf(id).erased).toBe('done');
  });

  test('by what a night’s sleep takes is believed at once', async () => {
    const binned = await withBinned();
    binned.keeping.start();
    for (let day = 0; day < 31; day += 1) {
      await hours(binned, 8);
      binned.shop.clock.jump(16 * HOUR);
    }
    await expect.poll(binned.erased).toBe('done');
    await binned.keeping.stop();
  });
});

test('who was put into the bin under a clock that was set back stays there when it is right again', async () => {
  const shop = await Workshop.open();
  const id = await shop.contact('Maya');
  shop.clock.jump(-40 * DAY);
  await deleteContacts(shop.runtime, [id]);
  shop.clock.jump(40 * DAY);
  await shop.house.keeping.now();
  expect(shop.contactOf(id)).toMatchObject({ firstName: 'Maya', deletedAt: shop.contactOf(id).createdAt });
  shop.clock.jump(31 * DAY);
  await shop.house.keeping.now();
  expect(shop.contactOf(id).erased).toBe('done');
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
