// A workspace opened whole: what cannot be done at the opening is done at a later one, and keeps nobody from working.
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { eraseContacts } from '../../../../electron/runtime/erase.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { MINUTE } from '../../../../shared/model/time.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { startGateway } from '../../../support/gateway.ts';
import { Workshop } from '../../../support/workshop.ts';
import { aWorkflow, telling } from '../../../support/workflow.ts';

test('an erasing that the disk refuses to finish at the opening waits for the next one; meanwhile one can work', async () => {
  let code: string | undefined;
  const disk = faultyDisk(realDisk, (operation, _, path) =>
    operation === 'open' && path.includes('quarantine') ? code : undefined,
  );
  const shop = await Workshop.open({ disk });
  const id = await shop.contact('Maya');
  await deleteContacts(shop.runtime, [id]);
  writeFileSync(join(shop.folder, 'quarantine', 'segment.tail'), '"firstName":"Maya"');
  code = 'EACCES';
  await expect(eraseContacts(shop.runtime, shop.house.files, [id])).rejects.toMatchObject({
    problem: { code: 'folder-read-only' },
  });
  shop.clock.jump(MINUTE);
  const second = await shop.restart();
  expect(second.contactOf(id)).toMatchObject({ erased: 'begun', firstName: '' });
  expect(second.contactOf(await second.contact('Zoe')).firstName).toBe('Zoe');
  code = undefined;
  const third = await second.restart();
  expect(third.contactOf(id)).toMatchObject({ erased: 'done' });
  expect(readdirSync(join(shop.folder, 'quarantine'))).toEqual([]);
});

test('a provider that does not answer is waited for as long as was said, then nobody knows', async () => {
  const gateway = await startGateway(() => undefined);
  const sms = { url: gateway.url, headers: [], body: '{}', allowPrivate: true };
  const shop = await Workshop.open({ patience: 50, settings: { sms } });
  const tell = { ...telling, channel: 'sms', to: 'users', users: ['ana'] };
  await shop.publish(aWorkflow('w1').trigger('t1').step('n1', 'notify-user', tell).document);
  await shop.contact('Maya');
  await expect.poll(() => shop.messages()[0]?.state, { timeout: MINUTE / 2 }).toBe('uncertain');
  await gateway.close();
});
