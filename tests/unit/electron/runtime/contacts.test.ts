// What people do to contacts: the rules for duplicates, edits, owners, the bin, enrolling by hand.
import { describe, expect, test } from 'vitest';
import {
  createContact,
  deleteContacts,
  restoreContacts,
  setOwner,
  setOwners,
  stageContact,
  updateContact,
} from '../../../../electron/runtime/contacts.ts';
import { enrol, previewEnrolment } from '../../../../electron/runtime/enrol.ts';
import { removeUser } from '../../../../electron/runtime/people.ts';
import { binWorkflow, turnOff } from '../../../../electron/runtime/publishing.ts';
import { emptyContactDraft, type ContactDraft } from '../../../../shared/model/contact.ts';
import type { DuplicateRule } from '../../../../shared/model/import-job.ts';
import { HOUR } from '../../../../shared/model/time.ts';
import { must } from '../../../support/must.ts';
import { Workshop } from '../../../support/workshop.ts';
import { assignTo, aWorkflow, hasTag, telling } from '../../../support/workflow.ts';

const maya: ContactDraft = { ...emptyContactDraft, firstName: 'Maya', email: 'maya@example.org' };
const handOut = aWorkflow('w1', 'Hand out').trigger('t1').step('a1', 'assign-user', assignTo('ana', 'bo')).document;

describe('adding by hand', () => {
  test('one press counts once, however often it arrives', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    const answers = await Promise.all([1, 2, 3].map(() => createContact(shop.runtime, 'press', maya)));
    expect(new Set(answers.map((one) => must(one).id)).size).toBe(1);
    expect(shop.runsOf(must(await createContact(shop.runtime, 'press', maya)).id)).toHaveLength(1);
  });

  test('is trimmed; blank tags and tags twice go', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('  Zoë ', { tags: [' vip', '', 'vip'], custom: { city: ' Riga ' } });
    expect(shop.contactOf(id)).toMatchObject({ firstName: 'Zoë', tags: ['vip'], custom: { city: 'Riga' } });
  });

  test('may have an email at a domain in another script', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya', { email: 'maya@bücher.example' });
    expect(shop.contactOf(id).email).toBe('maya@bücher.example');
  });

  test.each([
    ['nothing to know it by', emptyContactDraft, 'contact-empty', 'firstName'],
    ['no address', { ...maya, email: 'maya at home' }, 'not-an-email', 'email'],
  ])('%s: refused by field', async (_, draft, code, field) => {
    const shop = await Workshop.open();
    expect(await createContact(shop.runtime, 'a', draft)).toMatchObject({ problem: { code, where: { field } } });
    expect(shop.runtime.ledger.table('contacts').size).toBe(0);
  });

  test.each<[string, Partial<ContactDraft>, string]>([
    ['nothing to see in a name', { firstName: '\u200d' }, 'firstName'],
    ['NUL', { lastName: 'a\u0000b' }, 'lastName'],
    ['ESC', { source: '\u001b[31mred' }, 'source'],
    ['a line break', { phone: '+49 30\n1' }, 'phone'],
    ['a line break in a tag', { tags: ['a\nb'] }, 'tags'],
    ['a control character in the name of a field', { custom: { 'a\u0007': 'x' } }, 'custom'],
  ])('%s: refused by field', async (_, more, field) => {
    const shop = await Workshop.open();
    const refused = await createContact(shop.runtime, 'a', { ...maya, ...more });
    expect(refused).toMatchObject({ problem: { code: 'not-one-line', where: { field } } });
    const id = await shop.contact('Bo');
    expect(await updateContact(shop.runtime, id, { ...maya, ...more }, false)).toMatchObject({ ok: false });
  });

  test('what an import brought in with a line break in it stays, and the rest can be edited', async () => {
    const shop = await Workshop.open();
    const odd: ContactDraft = { ...maya, firstName: 'Ma\nya', tags: ['a\nb'], custom: { 'c\nd': '1' } };
    stageContact(shop.runtime, odd, { id: 'c1', by: null, duplicates: 'add', runWorkflows: false });
    must(await updateContact(shop.runtime, 'c1', { ...odd, lastName: 'Öztürk' }, false));
    expect(shop.contactOf('c1')).toMatchObject({ firstName: 'Ma\nya', lastName: 'Öztürk', tags: ['a\nb'] });
  });

  test.each<[string, ContactDraft, ContactDraft, string]>([
    ['the same email, written otherwise', maya, { ...emptyContactDraft, email: ' MAYA@example.org ' }, 'email'],
    [
      'no email, the same phone and name',
      { ...emptyContactDraft, firstName: 'Mo', phone: '+44 1632 960001' },
      { ...emptyContactDraft, firstName: 'mo', phone: '+441632960001' },
      'phone',
    ],
  ])('%s: is there already', async (_, first, second, field) => {
    const shop = await Workshop.open();
    must(await createContact(shop.runtime, 'a', first));
    expect(await createContact(shop.runtime, 'b', second)).toMatchObject({
      problem: { code: 'contact-there', where: { field } },
    });
  });

  test('a contact without a name is called by its email', async () => {
    const shop = await Workshop.open();
    const draft = { ...emptyContactDraft, email: 'maya@example.org' };
    must(await createContact(shop.runtime, 'a', draft));
    const refused = await createContact(shop.runtime, 'b', draft);
    expect(refused.ok ? '' : refused.problem.message).toBe('maya@example.org is there already, with the same email.');
  });

  test('the same phone with another name, or an email beside it, is somebody else', async () => {
    const shop = await Workshop.open();
    const phone = '+441632960001';
    await shop.contact('Mo', { phone });
    await shop.contact('Jo', { phone });
    await shop.contact('Mo', { phone, email: 'mo@example.org' });
    expect(shop.runtime.ledger.table('contacts').size).toBe(3);
  });
});

describe('a row that is there already', () => {
  const row: ContactDraft = {
    ...emptyContactDraft,
    firstName: 'Other',
    lastName: 'Öztürk',
    email: 'MAYA@example.org',
    tags: ['vip', 'new'],
    custom: { city: 'Riga', zip: '', had: 'other' },
  };

  async function brought(rule: DuplicateRule): Promise<{ shop: Workshop; id: string; kind: string }> {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    const { id } = must(await createContact(shop.runtime, 'a', { ...maya, tags: ['vip'], custom: { had: 'this' } }));
    const how = { id: 'row-1', by: 'import', duplicates: rule, runWorkflows: true };
    const { kind } = stageContact(shop.runtime, row, how);
    await shop.runtime.runner.commit();
    expect(stageContact(shop.runtime, row, { ...how, duplicates: 'add' }).kind).toBe(
      rule === 'add' ? 'there' : 'created',
    );
    return { shop, id, kind };
  }

  test('update fills what is empty, adds tags, changes nothing else, begins nothing', async () => {
    const { shop, id, kind } = await brought('update');
    expect(kind).toBe('merged');
    expect(shop.contactOf(id)).toMatchObject({
      firstName: 'Maya',
      lastName: 'Öztürk',
      email: 'maya@example.org',
      tags: ['vip', 'new'],
      custom: { had: 'this', city: 'Riga' },
    });
    expect(shop.runsOf(id)).toHaveLength(1);
  });

  test('update with nothing new writes nothing', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya', { email: 'maya@example.org' });
    const before = shop.contactOf(id);
    const how = { id: 'row-1', by: 'import', duplicates: 'update', runWorkflows: true } as const;
    expect(stageContact(shop.runtime, maya, how)).toEqual({ kind: 'there', contact: id });
    expect(shop.contactOf(id)).toBe(before);
  });

  test('skip leaves it as it is', async () => {
    const { shop, id, kind } = await brought('skip');
    expect([kind, shop.contactOf(id).lastName]).toEqual(['skipped', '']);
  });

  test('add makes another one, which runs', async () => {
    const { shop, kind } = await brought('add');
    expect([kind, shop.runsOf('row-1').length]).toEqual(['created', 1]);
  });

  test('without workflows nothing runs, and no event is told', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    stageContact(shop.runtime, maya, { id: 'row-1', by: 'import', duplicates: 'add', runWorkflows: false });
    expect([shop.runsOf('row-1'), shop.contactOf('row-1').owner]).toEqual([[], null]);
    expect((await shop.runtime.ledger.trace('row-1')).map((line) => line.k)).toEqual(['act']);
  });
});

describe('editing', () => {
  test('writes what changed, and nothing when nothing did', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    const before = shop.contactOf(id);
    must(await updateContact(shop.runtime, id, { ...emptyContactDraft, firstName: ' Maya ' }, false));
    expect(shop.contactOf(id)).toBe(before);
    must(await updateContact(shop.runtime, id, { ...emptyContactDraft, firstName: 'Maia', tags: ['vip'] }, true));
    expect(shop.contactOf(id)).toMatchObject({ firstName: 'Maia', tags: ['vip'], doNotDisturb: true });
    const [, act] = await shop.runtime.ledger.trace(id);
    expect(act).toMatchObject({ k: 'act', changes: [{ do: 'contact-edited', set: { firstName: 'Maia' } }] });
  });

  test('is refused when it makes no sense, or the contact is gone', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    expect(await updateContact(shop.runtime, id, emptyContactDraft, false)).toMatchObject({
      problem: { code: 'contact-empty' },
    });
    expect(await updateContact(shop.runtime, 'nix', maya, false)).toMatchObject({ problem: { code: 'contact-gone' } });
  });

  test('an email given up can be somebody else’s', async () => {
    const shop = await Workshop.open();
    const { id } = must(await createContact(shop.runtime, 'a', maya));
    must(await updateContact(shop.runtime, id, { ...maya, email: 'other@example.org' }, false));
    expect(must(await createContact(shop.runtime, 'b', maya)).id).not.toBe(id);
    expect(await createContact(shop.runtime, 'c', { ...maya, email: 'other@example.org' })).toMatchObject({
      ok: false,
    });
  });

  test('the owner by hand: an existing user or nobody', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    must(await setOwner(shop.runtime, id, 'bo'));
    must(await setOwner(shop.runtime, id, 'bo'));
    expect(shop.contactOf(id).owner).toBe('bo');
    must(await removeUser(shop.runtime, 'ana'));
    for (const nobody of ['ana', 'zoe'])
      expect(await setOwner(shop.runtime, id, nobody)).toMatchObject({ problem: { code: 'user-removed' } });
    must(await setOwner(shop.runtime, id, null));
    expect(shop.contactOf(id).owner).toBeNull();
    expect(await setOwner(shop.runtime, 'nix', 'bo')).toMatchObject({ problem: { code: 'contact-gone' } });
    const lines = await shop.runtime.ledger.trace(id);
    expect(lines.filter((line) => line.k === 'act')).toHaveLength(2);
  });

  test('the owner of many by hand, by the same rule; it is answered whose they were', async () => {
    const shop = await Workshop.open();
    const [one, two, three, binned] = [
      await shop.contact('Maya'),
      await shop.contact('Lars'),
      await shop.contact('Noor'),
      await shop.contact('Tom'),
    ];
    must(await setOwner(shop.runtime, one, 'ana'));
    must(await setOwner(shop.runtime, three, 'bo'));
    await deleteContacts(shop.runtime, [binned]);
    const all = [one, two, three, binned, one, 'nix'];
    const done = must(await setOwners(shop.runtime, all, 'bo'));
    expect(done).toEqual({
      changed: 2,
      before: [
        { owner: 'ana', ids: [one] },
        { owner: null, ids: [two] },
      ],
    });
    expect(all.slice(0, 4).map((id) => shop.contactOf(id).owner)).toEqual(['bo', 'bo', 'bo', null]);
    expect(shop.messages()).toEqual([]);
    expect((await shop.runtime.ledger.trace(two)).at(-1)).toMatchObject({
      k: 'act',
      changes: [{ do: 'contact-owner-set', contact: two, from: null, to: 'bo' }],
    });
    for (const { owner, ids } of done.before) must(await setOwners(shop.runtime, ids, owner));
    expect([one, two, three].map((id) => shop.contactOf(id).owner)).toEqual(['ana', null, 'bo']);
    must(await removeUser(shop.runtime, 'ana'));
    expect(await setOwners(shop.runtime, [two], 'ana')).toMatchObject({ problem: { code: 'user-removed' } });
    expect(must(await setOwners(shop.runtime, [one], null)).changed).toBe(1);
  });

  test('nobody gets another contact once the user is removed, also while many are given to her', async () => {
    const shop = await Workshop.open();
    const all = await Promise.all(Array.from({ length: 100 }, (_, n) => shop.contact(`Maya ${n}`)));
    // Each contact takes so long that others have their turn after it.
    const slowly = Object.assign([...all], {
      *[Symbol.iterator](): Generator<string> {
        for (const id of all) {
          shop.clock.jump(10);
          yield id;
        }
      },
    });
    const owned = (): number => all.filter((id) => shop.contactOf(id).owner === 'ana').length;
    const giving = setOwners(shop.runtime, slowly, 'ana');
    must(await removeUser(shop.runtime, 'ana'));
    const until = owned();
    expect(until).toBeLessThan(all.length);
    expect(must(await giving).changed).toBe(until);
    expect(owned()).toBe(until);
  });
});

describe('deleting', () => {
  const telling5 = aWorkflow('w1')
    .trigger('t1')
    .step('n1', 'notify-user', { ...telling, channel: 'email', to: 'users', users: ['ana'] })
    .step('p1', 'wait', { for: { amount: 1, unit: 'hours' } }).document;

  test('ends the runs, withdraws what is queued, frees the email; restored, it is a contact again', async () => {
    const shop = await Workshop.open();
    await shop.publish(telling5);
    const { id } = must(await createContact(shop.runtime, 'a', maya));
    await shop.settle();
    await deleteContacts(shop.runtime, [id, id, 'nix']);
    expect(shop.runOf(id)).toMatchObject({ state: 'stopped', reason: 'The contact was deleted.' });
    expect(shop.messages()).toMatchObject([{ state: 'dead', reason: 'The contact was deleted.' }]);
    expect(shop.contactOf(id).deletedAt).toBe(shop.clock.now());
    await shop.pass(2 * HOUR);
    expect((await shop.traceOf(shop.runOf(id).id)).at(-1)?.kind).toBe('run-ended');
    await restoreContacts(shop.runtime, [id, 'nix']);
    await restoreContacts(shop.runtime, [id]);
    expect(shop.contactOf(id).deletedAt).toBeUndefined();
    expect(await createContact(shop.runtime, 'b', maya)).toMatchObject({ problem: { code: 'contact-there' } });
  });
});

describe('deleting while a message is uncertain', () => {
  test('leaves that message to whoever decides about it', async () => {
    const shop = await Workshop.open();
    await shop.publish(
      aWorkflow('w1')
        .trigger('t1')
        .step('n1', 'notify-user', { ...telling, channel: 'email', to: 'users', users: ['ana'] }).document,
    );
    const id = await shop.contact('Maya');
    await shop.settle();
    const [message] = shop.messages();
    const change = { do: 'message-moved', key: message?.key ?? '', state: 'uncertain', attempts: 1 } as const;
    shop.runtime.runner.act(null, [change], id);
    await deleteContacts(shop.runtime, [id]);
    expect(shop.messages()).toMatchObject([{ state: 'uncertain', attempts: 1 }]);
  });
});

describe('enrolling by hand', () => {
  test('one press enrols once, also when it arrives again; each refusal names its rule', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    const gone = await shop.contact('Gone');
    await deleteContacts(shop.runtime, [gone]);
    await shop.publish(handOut);
    const asked = [id, id, gone, 'nix'];
    const refused = [gone, 'nix'].map((contact) => ({ contact, rule: 'The contact is gone.' }));
    expect(await enrol(shop.runtime, 'press', asked, 'w1')).toEqual({ enrolled: 1, refused });
    expect(await enrol(shop.runtime, 'press', asked, 'w1')).toEqual({ enrolled: 1, refused });
    expect(shop.runsOf(id)).toHaveLength(1);
  });

  test('overrides the filter and says so', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    await shop.publish(
      aWorkflow('w1')
        .trigger('t1', 'contact-created', { filters: [[hasTag('vip')]] })
        .step('g1', 'add-tag', { tags: ['x'] }).document,
    );
    expect(await enrol(shop.runtime, 'press', [id], 'w1')).toMatchObject({ enrolled: 1 });
    const [began] = await shop.traceOf(shop.runOf(id).id);
    expect(began).toMatchObject({ overrides: expect.stringContaining('vip') });
  });

  test.each([
    ['not published', async (shop: Workshop) => shop.save(handOut), 'The workflow is not published.'],
    [
      'turned off',
      async (shop: Workshop) => {
        await shop.publish(handOut);
        must(await turnOff(shop.runtime, 'w1', 'drain'));
      },
      'The workflow is turned off.',
    ],
    [
      'in the bin',
      async (shop: Workshop) => {
        await shop.publish(handOut);
        must(await binWorkflow(shop.runtime, 'w1'));
      },
      'The workflow is not there any more.',
    ],
    ['unknown', async () => undefined, 'The workflow is not there any more.'],
  ])('into a workflow that is %s: nobody, and why', async (_, arrange, rule) => {
    const shop = await Workshop.open();
    await arrange(shop);
    const id = await shop.contact('Maya');
    expect(await enrol(shop.runtime, 'press', [id], 'w1')).toEqual({ enrolled: 0, refused: [{ contact: id, rule }] });
  });
});

describe('the preview of enrolling', () => {
  const document = aWorkflow('w1', 'Hand out')
    .trigger('t1', 'contact-created', { filters: [[hasTag('vip')]] })
    .step('a1', 'assign-user', assignTo('ana', 'bo', 'chi'))
    .step('n1', 'notify-user', { ...telling, channel: 'email' }).document;

  test('tells who, the spread and the messages, and writes nothing', async () => {
    const shop = await Workshop.open();
    const ids: string[] = [];
    for (let n = 0; n < 4; n += 1) ids.push(await shop.contact(`c${n}`));
    await shop.publish(document);
    const before = await shop.contact('Before', { tags: ['vip'] });
    await enrol(shop.runtime, 'press', [], 'w1');
    const lines = shop.runtime.ledger.table('runs').size;
    expect(await previewEnrolment(shop.runtime, [...ids, ...ids, before, 'nix'], 'w1')).toEqual({
      ok: true,
      value: {
        contacts: 10,
        already: 0,
        again: 1,
        filtered: 4,
        spread: [
          { user: 'bo', name: 'Bo', count: 2 },
          { user: 'chi', name: 'Chi', count: 2 },
          { user: 'ana', name: 'Ana', count: 1 },
        ],
        messages: 5,
      },
    });
    expect(shop.runtime.ledger.table('runs').size).toBe(lines);
    expect(shop.contactOf(await shop.contact('Next', { tags: ['vip'] })).owner).toBe('bo');
  });

  test('counts who is in it; where nobody is assigned, who owns the contact', async () => {
    const shop = await Workshop.open();
    await shop.publish(
      aWorkflow('w1')
        .trigger('t1')
        .step('a1', 'assign-user', { ...assignTo('ana'), onlyUnassigned: true })
        .step('p1', 'wait', { for: { amount: 1, unit: 'hours' } }).document,
    );
    const inside = await shop.contact('Inside');
    expect(await previewEnrolment(shop.runtime, [inside], 'w1')).toMatchObject({ value: { already: 1, spread: [] } });
  });

  test('one whom nobody would get is in no share; who would get it by fallback has one', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    const whoever = (whenNobody: string) =>
      aWorkflow('w1')
        .trigger('t1')
        .step('a1', 'assign-user', { ...assignTo('ana'), whenNobody, fallback: 'bo' }).document;
    const spread = async (): Promise<unknown> =>
      must(await previewEnrolment(shop.runtime, [id], 'w1')).spread.map((one) => `${one.name} ${one.count}`);
    await shop.publish(whoever('fallback'));
    must(await removeUser(shop.runtime, 'ana'));
    expect(await spread()).toEqual(['Bo 1']);
    must(await removeUser(shop.runtime, 'bo'));
    expect(await spread()).toEqual([]);
  });

  test('says what stands in the way', async () => {
    const shop = await Workshop.open();
    const id = await shop.contact('Maya');
    expect(await previewEnrolment(shop.runtime, [id], 'w1')).toMatchObject({ problem: { code: 'workflow-gone' } });
    await shop.save(handOut);
    expect(await previewEnrolment(shop.runtime, [id], 'w1')).toMatchObject({
      value: { refused: 'The workflow is not published.' },
    });
    await shop.publish(handOut);
    must(await turnOff(shop.runtime, 'w1', 'freeze'));
    expect(await previewEnrolment(shop.runtime, [id], 'w1')).toMatchObject({
      value: { refused: 'The workflow is turned off.' },
    });
  });
});
