// The example workspace: sound, and the same every time.
import { expect, test } from 'vitest';
import { parseWorkflow } from '../../../shared/file/read.ts';
import { checkWorkflow } from '../../../shared/graph/check.ts';
import { isEmail } from '../../../shared/model/address.ts';
import { mintUserId, type User } from '../../../shared/model/user.ts';
import { sampleContacts, sampleUsers, sampleWorkflow } from '../../../shared/sample.ts';
import { must } from '../../support/must.ts';
import { somePeople } from '../../support/workflow.ts';

const users = sampleUsers.map((draft): User => ({ ...draft, id: mintUserId(draft.name, new Set()) }));

test('the workflow can be published as it is', () => {
  const document = sampleWorkflow(users.filter((user) => user.active).map((user) => user.id));
  expect(must(parseWorkflow(document)).id).toBe(document.id);
  expect(
    checkWorkflow(document, { bindings: {}, people: somePeople(users), channelReady: () => true, rivals: [] }),
  ).toEqual([]);
});

test('five users and forty contacts, each with an address of their own', () => {
  const contacts = sampleContacts();
  expect([users.length, contacts.length]).toEqual([5, 40]);
  expect(new Set(users.map((user) => user.id)).size).toBe(5);
  expect(new Set(contacts.map((contact) => contact.email)).size).toBe(40);
  expect(
    contacts.filter((contact) => !isEmail(contact.email) || contact.firstName === '' || contact.lastName === ''),
  ).toEqual([]);
  expect(sampleContacts()).toEqual(contacts);
});
