// Ids that come through the door are looked up: an act on what is not there, or not there any more, is refused in words and
// changes nothing, whoever sends it.
import { expect, onTestFinished, test } from 'vitest';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { openDoor, type TestDoor } from '../../../support/door.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';
import { aUser, aWorkflow, assignTo } from '../../../support/workflow.ts';

async function aDoor(): Promise<TestDoor> {
  const door = await openDoor(temporaryFolder());
  onTestFinished(door.close);
  return door;
}

/** Asks for what has to be refused, and sees to it that nothing was written. */
async function refusal(door: TestDoor, name: string, input: object): Promise<Problem> {
  const { ledger, library } = door.house.runtime;
  const people = () => JSON.stringify([[...library.users().values()], [...library.pools().values()]]);
  const before = people();
  // It tells of all that is there first.
  let heard: string[] = [];
  const unhear = ledger.onPut((table, id) => void heard.push(`${table} ${id}`));
  heard = [];
  const answer = await door.ask(name, input);
  unhear();
  expect(heard).toEqual([]);
  expect(people()).toBe(before);
  if (answer.ok) throw new Error(`${name} was not refused: ${JSON.stringify(answer.value)}`);
  expect(answer.problem.fix).toBeDefined();
  return answer.problem;
}

const draft = { ...emptyContactDraft, firstName: 'Maya' };
const note = { act: 'press', channel: 'note', direction: 'internal', body: 'Called her' };

test('what was said is not written down with a contact that is unknown, in the bin or erased', async () => {
  const door = await aDoor();
  const { id } = must(await door.ask('contacts.create', { act: 'a', draft })) as { id: string };
  const acts = (contact: string) =>
    [
      ['conversations.add', { ...note, contact }],
      ['contacts.update', { id: contact, draft, doNotDisturb: true }],
      ['contacts.setOwner', { id: contact, owner: null }],
    ] as const;
  const codes = async (contact: string) => {
    const all = acts(contact).map(async ([name, input]) => (await refusal(door, name, input)).code);
    return [...new Set(await Promise.all(all))];
  };
  expect(await codes('nix')).toEqual(['contact-gone']);
  must(await door.ask('contacts.delete', { ids: [id] }));
  expect(await codes(id)).toEqual(['contact-binned']);
  must(await door.ask('bin.eraseContacts', { ids: [id] }));
  expect(await codes(id)).toEqual(['contact-gone']);
  expect(must(await door.ask('conversations.get', { contact: id }))).toEqual([]);
});

test('a press that was answered once is answered again, though the contact is in the bin by now', async () => {
  const door = await aDoor();
  const { id: contact } = must(await door.ask('contacts.create', { act: 'a', draft })) as { id: string };
  must(await door.ask('conversations.add', { ...note, contact }));
  must(await door.ask('contacts.delete', { ids: [contact] }));
  must(await door.ask('conversations.add', { ...note, contact }));
  expect(door.house.runtime.ledger.table('conversations').size).toBe(1);
});

test('a workflow that is in the bin, deleted or unknown is neither published nor turned on or off', async () => {
  const door = await aDoor();
  const { runtime } = door.house;
  must(await runtime.library.saveUsers([aUser('ana')]));
  const { document } = aWorkflow('w1', 'Welcome').trigger('t1').step('a1', 'assign-user', assignTo('ana'));
  must(await runtime.library.saveWorkflow(document, {}, 1));
  must(await door.ask('workflows.publish', { id: 'w1', waiting: 'stay' }));
  const acts = (id: string) =>
    [
      ['workflows.publish', { id, waiting: 'stay' }],
      ['workflows.turnOn', { id }],
      ['workflows.turnOff', { id, running: 'end' }],
    ] as const;
  const codes = async (id: string) => {
    const found: string[] = [];
    for (const [name, input] of acts(id)) found.push((await refusal(door, name, input)).code);
    return [...new Set(found)];
  };
  must(await door.ask('workflows.delete', { id: 'w1' }));
  expect(await codes('w1')).toEqual(['workflow-binned']);
  must(await door.ask('bin.deleteWorkflows', { ids: ['w1'] }));
  expect(await codes('w1')).toEqual(['workflow-gone']);
  expect(await codes('nix')).toEqual(['workflow-gone']);
});

test.each([
  ['runs.stop', { id: 'nix' }, 'run-gone'],
  ['runs.putAway', { id: 'nix' }, 'run-gone'],
  ['contacts.importCancel', { id: 'nix' }, 'job-gone'],
  ['contacts.importUndo', { id: 'nix' }, 'job-gone'],
  ['contacts.importSaveSkipped', { id: 'nix' }, 'job-gone'],
  ['users.importCsv', { token: 'nix' }, 'file-gone'],
  ['users.update', { id: 'nix', draft: { name: 'A', email: '', phone: '', active: true } }, 'user-gone'],
  ['pools.save', { id: 'nix', name: 'Sales', members: [] }, 'pool-gone'],
  ['pools.save', { id: null, name: 'Sales', members: [{ user: 'nix', weight: 1 }] }, 'user-gone'],
] as const)('%s of what is not there: %o', async (name, input, code) => {
  expect(await refusal(await aDoor(), name, input)).toMatchObject({ code });
});

test('the preview of an enrolment leaves out whom enrolling would refuse as gone', async () => {
  const door = await aDoor();
  const { runtime } = door.house;
  must(await runtime.library.saveUsers([aUser('ana')]));
  const { document } = aWorkflow('w1', 'Welcome').trigger('t1').step('a1', 'assign-user', assignTo('ana'));
  must(await runtime.library.saveWorkflow(document, {}, 1));
  const { id } = must(await door.ask('contacts.create', { act: 'a', draft })) as { id: string };
  must(await door.ask('workflows.publish', { id: 'w1', waiting: 'stay' }));
  must(await door.ask('contacts.delete', { ids: [id] }));
  expect(must(await door.ask('contacts.enrolPreview', { ids: [id], workflow: 'w1' }))).toMatchObject({ spread: [] });
});
