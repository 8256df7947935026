// A draft that is saved while the backup is made is in it with whom its user keys mean, or not at all.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { backUp } from '../../../../electron/runtime/backup.ts';
import { restore } from '../../../../electron/runtime/restore.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { Workshop } from '../../../support/workshop.ts';
import { assignTo, aWorkflow } from '../../../support/workflow.ts';

test('a draft saved right before the backup reads it comes with its bindings', async () => {
  const shop = await Workshop.open();
  const draft = aWorkflow('w1').trigger('t1').step('a1', 'assign-user', assignTo('maya')).document;
  await shop.save(draft, { maya: 'ana' });
  let saves = 0;
  const disk = {
    ...realDisk,
    open: async (path: string, mode: Parameters<typeof realDisk.open>[1]) => {
      if (mode === 'read' && path.endsWith('w1.json') && saves++ === 0) await shop.save(draft, { maya: 'bo' });
      return realDisk.open(path, mode);
    },
  };
  const file = join(temporaryFolder(), 'one.baton-backup');
  must(await backUp(shop.runtime, { ...shop.house.files, disk }, file));
  const target = join(temporaryFolder(), 'restored');
  must(await restore(realDisk, file, target, 5));
  const again = await Workshop.open({ folder: target });
  expect(saves).toBe(1);
  expect(again.runtime.library.workflows().get('w1')?.bindings).toEqual({ maya: 'bo' });
});
