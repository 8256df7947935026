// The clock is set back in the very moment in which a late wait is about to go on.
import { expect, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import { HOUR, MINUTE } from '../../../../shared/model/time.ts';
import { WallClock } from '../../../support/wall-clock.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow } from '../../../support/workflow.ts';

test('the run waits on, and goes on when its time comes again', async () => {
  const clock = new WallClock();
  const shop = await Workshop.open({ clock });
  await shop.publish(
    aWorkflow('w1')
      .trigger('t1')
      .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
      .step('g1', 'add-tag', { tags: ['after'] }).document,
  );
  const maya = await shop.contact('Maya');
  await shop.close();
  clock.jump(10 * MINUTE);
  let noted = 0;
  const again = await shop.restart({
    disk: {
      ...realDisk,
      rename: async (from, to) => {
        await realDisk.rename(from, to);
        if (to.endsWith('crash-watch.json') && noted++ === 0) clock.jump(-HOUR);
      },
    },
  });
  await again.pass(MINUTE);
  expect(noted).toBeGreaterThan(0);
  expect(again.runOf(maya).state).toBe('waiting');
  await again.pass(HOUR);
  expect(again.runOf(maya).state).toBe('completed');
});
