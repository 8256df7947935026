// The door on a real workspace: every question that is not the page's own, or not well formed, is refused, said, and
// changes nothing.
import { expect, onTestFinished, test } from 'vitest';
import { createContact } from '../../../../../electron/runtime/contacts.ts';
import { publish } from '../../../../../electron/runtime/publishing.ts';
import { requestNames } from '../../../../../shared/ipc.ts';
import { emptyContactDraft } from '../../../../../shared/model/contact.ts';
import { openDoor, type TestDoor } from '../../../../support/door.ts';
import { must } from '../../../../support/must.ts';
import { temporaryFolder } from '../../../../support/temporary-folder.ts';
import { treeOf } from '../../../../support/tree.ts';
import { aWorkflow } from '../../../../support/workflow.ts';

async function aDoor(): Promise<TestDoor & { readonly folder: string }> {
  const folder = temporaryFolder();
  const door = await openDoor(folder);
  onTestFinished(door.close);
  must(await door.ask('app.addSample', {}));
  return { ...door, folder };
}

test('another frame or page is refused at every request, and changes nothing', async () => {
  const { ask, refusals, folder } = await aDoor();
  const before = await treeOf(folder);
  for (const name of requestNames) {
    expect(await ask(name, {}, false)).toMatchObject({ ok: false, problem: { code: 'request-refused' } });
  }
  expect(refusals).toHaveLength(requestNames.length);
  expect(await treeOf(folder)).toEqual(before);
});

const deep = (levels: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < levels; level += 1) value = { value };
  return value;
};
const loop: Record<string, unknown> = {};
loop['self'] = loop;
const doubling = (): unknown => {
  let value: unknown = [];
  for (let level = 0; level < 60; level += 1) value = [value, value];
  return value;
};
const own = (json: string): unknown => JSON.parse(json);

test.each<[string, unknown, unknown, RegExp]>([
  ['an unknown request', 'app.quit', {}, /There is no request "app.quit"/],
  ['a name of every object', 'constructor', {}, /There is no request "constructor"/],
  [
    'a name that would begin another line',
    'x\nRefused: \u001b[31m',
    {},
    /^There is no request "x\\nRefused: \\u001b\[31m"/,
  ],
  ['no name', undefined, {}, /of type undefined/],
  ['a name that cannot be text', { toString: 1 }, {}, /of type object/],
  ['a wrong type', 'contacts.get', { id: 7 }, /^contacts.get: "id"/],
  ['a key nobody asked for', 'contacts.get', { id: 'c1', also: 1 }, /^contacts.get:/],
  ['a text of 9 MB', 'contacts.get', { id: 'x'.repeat(9 * 1024 * 1024) }, /larger than 8 MB/],
  ['9 MB in small parts', 'contacts.delete', { ids: Array(300_000).fill('x'.repeat(32)) }, /larger than 8 MB/],
  ['9 MB of names', 'contacts.get', { ['x'.repeat(9 * 1024 * 1024)]: 1 }, /larger than 8 MB/],
  ['bytes of 9 MB', 'files.append', { token: 't', piece: new Uint8Array(9 * 1024 * 1024) }, /larger than 8 MB/],
  ['a list that says it is endless', 'contacts.delete', { ids: Object.assign([], { length: 4e9 }) }, /holds too much/],
  ['two million values', 'contacts.delete', { ids: Array(2_000_000).fill('') }, /holds too much/],
  ['what is 81 deep', 'workflows.save', deep(81), /nested too deeply/],
  ['what is 100,000 deep', 'workflows.save', deep(100_000), /nested too deeply/],
  ['what holds itself', 'workflows.save', loop, /nested too deeply/],
  ['what holds the same twice, 60 times over', 'workflows.save', doubling(), /holds too much/],
  ['a prototype key', 'contacts.get', own('{ "id": "c1", "__proto__": { "x": 1 } }'), /“__proto__” is not allowed/],
  [
    'a prototype key inside',
    'workflows.save',
    own('{ "document": { "id": "w1", "name": "", "nodes": { "constructor": {} } }, "bindings": {} }'),
    /“constructor” is not allowed/,
  ],
  ['a date', 'contacts.get', { id: new Date(0) }, /no plain data/],
  ['a map', 'workflows.save', { document: { id: 'w1', name: '', config: new Map() }, bindings: {} }, /no plain data/],
  ['a number that JSON has not', 'contacts.list', { search: '', offset: NaN, limit: 1 }, /it holds a number/],
  ['a large integer', 'contacts.list', { search: '', offset: 1n, limit: 1 }, /it holds a bigint/],
])('%s is refused, said, and changes nothing', async (_what, name, input, why) => {
  const { ask, refusals, folder } = await aDoor();
  const before = await treeOf(folder);
  expect(await ask(name, input)).toMatchObject({ ok: false, problem: { code: 'request-refused' } });
  expect(refusals).toHaveLength(1);
  expect(refusals[0]).toMatch(why);
  expect(refusals[0]?.length).toBeLessThan(300);
  expect(await treeOf(folder)).toEqual(before);
  expect(({} as Record<string, unknown>)['x']).toBeUndefined();
});

test('ids are looked up and never become paths', async () => {
  const { ask, folder } = await aDoor();
  const before = await treeOf(folder);
  for (const id of ['../../etc/passwd', '/etc/passwd', '..\\..\\x', 'CON', 'w1\0', '.', 'constructor']) {
    const answers = [
      await ask('workflows.get', { id }),
      await ask('workflows.delete', { id }),
      await ask('runs.get', { id }),
      await ask('contacts.importPreview', { token: id, options: null }),
      await ask('files.append', { token: id, piece: new Uint8Array(1) }),
      await ask('workflows.importApply', { token: id, as: 'replace', mapping: {} }),
    ];
    expect(answers.filter((one) => one.ok)).toEqual([]);
  }
  expect(await treeOf(folder)).toEqual(before);
});

test('a workflow cannot be saved under the id of nobody, or of a path', async () => {
  const { ask, folder } = await aDoor();
  const before = await treeOf(folder);
  for (const id of ['w-new', '../users', 'con', 'W1'])
    expect(await ask('workflows.save', { document: { id, name: 'x' }, bindings: {} })).toMatchObject({ ok: false });
  expect(await treeOf(folder)).toEqual(before);
});

test('a copy of a workflow with the longest name can be read again', async () => {
  const { ask, house } = await aDoor();
  const { id } = must(await ask('workflows.create', { name: 'x'.repeat(200) })) as { id: string };
  const copy = must(await ask('workflows.duplicate', { id })) as { id: string };
  const { document } = must(await ask('workflows.get', copy)) as { document: object };
  expect(must(await ask('workflows.save', { document, bindings: {} }))).toBeTruthy();
  expect(house.runtime.library.workflows().get(copy.id)?.document.name).toBe(`${'x'.repeat(193)} (copy)`);
});

test('an enrolment that is stopped by hand says by whom', async () => {
  const { ask, house } = await aDoor();
  const { runtime } = house;
  must(await runtime.library.saveSettings({ ...runtime.library.settings(), you: 'bo' }));
  const waits = aWorkflow('w1')
    .trigger('t1')
    .step('h1', 'wait', { for: { amount: 1, unit: 'hours' } });
  must(await runtime.library.saveWorkflow(waits.step('g1', 'add-tag', { tags: ['x'] }).document, {}, 0));
  must(await publish(runtime, 'w1', 'stay'));
  const { id } = must(await createContact(runtime, 'act', { ...emptyContactDraft, firstName: 'Maya' }));
  const [run = ''] = runtime.lookups.runsOfContact(id);
  must(await ask('runs.stop', { id: run }));
  const name = runtime.library.users().get('bo')?.name ?? '';
  expect(runtime.get('runs', run)).toMatchObject({ state: 'stopped', reason: `${name} stopped it by hand.` });
});
