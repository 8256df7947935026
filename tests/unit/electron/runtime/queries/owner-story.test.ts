// Who got this contact, why, and was she told: what the page says after histories that really happened.
import { describe, expect, test } from 'vitest';
import { deleteContacts, restoreContacts, setOwner, stageContact } from '../../../../../electron/runtime/contacts.ts';
import { enrol } from '../../../../../electron/runtime/enrol.ts';
import { turnOff } from '../../../../../electron/runtime/publishing.ts';
import { contactPage, contactsPage } from '../../../../../electron/runtime/queries/contacts.ts';
import { ownerStory, type Sentence } from '../../../../../shared/engine/story.ts';
import { emptyContactDraft } from '../../../../../shared/model/contact.ts';
import { HOUR, MINUTE } from '../../../../../shared/model/time.ts';
import { must } from '../../../../support/must.ts';
import { aUser, aWorkflow, assignTo, telling, type WorkflowBuilder } from '../../../../support/workflow.ts';
import { Workshop } from '../../../../support/workshop.ts';

const anHour = { for: { amount: 1, unit: 'hours' } };

async function story(shop: Workshop, id: string): Promise<{ owner: string; told: string }> {
  const page = await contactPage(shop.runtime, id);
  const when = (at: number): string => new Date(at).toISOString().slice(11, 16);
  const { owner, told } = ownerStory({ ...page, owner: shop.contactOf(id).owner, when });
  return { owner: words(owner), told: words(told) };
}

function words(sentences: readonly Sentence[]): string {
  return sentences.map((sentence) => sentence.map(({ text }) => text).join('')).join(' ');
}

function listening(id: string, name: string): WorkflowBuilder {
  return aWorkflow(id, name).trigger('t1');
}

function assignWaitTell(title = 'New contact'): WorkflowBuilder {
  return listening('w1', 'Hand out')
    .step('a1', 'assign-user', assignTo('ana'))
    .step('h1', 'wait', anHour)
    .step('n1', 'notify-user', { ...telling, title });
}

describe('the enrolment did not go straight on', () => {
  test('moved to a new version while it waits: she is told there, and until then not yet', async () => {
    const shop = await Workshop.open();
    await shop.publish(assignWaitTell().document);
    const contact = await shop.contact('Maya');
    await shop.publish(assignWaitTell('Other title').document, 'move');
    expect((await story(shop, contact)).told).toBe('Ana has not been told yet: the enrolment is waiting until 09:00.');
    await shop.pass(HOUR);
    expect((await story(shop, contact)).told).toBe('Ana was told in the app (09:00) and has not read it yet.');
  });

  test('ended in the wait before the message: it says so', async () => {
    const shop = await Workshop.open();
    await shop.publish(assignWaitTell().document);
    const contact = await shop.contact('Maya');
    must(await turnOff(shop.runtime, 'w1', 'end'));
    expect((await story(shop, contact)).told).toBe(
      'Ana was not told: “Hand out” was stopped and sent no message. The workflow was turned off.',
    );
  });

  test('ended before it gave the contact to anybody: it says so', async () => {
    const shop = await Workshop.open();
    const later = listening('w1', 'Hand out').step('h1', 'wait', anHour).step('a1', 'assign-user', assignTo('ana'));
    await shop.publish(later.document);
    const contact = await shop.contact('Maya');
    await deleteContacts(shop.runtime, [contact]);
    await restoreContacts(shop.runtime, [contact]);
    expect((await story(shop, contact)).owner).toBe(
      'Nobody owns this contact. “Hand out” was stopped and gave it no owner. The contact was deleted.',
    );
  });
});

test('somebody else’s email still waits: it does not say that he was told', async () => {
  const shop = await Workshop.open();
  const gives = listening('w1', 'Hand out').step('a1', 'assign-user', assignTo('ana'));
  await shop.publish(
    gives.step('n1', 'notify-user', { ...telling, channel: 'email', to: 'users', users: ['bo'] }).document,
  );
  const contact = await shop.contact('Maya');
  expect((await story(shop, contact)).told).toBe('Ana was not told: “Hand out” meant to tell Bo instead.');
});

describe('several messages of several enrolments', () => {
  test('who was told by one is not said to be in the dark because of a later one that failed', async () => {
    const shop = await Workshop.open({ users: [aUser('ana', { email: '' })] });
    const both = listening('w1', 'Hand out')
      .step('h1', 'wait', anHour)
      .step('n1', 'notify-user', telling)
      .step('n2', 'notify-user', { ...telling, channel: 'email' });
    await shop.publish(both.document);
    const contact = await shop.contact('Maya');
    must(await setOwner(shop.runtime, contact, 'ana'));
    await shop.pass(HOUR);
    expect((await story(shop, contact)).told).toBe('Ana was told in the app (09:00) and has not read it yet.');
  });

  test('of two enrolments at once the later message counts, whichever began first', async () => {
    const shop = await Workshop.open({ users: [aUser('ana', { email: '', phone: '' })] });
    const late = listening('w1', 'Late').step('h1', 'wait', { for: { amount: 2, unit: 'hours' } });
    await shop.publish(late.step('n1', 'notify-user', { ...telling, channel: 'sms' }).document);
    const early = listening('w2', 'Early').step('h1', 'wait', anHour);
    await shop.publish(early.step('n1', 'notify-user', { ...telling, channel: 'email' }).document);
    const contact = await shop.contact('Maya');
    must(await setOwner(shop.runtime, contact, 'ana'));
    await shop.pass(2 * HOUR);
    expect((await story(shop, contact)).told).toBe('Ana was not told: the SMS could not be sent. No phone number.');
  });

  test('the message of the enrolment that gave it failed, a later enrolment told her', async () => {
    const shop = await Workshop.open({ users: [aUser('ana', { email: '' })] });
    const gives = listening('w1', 'Hand out').step('a1', 'assign-user', assignTo('ana'));
    await shop.publish(gives.step('n1', 'notify-user', { ...telling, channel: 'email' }).document);
    const tells = listening('w2', 'Remind').step('h1', 'wait', anHour).step('n1', 'notify-user', telling);
    await shop.publish(tells.document);
    const contact = await shop.contact('Maya');
    await shop.pass(HOUR);
    expect((await story(shop, contact)).told).toBe(
      'Ana was told in the app (09:00) and has not read it yet. The email could not be sent. No email address.',
    );
  });
});

test('given away by hand after the clock was set back: the hand is told of, and not the pick before', async () => {
  const shop = await Workshop.open();
  await shop.publish(listening('w1', 'Hand out').step('a1', 'assign-user', assignTo('ana')).document);
  const contact = await shop.contact('Maya');
  shop.clock.jump(-HOUR);
  must(await setOwner(shop.runtime, contact, 'bo'));
  expect((await story(shop, contact)).owner).toBe(
    'Bo owns this contact. Set by hand (07:00). Before that it belonged to Ana.',
  );
});

test('taken away and given back by hand while her email waits: it does not say that there is none', async () => {
  const shop = await Workshop.open();
  const gives = listening('w1', 'Hand out').step('a1', 'assign-user', assignTo('ana'));
  await shop.publish(gives.step('n1', 'notify-user', { ...telling, channel: 'email' }).document);
  const contact = await shop.contact('Maya');
  await shop.pass(MINUTE);
  must(await setOwner(shop.runtime, contact, 'bo'));
  must(await setOwner(shop.runtime, contact, 'ana'));
  expect((await story(shop, contact)).told).toBe(
    'Ana has not been told yet: the email waits in the outbox. Email is not set up.',
  );
});

test('imported without running workflows: that is why nobody owns it', async () => {
  const shop = await Workshop.open();
  await shop.publish(listening('w1', 'Hand out').step('a1', 'assign-user', assignTo('ana')).document);
  const how = { id: 'c1', by: 'import', duplicates: 'add', runWorkflows: false } as const;
  stageContact(shop.runtime, { ...emptyContactDraft, firstName: 'Maya' }, how);
  await shop.settle();
  expect((await story(shop, 'c1')).owner).toBe('Nobody owns this contact. It was imported without running workflows.');
});

test('the list says no more than the page: told of it since it was given to her, and before that only if a hand gave it', async () => {
  const shop = await Workshop.open();
  await shop.publish(assignWaitTell().document);
  const maya = await shop.contact('Maya');
  const both = async () => [
    contactsPage(shop.runtime, { search: '' }, 0, 10).rows[0]?.told?.message.state,
    (await story(shop, maya)).told.slice(0, 24),
  ];
  const notYet = [undefined, 'Ana has not been told yet'.slice(0, 24)];
  const knows = ['sent', 'Ana was told in the app '];
  expect(await both()).toEqual(notYet);
  await shop.pass(2 * HOUR);
  expect(await both()).toEqual(knows);

  must(await setOwner(shop.runtime, maya, 'bo'));
  expect(await both()).toEqual([undefined, 'Bo was not told: an owne']);
  must(await setOwner(shop.runtime, maya, 'ana'));
  expect(await both()).toEqual(knows);

  must(await setOwner(shop.runtime, maya, 'bo'));
  await enrol(shop.runtime, 'again', [maya], 'w1');
  expect(await both()).toEqual(notYet);
  await shop.pass(2 * HOUR);
  expect(await both()).toEqual(knows);
});
