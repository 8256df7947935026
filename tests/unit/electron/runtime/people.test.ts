// Users and pools: one edit at a time, what removing touches, and who is removed is never told.
import { describe, expect, test } from 'vitest';
import {
  createUser,
  mergeUsers,
  removePool,
  removeUser,
  restoreUser,
  savePool,
  updateUser,
  userTouches,
} from '../../../../electron/runtime/people.ts';
import { binWorkflow } from '../../../../electron/runtime/publishing.ts';
import { addSample, removeSample } from '../../../../electron/runtime/sample.ts';
import { deleteContacts } from '../../../../electron/runtime/contacts.ts';
import { readUsers } from '../../../../electron/csv/users.ts';
import { bytesOf } from '../../../support/csv.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';
import { assignTo, aUser, aWorkflow, telling } from '../../../support/workflow.ts';

const draft = (name: string, email = '') => ({ name, email, phone: '', active: true });
const names = (shop: Workshop) => [...shop.runtime.library.users().values()].map((one) => one.name);

describe('users', () => {
  test.each([
    ['nothing to see', '\u200d'],
    ['NUL', 'a\u0000b'],
    ['a line break', 'Dee\nLo'],
  ])('are refused with a name of %s, and their names are composed', async (_, name) => {
    const shop = await Workshop.open();
    const before = names(shop);
    expect(await createUser(shop.runtime, draft(name))).toMatchObject({
      ok: false,
      problem: { where: { field: 'name' } },
    });
    expect(await savePool(shop.runtime, null, name, [])).toMatchObject({ problem: { where: { field: 'name' } } });
    must(await createUser(shop.runtime, draft(' Jose\u0301 ')));
    expect(names(shop)).toEqual([...before, 'José']);
  });

  test('get an id from their name, once and for all', async () => {
    const shop = await Workshop.open();
    const { id } = must(await createUser(shop.runtime, draft(' Dee Lo ', ' dee@example.com ')));
    const twin = must(await createUser(shop.runtime, draft('Dee Lo')));
    expect(twin.id).not.toBe(id);
    must(await updateUser(shop.runtime, id, draft('Deirdre Lo', 'dee@example.com')));
    expect(shop.runtime.library.users().get(id)).toMatchObject({ name: 'Deirdre Lo', email: 'dee@example.com' });
    const again = await shop.restart();
    expect(names(again)).toEqual(['Ana', 'Bo', 'Chi', 'Deirdre Lo', 'Dee Lo']);
  });

  test.each([
    ['no name', draft('  '), 'empty', 'name'],
    ['no address', draft('Dee', 'dee at example'), 'not-an-email', 'email'],
    ['the address of somebody else', draft('Dee', 'ANA@example.com'), 'user-there', 'email'],
  ])('%s: refused by field, nothing changed', async (_, wrong, code, field) => {
    const shop = await Workshop.open();
    expect(await createUser(shop.runtime, wrong)).toMatchObject({ ok: false, problem: { code, where: { field } } });
    expect(await updateUser(shop.runtime, 'bo', wrong)).toMatchObject({ ok: false, problem: { code } });
    expect(names(shop)).toEqual(['Ana', 'Bo', 'Chi']);
  });

  test('who is not there cannot be changed', async () => {
    const shop = await Workshop.open();
    for (const answer of [
      await updateUser(shop.runtime, 'zoe', draft('Zoe')),
      await removeUser(shop.runtime, 'zoe'),
      await restoreUser(shop.runtime, 'zoe'),
    ])
      expect(answer).toMatchObject({ ok: false, problem: { code: 'user-gone' } });
  });

  test('edits at the same time all count', async () => {
    const shop = await Workshop.open();
    const done = await Promise.all([
      removeUser(shop.runtime, 'ana'),
      updateUser(shop.runtime, 'bo', draft('Bodil', 'bo@example.com')),
      createUser(shop.runtime, draft('Dee')),
      createUser(shop.runtime, draft('Dee')),
      mergeUsers(shop.runtime, [draft('Chi O', 'chi@example.com')]),
      savePool(shop.runtime, null, 'Dee', []),
    ]);
    expect(done.map((one) => one.ok)).toEqual([true, true, true, true, true, true]);
    const { library } = (await shop.restart()).runtime;
    expect(library.users().get('ana')?.removedAt).toBe(shop.clock.now());
    expect([...library.users().values()].map((one) => one.name)).toEqual(['Ana', 'Bodil', 'Chi O', 'Dee', 'Dee']);
    expect(new Set([...library.users().keys(), ...library.pools().keys()]).size).toBe(6);
  });

  test('a list adds those who are new and updates those with the same email', async () => {
    const shop = await Workshop.open();
    const merged = await mergeUsers(shop.runtime, [
      draft('Ana Silva', 'ANA@example.com'),
      draft('Dee', 'dee@example.com'),
      draft('Dee Again', 'dee@example.com'),
      draft('No Address'),
    ]);
    expect(merged).toEqual({ ok: true, value: { added: 2, updated: 2 } });
    expect(names(shop)).toEqual(['Ana Silva', 'Bo', 'Chi', 'Dee Again', 'No Address']);
  });

  test('the same list again adds nobody: who has no email is known by the name, and by the phone among namesakes', async () => {
    const shop = await Workshop.open({ users: [aUser('ana', { name: 'Ana', email: 'ana@example.com' })] });
    const bring = async (csv: string) => {
      const { users } = must(readUsers(bytesOf(csv)));
      return must(
        await mergeUsers(
          shop.runtime,
          users.map((one) => one.user),
        ),
      );
    };
    const list = 'name,email,phone\nAna,,\nDee,,+351 912 345 678\nDee,,+46 70 123 45 67\n';
    expect(await bring(list)).toEqual({ added: 3, updated: 0 });
    expect(await bring(list)).toEqual({ added: 0, updated: 3 });
    expect(await bring('name,phone,active\n dee ,+46701234567,no\n')).toEqual({ added: 0, updated: 1 });
    const phones = [...shop.runtime.library.users().values()].map(({ name, phone, active }) => [name, phone, active]);
    expect(phones.slice(1)).toEqual([
      ['Ana', '', true],
      ['Dee', '+351 912 345 678', true],
      ['dee', '+46701234567', false],
    ]);
    await removeUser(shop.runtime, 'dee');
    expect(await bring('name,phone\nDee,+351912345678\nDee,\n')).toEqual({ added: 1, updated: 1 });
  });
});

test('a list of names and emails only leaves phone numbers and switches as they are', async () => {
  const shop = await Workshop.open({ users: [aUser('ana', { active: false })] });
  const read = must(readUsers(bytesOf('name,email\nAna Silva,ana@example.com\nDee,dee@example.com\n')));
  must(
    await mergeUsers(
      shop.runtime,
      read.users.map((one) => one.user),
    ),
  );
  const users = shop.runtime.library.users();
  expect(users.get('ana')).toEqual(aUser('ana', { name: 'Ana Silva', active: false }));
  expect(users.get('dee')).toMatchObject({ phone: '', active: true });
});

test('a new pool with the name of one that was removed has a rotation of its own', async () => {
  const shop = await Workshop.open();
  const members = [
    { user: 'ana', weight: 1 },
    { user: 'bo', weight: 1 },
  ];
  const { id } = must(await savePool(shop.runtime, null, 'Sales', members));
  const assign = { pool: id, users: undefined };
  await shop.publish(aWorkflow('w1', 'Hand out').trigger('t1').step('a1', 'assign-user', assign).document);
  expect(shop.contactOf(await shop.contact('Maya')).owner).toBe('ana');
  must(await removePool(shop.runtime, id));
  const again = must(await savePool(shop.runtime, null, 'Sales', members)).id;
  expect(again).not.toBe(id);
  expect(shop.contactOf(await shop.contact('Noor')).owner).toBeNull();
});

describe('removing a user', () => {
  const document = aWorkflow('w1', 'Hand out')
    .trigger('t1')
    .step('a1', 'assign-user', { ...assignTo('ana', 'bo', 'chi'), whenNobody: 'fallback', fallback: 'ana' })
    .step('n1', 'notify-user', { ...telling, channel: 'email' }).document;

  test('shows what it touches: steps, pools, contacts, queued messages', async () => {
    const shop = await Workshop.open();
    await shop.publish(document);
    await shop.save(aWorkflow('w2', 'Binned').trigger('t1').step('a1', 'assign-user', assignTo('ana')).document);
    must(await binWorkflow(shop.runtime, 'w2'));
    must(await savePool(shop.runtime, null, 'Sales', [{ user: 'ana', weight: 1 }]));
    must(await savePool(shop.runtime, null, 'Others', [{ user: 'bo', weight: 1 }]));
    const contacts: string[] = [];
    for (let n = 0; n < 7; n += 1) contacts.push(await shop.contact(`c${n}`));
    await shop.settle();
    await deleteContacts(shop.runtime, [contacts[0] ?? '']);
    expect(userTouches(shop.runtime, 'ana')).toEqual({
      workflows: [{ id: 'w1', name: 'Hand out', step: 'Assign To User' }],
      pools: ['Sales'],
      contacts: 2,
      queuedMessages: 2,
    });
    // Whom a step named before it tells the owner only, it does not name any more.
    const { n1 } = document.nodes;
    const left = { ...n1?.config, users: ['zoe'] };
    await shop.save({ ...document, nodes: { ...document.nodes, ...(n1 && { n1: { ...n1, config: left } }) } });
    expect(userTouches(shop.runtime, 'zoe').workflows).toEqual([]);
    // A step without a name is told by its type, and a message that is tried again counts as well.
    const { a1 } = document.nodes;
    await shop.save({ ...document, nodes: { ...document.nodes, ...(a1 && { a1: { ...a1, label: '' } }) } });
    for (const { key, to } of shop.messages()) {
      if (to.user !== 'ana') continue;
      const change = { do: 'message-moved', key, state: 'retry', attempts: 1 } as const;
      shop.runtime.runner.act(null, [change]);
    }
    expect(userTouches(shop.runtime, 'ana')).toMatchObject({
      workflows: [{ step: 'assign-user' }],
      queuedMessages: 3,
    });
    expect(userTouches(shop.runtime, 'zoe')).toEqual({ workflows: [], pools: [], contacts: 0, queuedMessages: 0 });
  });

  test('what was queued to that user is dead, and says why; the rest go on in order', async () => {
    const shop = await Workshop.open();
    await shop.publish(document);
    for (let n = 0; n < 3; n += 1) await shop.contact(`c${n}`);
    await shop.settle();
    expect(shop.messages().map((one) => one.state)).toEqual(['queued', 'queued', 'queued']);
    must(await removeUser(shop.runtime, 'bo'));
    shop.runtime.outbox.usersChanged();
    await shop.settle();
    expect(shop.messages().map((one) => [one.to.user, one.state, one.state === 'dead' ? one.reason : ''])).toEqual([
      ['ana', 'queued', ''],
      ['bo', 'dead', 'Bo is removed.'],
      ['chi', 'queued', ''],
    ]);
    const owners: (string | null)[] = [];
    for (let n = 3; n < 7; n += 1) owners.push(shop.contactOf(await shop.contact(`c${n}`)).owner);
    expect(owners).toEqual(['ana', 'chi', 'ana', 'chi']);
  });

  test('removed twice keeps the first time; brought back takes part again', async () => {
    const shop = await Workshop.open();
    await shop.publish(document);
    must(await removeUser(shop.runtime, 'ana'));
    const at = shop.clock.now();
    shop.clock.jump(1000);
    must(await removeUser(shop.runtime, 'ana'));
    expect(shop.runtime.library.users().get('ana')?.removedAt).toBe(at);
    must(await restoreUser(shop.runtime, 'ana'));
    expect(shop.runtime.library.users().get('ana')?.removedAt).toBeUndefined();
  });

  test('brought back is refused when somebody else has the email by now', async () => {
    const shop = await Workshop.open();
    must(await removeUser(shop.runtime, 'ana'));
    must(await createUser(shop.runtime, draft('New Ana', 'ana@example.com')));
    expect(await restoreUser(shop.runtime, 'ana')).toMatchObject({ ok: false, problem: { code: 'user-there' } });
    expect(shop.runtime.library.users().get('ana')?.removedAt).toBeDefined();
  });
});

describe('pools', () => {
  test('are made, renamed and removed; a name is needed, and once only', async () => {
    const shop = await Workshop.open();
    const { id } = must(await savePool(shop.runtime, null, ' Sales ', [{ user: 'ana', weight: 2 }]));
    expect(await savePool(shop.runtime, null, 'SALES', [])).toMatchObject({ problem: { code: 'pool-there' } });
    expect(await savePool(shop.runtime, null, '  ', [])).toMatchObject({ problem: { code: 'empty' } });
    must(await savePool(shop.runtime, id, 'Sales north', [{ user: 'bo', weight: 1 }]));
    expect([...shop.runtime.library.pools().values()]).toEqual([
      { id, name: 'Sales north', members: [{ user: 'bo', weight: 1 }] },
    ]);
    must(await removePool(shop.runtime, id));
    expect(shop.runtime.library.pools().size).toBe(0);
  });
});

test('the example comes in and goes out whole', async () => {
  const shop = await Workshop.open({ users: [] });
  must(await addSample(shop.runtime));
  expect([shop.runtime.library.users().size, shop.runtime.ledger.table('contacts').size]).toEqual([5, 40]);
  expect(must(await removeSample(shop.runtime))).toEqual({ removed: 46 });
  expect(must(await removeSample(shop.runtime))).toEqual({ removed: 0 });
  expect([...shop.runtime.library.users().values()].every((one) => one.removedAt !== undefined)).toBe(true);
  expect([...shop.runtime.ledger.table('contacts').values()].every((one) => 'deletedAt' in one)).toBe(true);
});
