// The sample counts as here for as long as any part of it is.
import { expect, onTestFinished, test } from 'vitest';
import { deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import { removeUser } from '../../../../electron/runtime/people.ts';
import { binWorkflow } from '../../../../electron/runtime/publishing.ts';
import { addSample, isSampleHere, removeSample } from '../../../../electron/runtime/sample.ts';
import type { Runtime } from '../../../../electron/runtime/runtime.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { SAMPLE_WORKFLOW } from '../../../../shared/sample.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

async function aRuntime(): Promise<Runtime> {
  const { runtime, close } = must(await openHouse(realDisk, temporaryFolder()));
  onTestFinished(close);
  return runtime;
}

test('it comes and goes as a whole', async () => {
  const runtime = await aRuntime();
  expect(isSampleHere(runtime)).toBe(false);
  must(await addSample(runtime));
  expect(isSampleHere(runtime)).toBe(true);
  must(await removeSample(runtime));
  expect(isSampleHere(runtime)).toBe(false);
});

test('its last contact is enough, and taking the rest out leaves nothing', async () => {
  const runtime = await aRuntime();
  must(await addSample(runtime));
  await binWorkflow(runtime, SAMPLE_WORKFLOW);
  for (const { id } of runtime.library.users().values()) await removeUser(runtime, id);
  const ids = [...runtime.ledger.table('contacts').keys()];
  await deleteContacts(runtime, ids.slice(1));
  expect([ids.length, isSampleHere(runtime)]).toEqual([40, true]);
  await deleteContacts(runtime, ids);
  expect(isSampleHere(runtime)).toBe(false);
});
