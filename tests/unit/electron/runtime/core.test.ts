// What all parts of the runtime share: long work in slices, and who sits at the window.
import { expect, test } from 'vitest';
import { actor, inSlices } from '../../../../electron/runtime/core.ts';
import { removeUser } from '../../../../electron/runtime/people.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { must } from '../../../support/must.ts';
import { openSmallHouse } from '../../../support/small-house.ts';
import { WallClock } from '../../../support/wall-clock.ts';
import { Workshop } from '../../../support/workshop.ts';

test.each([
  ['goes on', 7],
  ['is set back', -7],
])('long work lets others have their turn, each slice on the disk before: the clock %s', async (_, step) => {
  const disk = crashDisk();
  await disk.mkdir('/w');
  const clock = new WallClock();
  const { runtime, close } = await openSmallHouse(disk, '/w', clock);
  const order: string[] = [];
  const others = setInterval(() => order.push('others'), 0);
  const isOnDisk = (one: string): boolean =>
    disk.files().some((file) => disk.bytes(file).includes(`"rotation":"${one}"`));
  await inSlices(runtime, ['a', 'b', 'c'], (one) => {
    expect(['a', 'b', 'c'].filter(isOnDisk)).toEqual(order.filter((other) => other !== 'others'));
    order.push(one);
    runtime.runner.act(null, [{ do: 'rotation-moved', rotation: one, state: empty }]);
    const until = performance.now() + 3;
    while (performance.now() < until);
    clock.jump(step);
  });
  clearInterval(others);
  expect(order.filter((one) => one !== 'others')).toEqual(['a', 'b', 'c']);
  expect(order.slice(1, order.indexOf('c'))).toContain('others');
  const again = await openSmallHouse(disk.afterKill(), '/w', clock);
  expect([...again.runtime.ledger.table('rotations').keys()]).toEqual(['a', 'b', 'c']);
  await again.close();
  await close();
});

const empty = { order: [], picks: [], total: 0, cursor: null };

test('"You are" is the user who was chosen, and nobody once that user is removed or gone', async () => {
  const shop = await Workshop.open();
  const { library } = shop.runtime;
  expect(actor(shop.runtime)).toBeNull();
  must(await library.saveSettings({ ...library.settings(), you: 'ana' }));
  expect(actor(shop.runtime)).toBe('ana');
  must(await removeUser(shop.runtime, 'ana'));
  expect(actor(shop.runtime)).toBeNull();
  must(await library.saveUsers([]));
  expect(actor(shop.runtime)).toBeNull();
});
