// Contacts as the window lists and opens them: found by their words, with owner, what was told and what was said.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deleteContacts, setOwner, updateContact } from '../../../../../electron/runtime/contacts.ts';
import { enrol } from '../../../../../electron/runtime/enrol.ts';
import { removeUser, updateUser } from '../../../../../electron/runtime/people.ts';
import { eraseContacts } from '../../../../../electron/runtime/erase.ts';
import {
  contactPage,
  contactsPage,
  conversationOf,
  conversationsPage,
  findContacts,
  type WantedContacts,
} from '../../../../../electron/runtime/queries/contacts.ts';
import { emptyContactDraft } from '../../../../../shared/model/contact.ts';
import type { ConversationEntry } from '../../../../../shared/model/conversation.ts';
import { HOUR } from '../../../../../shared/model/time.ts';
import { stageContact } from '../../../../../electron/runtime/contacts.ts';
import { must } from '../../../../support/must.ts';
import { Workshop } from '../../../../support/workshop.ts';
import { assignTo, aWorkflow, telling } from '../../../../support/workflow.ts';

const handOut = aWorkflow('w1', 'Hand out')
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana', 'bo'))
  .step('n1', 'notify-user', telling).document;

const nameOf = ({ contact }: { readonly contact: { readonly firstName: string } }): string => contact.firstName;

describe('the search', () => {
  test('finds every word anywhere in a contact, in any order and writing', async () => {
    const shop = await Workshop.open();
    const maya = await shop.contact('Maya', { lastName: 'Öztürk', source: 'Fair', tags: ['VIP'], phone: '+44 1632' });
    await shop.contact('Zoe', { email: 'zoe@example.org', tags: ['vip'] });
    const found = (search: string) => findContacts(shop.runtime, search).map((one) => one.firstName);
    expect(found('  ')).toEqual(['Maya', 'Zoe']);
    expect(found('vip')).toEqual(['Maya', 'Zoe']);
    expect(found('vip ÖZTÜRK fair')).toEqual(['Maya']);
    expect(found('1632')).toEqual(['Maya']);
    expect(found('ZOE@example')).toEqual(['Zoe']);
    expect(found('vip nobody')).toEqual([]);
    // Two fields are not one text.
    expect(found('mayaöztürk')).toEqual([]);
    await deleteContacts(shop.runtime, [maya]);
    expect(found('vip')).toEqual(['Zoe']);
  });

  test('finds contacts by their owner’s name, together with their own words', async () => {
    const shop = await Workshop.open();
    const maya = await shop.contact('Maya', { source: 'Fair' });
    await shop.contact('Zoe', { source: 'Fair' });
    const found = (search: string) => findContacts(shop.runtime, search).map((one) => one.firstName);
    expect(found('ana')).toEqual([]);
    must(await setOwner(shop.runtime, maya, 'ana'));
    expect(found('ANA fair')).toEqual(['Maya']);
    must(await setOwner(shop.runtime, maya, 'bo'));
    expect(found('ana')).toEqual([]);
  });

  test('finds a name however its accents are written, in the search, the contact or its owner', async () => {
    const shop = await Workshop.open();
    for (const firstName of ['Jos\u00e9', 'Jose\u0301']) {
      stageContact(
        shop.runtime,
        { ...emptyContactDraft, firstName },
        { id: firstName, by: null, duplicates: 'add', runWorkflows: false },
      );
    }
    for (const search of ['jos\u00e9', 'JOSE\u0301', 'jose'])
      expect(findContacts(shop.runtime, search)).toHaveLength(2);
  });

  test('finds a number as it is dialled at home, though it is kept with its country', async () => {
    const shop = await Workshop.open();
    await shop.contact('Maya', { phone: '+49 151 2345678' });
    await shop.contact('Zoe', { phone: '0151 999' });
    await shop.contact('Tom', { email: 'c151@example.org', phone: '+44 21 151' });
    const found = (search: string) => findContacts(shop.runtime, search).map((one) => one.firstName);
    expect(found('0151')).toEqual(['Maya', 'Zoe']);
    expect(found('0151 2345678')).toEqual(['Maya']);
    expect(found('01512345678')).toEqual(['Maya']);
    expect(found('00151')).toEqual([]);
  });

  test('goes by what a contact says now, not by what it said at the last search', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    expect(findContacts(shop.runtime, 'maya')).toHaveLength(1);
    must(await updateContact(shop.runtime, id, { ...emptyContactDraft, firstName: 'Mia' }, false));
    expect(findContacts(shop.runtime, 'maya')).toEqual([]);
    expect(findContacts(shop.runtime, 'mia')).toHaveLength(1);
  });
});

test('the list shows one owner’s contacts or nobody’s, and sorts by owner with nobody last', async () => {
  const shop = await Workshop.open();
  const give = async (name: string, owner: string | null): Promise<void> => {
    const id = await shop.contact(name, { source: 'Fair' });
    if (owner !== null) must(await setOwner(shop.runtime, id, owner));
  };
  for (const [name, owner] of [
    ['Maya', 'bo'],
    ['Lars', null],
    ['Noor', 'ana'],
    ['Tom', 'bo'],
  ] as const)
    await give(name, owner);
  const names = (wanted: Omit<WantedContacts, 'search'>, search = ''): readonly string[] =>
    contactsPage(shop.runtime, { search, ...wanted }, 0, 10).rows.map(nameOf);
  expect(names({})).toEqual(['Tom', 'Noor', 'Lars', 'Maya']);
  expect(names({ owner: 'bo' })).toEqual(['Tom', 'Maya']);
  expect(names({ owner: 'bo' }, 'fair may')).toEqual(['Maya']);
  expect(names({ owner: null })).toEqual(['Lars']);
  expect(names({ owner: 'nobody knows' })).toEqual([]);
  expect(names({ sort: 'owner' })).toEqual(['Noor', 'Tom', 'Maya', 'Lars']);
  expect(contactsPage(shop.runtime, { search: '', sort: 'owner' }, 1, 2)).toMatchObject({
    total: 4,
    rows: [{ contact: { firstName: 'Tom' } }, { contact: { firstName: 'Maya' } }],
  });
});

test('the timeline of a contact names the branch that a fork went by', async () => {
  const shop = await Workshop.open();
  await shop.publish(aWorkflow('w1').trigger('t1').branch('b1', 'vip').step('n1', 'notify-user', telling).document);
  const ways = async (tags: readonly string[]) => {
    const { timeline } = await contactPage(shop.runtime, await shop.contact('Maya', { tags: [...tags] }));
    return timeline.flatMap((item) =>
      item.kind === 'run' && item.way !== undefined ? [`${item.step}: ${item.way}`] : [],
    );
  };
  expect(await ways(['vip'])).toEqual(['If / Else: vip']);
  expect(await ways([])).toEqual(['If / Else: None']);
});

describe('the list', () => {
  test('is newest first, page by page, and its total is that of the search', async () => {
    const shop = await Workshop.open();
    for (const name of ['A1', 'B1', 'A2', 'A3']) await shop.contact(name);
    const page = (offset: number, limit: number) => contactsPage(shop.runtime, { search: 'a' }, offset, limit);
    expect(page(0, 2)).toMatchObject({ total: 3 });
    expect(page(0, 2).rows.map(nameOf)).toEqual(['A3', 'A2']);
    expect(page(2, 2).rows.map(nameOf)).toEqual(['A1']);
    expect(page(9, 2).rows).toEqual([]);
  });

  test('names the owner, and the last message to that owner about the contact', async () => {
    const shop = await Workshop.open();
    const nobodys = await shop.contact('Nobody’s');
    await shop.publish(handOut);
    const anas = await shop.contact('Ana’s');
    const given = await shop.contact('Given away');
    must(await setOwner(shop.runtime, given, 'chi'));
    const row = (id: string) =>
      contactsPage(shop.runtime, { search: '' }, 0, 10).rows.find((one) => one.contact.id === id);
    expect(row(nobodys)).toMatchObject({ ownerName: '', told: null });
    expect(row(anas)).toMatchObject({
      ownerName: 'Ana',
      told: { message: { title: 'New contact', to: { user: 'ana' } }, workflowName: 'Hand out' },
    });
    // Bo was told; Chi, whose it is now, was not.
    expect(row(given)).toMatchObject({ ownerName: 'Chi', told: null });
  });

  test('an owner who is in no list any more is shown by the id', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    must(await setOwner(shop.runtime, id, 'ana'));
    must(await shop.runtime.library.saveUsers([]));
    expect(contactsPage(shop.runtime, { search: '' }, 0, 1).rows[0]?.ownerName).toBe('ana');
  });
});

test('the list says that the owner knows when one of two messages arrived, whatever became of the other', async () => {
  const shop = await Workshop.open();
  await shop.publish(
    aWorkflow('w1')
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana'))
      .step('n1', 'notify-user', telling)
      .step('n2', 'notify-user', { ...telling, channel: 'email' }).document,
  );
  await shop.contact('Maya');
  const [row] = contactsPage(shop.runtime, { search: '' }, 0, 10).rows;
  expect(shop.messages().map(({ channel, state }) => [channel, state])).toEqual([
    ['notification', 'sent'],
    ['email', 'queued'],
  ]);
  expect(row?.told).toMatchObject({ message: { channel: 'notification' } });
});

describe('the page of one contact', () => {
  test('shows what people did, what happened and each step, with its enrolment and messages', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    const id = await shop.contact('Maya');
    shop.clock.jump(HOUR);
    must(await setOwner(shop.runtime, id, 'chi'));
    const page = await contactPage(shop.runtime, id);
    const run = shop.runOf(id).id;
    expect(page).toMatchObject({ known: 'Maya', owner: { id: 'chi' }, removed: null, contact: { firstName: 'Maya' } });
    const users = { ana: 'Ana', bo: 'Bo', chi: 'Chi' };
    expect(page.names).toEqual({ users, workflows: { w1: 'Hand out' }, left: {} });
    const bo = shop.runtime.library.users().get('bo');
    if (bo === undefined) throw new Error('Bo is gone');
    must(await updateUser(shop.runtime, 'bo', { ...bo, active: false }));
    must(await removeUser(shop.runtime, 'chi'));
    const left = { bo: 'is switched off', chi: 'was removed' };
    expect((await contactPage(shop.runtime, id)).names).toMatchObject({ left });
    expect(page.runs.map((one) => one.run.id)).toEqual([run]);
    expect(page.messages).toMatchObject([{ to: { user: 'ana' }, state: 'sent' }]);
    expect(page.timeline.map((item) => item.kind)).toEqual(['event', ...Array.from({ length: 7 }, () => 'run'), 'act']);
    expect(page.timeline[0]).toMatchObject({ event: { type: 'contact-created' }, began: [run], refused: [] });
    const steps = page.timeline.flatMap((item) => (item.kind === 'run' ? [item.step] : []));
    expect(new Set(steps)).toEqual(new Set(['Contact Created', 'Assign To User', 'Send Internal Notification', '']));
  });

  test('stays in the order of what happened, also after the clock was set back', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    const id = await shop.contact('Maya');
    shop.clock.jump(-HOUR);
    must(await setOwner(shop.runtime, id, 'chi'));
    must(await setOwner(shop.runtime, id, null));
    const acts = (await contactPage(shop.runtime, id)).timeline.flatMap((item) =>
      item.kind === 'act' ? item.changes : [],
    );
    expect(acts).toMatchObject([{ to: 'chi' }, { to: null }]);
  });

  test('has its enrolments newest first, whichever workflow they are in', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    const id = await shop.contact('Maya');
    await shop.publish({ ...handOut, id: 'w2' });
    for (const [act, workflow] of [
      ['first', 'w2'],
      ['again', 'w1'],
    ] as const) {
      shop.clock.jump(HOUR);
      await enrol(shop.runtime, act, [id], workflow);
    }
    const { runs } = await contactPage(shop.runtime, id);
    expect(runs.map(({ run }) => run.workflow)).toEqual(['w1', 'w2', 'w1']);
  });

  test('names a step by its id when its version cannot be read any more', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    const id = await shop.contact('Maya');
    rmSync(join(shop.folder, 'revisions', 'w1'), { recursive: true });
    const again = await shop.restart();
    expect(again.runtime.problems).toMatchObject([{ code: 'revision-missing' }]);
    const { timeline } = await contactPage(again.runtime, id);
    expect(timeline.flatMap((item) => (item.kind === 'run' ? [item.step] : []))).toContain('a1');
  });

  test('nothing is known of one that never was, and of an erased one only when', async () => {
    const shop = await Workshop.open();
    const page = await contactPage(shop.runtime, 'nix');
    expect(page).toMatchObject({ contact: null, owner: null, timeline: [], runs: [], messages: [] });
    expect(page.known).toBe('Nothing is known of this contact any more.');
    const id = await shop.contact('Maya');
    must(await eraseContacts(shop.runtime, shop.house.files, [id]));
    const erased = await contactPage(shop.runtime, id);
    expect(erased).toMatchObject({ contact: null, known: 'Its data was erased on 1 Dec 2026.' });
  });
});

describe('conversations', () => {
  async function talked() {
    const shop = await Workshop.open();
    const ids = { maya: await shop.contact('Maya'), zoe: await shop.contact('Zoe'), moe: await shop.contact('Moe') };
    const say = async (contact: string, body: string): Promise<void> => {
      shop.clock.jump(HOUR);
      const entry: ConversationEntry = {
        id: `said-${body}`,
        contact,
        channel: 'note',
        direction: 'internal',
        body,
        who: null,
        at: shop.clock.now(),
      };
      shop.runtime.runner.act(null, [{ do: 'conversation-added', entry }], contact);
      await shop.runtime.runner.commit();
    };
    return { shop, ids, say };
  }

  test('come first with whom one talked last, then everybody else, newest first', async () => {
    const { shop, ids, say } = await talked();
    await say(ids.zoe, 'one');
    await say(ids.maya, 'two');
    const rows = () => conversationsPage(shop.runtime, '', 0, 10).rows.map((row) => [nameOf(row), row.last?.body]);
    expect(rows()).toEqual([
      ['Maya', 'two'],
      ['Zoe', 'one'],
      ['Moe', undefined],
    ]);
    await say(ids.zoe, 'three');
    expect(rows()[0]).toEqual(['Zoe', 'three']);
    expect(conversationsPage(shop.runtime, 'm', 0, 1)).toMatchObject({ total: 2, rows: [{ last: { body: 'two' } }] });
  });

  test('of one contact are its own words, oldest first', async () => {
    const { shop, ids, say } = await talked();
    await say(ids.zoe, 'one');
    await say(ids.maya, 'two');
    await say(ids.zoe, 'three');
    expect(conversationOf(shop.runtime, ids.zoe).map((one) => one.body)).toEqual(['one', 'three']);
    expect(conversationOf(shop.runtime, ids.moe)).toEqual([]);
  });

  test('what was said last is not an older word that was written down later', async () => {
    const { shop, ids, say } = await talked();
    await say(ids.zoe, 'now');
    shop.clock.jump(-5 * HOUR);
    await say(ids.zoe, 'of this morning');
    expect(conversationsPage(shop.runtime, 'zoe', 0, 1).rows[0]?.last?.body).toBe('now');
  });
});
