// Documents on a disk that refuses: what was not saved is not in force, and whoever saved is told.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deleteBinned } from '../../../../electron/runtime/bin.ts';
import { openHouse } from '../../../../electron/runtime/house.ts';
import {
  createUser,
  mergeUsers,
  removePool,
  removeUser,
  savePool,
  updateUser,
} from '../../../../electron/runtime/people.ts';
import { binWorkflow, publish } from '../../../../electron/runtime/publishing.ts';
import { binnedWorkflows } from '../../../../electron/runtime/queries/bin.ts';
import { addSample, removeSample } from '../../../../electron/runtime/sample.ts';
import { realDisk } from '../../../../electron/store/disk.ts';
import { faultyDisk, type Operation } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
import { Workshop, type WorkshopOptions } from '../../../support/workshop.ts';
import { aWorkflow } from '../../../support/workflow.ts';

const tagging = (tag = 'one', id = 'w1') =>
  aWorkflow(id, 'Tagging')
    .trigger('t1')
    .step('g1', 'add-tag', { tags: [tag] }).document;

/** A workspace on a disk that refuses what `refuse` says, until the next call. */
async function onDisk(options: WorkshopOptions = {}) {
  let now: (operation: Operation, path: string) => boolean = () => false;
  const disk = faultyDisk(realDisk, (operation, _, path) => (now(operation, path) ? 'ENOSPC' : undefined));
  const shop = await Workshop.open({ disk, ...options });
  return {
    shop,
    disk,
    refuse: (operation: Operation, part: string) =>
      void (now = (one, path) => one === operation && path.includes(part)),
    heal: () => void (now = () => false),
  };
}

const refused = { ok: false, problem: { code: 'disk-full' } };

test('users and pools that cannot be saved stay as they were, in memory and at the next start', async () => {
  const { shop, refuse, heal } = await onDisk();
  const { runtime } = shop;
  const { id } = must(await savePool(runtime, null, 'Sales', [{ user: 'ana', weight: 1 }]));
  const before = [[...runtime.library.users()], [...runtime.library.pools()]];
  const draft = { name: 'Dee', email: 'dee@example.org', phone: '', active: true };
  refuse('write', '.json');
  expect(await createUser(runtime, draft)).toMatchObject(refused);
  expect(await updateUser(runtime, 'ana', draft)).toMatchObject(refused);
  expect(await removeUser(runtime, 'ana')).toMatchObject(refused);
  expect(await mergeUsers(runtime, [draft])).toMatchObject(refused);
  expect(await savePool(runtime, null, 'Others', [])).toMatchObject(refused);
  expect(await removePool(runtime, id)).toMatchObject(refused);
  expect([[...runtime.library.users()], [...runtime.library.pools()]]).toEqual(before);
  heal();
  const again = (await shop.restart()).runtime.library;
  expect([[...again.users()], [...again.pools()]]).toEqual(before);
});

describe('a draft', () => {
  test.each<[string, Operation, string]>([
    ['its bindings', 'write', 'shelf.json'],
    ['its text', 'write', 'w1.json'],
  ])('of which %s cannot be saved stays as it was', async (_, operation, part) => {
    const { shop, refuse, heal } = await onDisk();
    await shop.save(tagging('one'));
    refuse(operation, part);
    expect(await shop.runtime.library.saveWorkflow(tagging('two'), {}, 7)).toMatchObject(refused);
    expect(shop.runtime.library.workflows().get('w1')?.document).toEqual(tagging('one'));
    heal();
    const again = await shop.restart();
    expect(again.runtime.library.workflows().get('w1')?.document).toEqual(tagging('one'));
  });

  test('that is new and cannot be looked for in its place is not taken in', async () => {
    const { shop, refuse } = await onDisk();
    refuse('open', 'w9.json');
    expect(await shop.runtime.library.saveWorkflow(tagging('one', 'w9'), {}, 7)).toMatchObject(refused);
    expect(shop.runtime.library.workflows().size).toBe(0);
  });

  test('in the bin that cannot be taken off the disk is told; the next start takes it away', async () => {
    const { shop, refuse, heal } = await onDisk();
    await shop.save(tagging());
    must(await binWorkflow(shop.runtime, 'w1'));
    refuse('unlink', 'w1.json');
    expect(await deleteBinned(shop.runtime, ['w1'])).toMatchObject(refused);
    expect(binnedWorkflows(shop.runtime)).toEqual([]);
    expect(readdirSync(join(shop.folder, 'workflows'))).toEqual(['w1.json']);
    heal();
    const again = await shop.restart();
    expect(again.runtime.library.workflows().size).toBe(0);
    expect(readdirSync(join(shop.folder, 'workflows'))).toEqual([]);
  });
});

test('drafts that cannot be listed are no empty workspace: it is not opened', async () => {
  const { shop } = await onDisk();
  await shop.save(tagging());
  await shop.close();
  // Once while opening makes sure of the folder and twice while it looks for left-overs; then for the drafts.
  let looks = 0;
  const blind = faultyDisk(realDisk, (operation, _, path) =>
    operation === 'list' && path.endsWith('workflows') && (looks += 1) > 2 ? 'EACCES' : undefined,
  );
  expect(await openHouse(blind, shop.folder)).toMatchObject({ ok: false, problem: { code: 'folder-read-only' } });
});

describe('publishing', () => {
  test.each<[string, Operation]>([
    ['the versions cannot be listed', 'list'],
    ['the place of the new version cannot be looked at', 'open'],
    ['the new version cannot be written', 'rename'],
  ])('%s: it is refused, and the version before stays live', async (_, operation) => {
    const { shop, refuse, heal } = await onDisk();
    await shop.publish(tagging('one'));
    await shop.save(tagging('two'));
    refuse(operation, 'revisions');
    expect(await publish(shop.runtime, 'w1', 'stay')).toMatchObject(refused);
    expect(shop.runtime.get('live', 'w1')).toMatchObject({ revision: 1, status: 'on' });
    expect(shop.contactOf(await shop.contact('Maya')).tags).toEqual(['one']);
    heal();
    expect(must(await publish(shop.runtime, 'w1', 'stay')).revision).toBe(2);
  });

  test('a version that cannot be listed cannot be read, and that is said', async () => {
    const { shop, refuse } = await onDisk();
    await shop.publish(tagging());
    refuse('list', 'revisions');
    expect(await shop.runtime.library.readRevision('w1', 1)).toMatchObject(refused);
  });

  test.each<[string, (text: string) => string, string]>([
    ['changed by hand', (text) => text.replace('"one"', '"two"'), 'revision-damaged'],
    ['no version at all', () => '{"name":"letter"}', 'revision-unreadable'],
    [
      'of an older Baton, without a sum, and broken',
      (text) => text.replace(/,\s*"sum": "\w+"/, '').replace('"nodes"', '"knots"'),
      '',
    ],
  ])('a file of a published version that is %s is told and not used', async (_, change, code) => {
    const shop = await Workshop.open();
    await shop.publish(tagging());
    const [name = ''] = readdirSync(join(shop.folder, 'revisions', 'w1'));
    const file = join(shop.folder, 'revisions', 'w1', name);
    const text = readFileSync(file, 'utf8');
    expect(change(text)).not.toBe(text);
    writeFileSync(file, change(text));
    const again = await shop.restart();
    const read = await again.runtime.library.readRevision('w1', 1);
    expect(read.ok).toBe(false);
    expect(read.ok ? '' : read.problem.code).toMatch(code);
    expect(again.runtime.problems.map((one) => one.message)).toEqual([expect.stringContaining(name)]);
    expect(again.runsOf(await again.contact('Maya'))).toEqual([]);
  });

  test('one without a sum, as an older Baton wrote it, is used', async () => {
    const shop = await Workshop.open();
    await shop.publish(tagging());
    const [name = ''] = readdirSync(join(shop.folder, 'revisions', 'w1'));
    const file = join(shop.folder, 'revisions', 'w1', name);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/,\s*"sum": "\w+"/, ''));
    const again = await shop.restart();
    expect(again.runtime.problems).toEqual([]);
    expect(again.contactOf(await again.contact('Maya')).tags).toEqual(['one']);
  });
});

describe('the example', () => {
  test.each([['users.json'], ['workflows']])('whose %s cannot be saved does not come in by half', async (part) => {
    const { shop, refuse } = await onDisk();
    refuse('write', part);
    expect(await addSample(shop.runtime)).toMatchObject(refused);
    expect(shop.runtime.ledger.table('contacts').size).toBe(0);
    expect(shop.runtime.library.workflows().size).toBe(0);
  });

  test('goes out though its workflow was deleted; users that cannot be taken out are told, and go the next time', async () => {
    const { shop, refuse, heal } = await onDisk({ users: [] });
    must(await addSample(shop.runtime));
    const [id = ''] = shop.runtime.library.workflows().keys();
    must(await binWorkflow(shop.runtime, id));
    must(await deleteBinned(shop.runtime, [id]));
    refuse('write', 'users.json');
    expect(await removeSample(shop.runtime)).toMatchObject(refused);
    heal();
    must(await removeSample(shop.runtime));
    expect([...shop.runtime.library.users().values()].every((one) => one.removedAt !== undefined)).toBe(true);
  });
});
