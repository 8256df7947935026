// The nouns: ids, names, keys, look-ups.
import { describe, expect, test } from 'vitest';
import { isEmail, splitAddresses } from '../../../../shared/model/address.ts';
import { contactName, emailKey, fullName } from '../../../../shared/model/contact.ts';
import { directoryOf } from '../../../../shared/model/directory.ts';
import { contactFactNames, contactFacts, factValue, isFactName } from '../../../../shared/model/facts.ts';
import { assertNever, bad, good, invariant } from '../../../../shared/model/problem.ts';
import { hasEnded, type RunState } from '../../../../shared/model/run.ts';
import { isEligible, mintUserId, userSchema, whyNot } from '../../../../shared/model/user.ts';
import { boundId, emptyWorkflow } from '../../../../shared/model/workflow.ts';
import { must } from '../../../support/must.ts';
import { aContact } from '../../../support/desk.ts';
import { aUser, somePeople } from '../../../support/workflow.ts';

describe('a user’s id', () => {
  test.each([
    ['Ana Silva', [], 'ana'],
    ['Ana Silva', ['ana'], 'ana-2'],
    ['Ana Silva', ['ana', 'ana-2'], 'ana-3'],
    ['Żaneta Ö.', [], 'zaneta'],
    ['  3M Sales', [], '3m'],
    ['山田太郎', [], 'user'],
    ['山田太郎', ['user'], 'user-2'],
    ['—', [], 'user'],
    ['constructor', [], 'constructor-2'],
    ['A'.repeat(300), [], 'a'.repeat(40)],
  ])('%s beside %j is %s', (name, taken, expected) => {
    const id = mintUserId(name, new Set(taken));
    expect(id).toBe(expected);
    expect(userSchema.shape.id.safeParse(id).success).toBe(true);
  });
});

describe('who can be chosen', () => {
  test.each([
    [aUser('ana'), undefined],
    [aUser('ana', { active: false }), 'switched off'],
    [aUser('ana', { removedAt: 1 }), 'removed'],
    [aUser('ana', { removedAt: 1, active: false }), 'removed'],
    [undefined, 'not in this workspace'],
  ])('%#: %s', (user, why) => {
    expect(whyNot(user)).toBe(why);
    expect(isEligible(user)).toBe(why === undefined);
  });
});

describe('a contact’s name', () => {
  test.each([
    [{ firstName: 'Maya', lastName: 'Öztürk' }, 'Maya Öztürk'],
    [{ firstName: 'Maya' }, 'Maya'],
    [{ lastName: 'Öztürk' }, 'Öztürk'],
    [{ firstName: '', email: 'm@example.com', phone: '1' }, 'm@example.com'],
    [{ firstName: '', phone: '1' }, '1'],
    [{ firstName: '' }, 'Unnamed contact'],
  ])('%j is %s', (more, expected) => {
    expect(contactName(aContact('x', { firstName: '', ...more }))).toBe(expected);
  });

  test('the whole name, and the email as a key', () => {
    expect(fullName({ firstName: 'A', lastName: 'B' })).toBe('A B');
    expect(emailKey(' Maya@Example.COM ')).toBe('maya@example.com');
  });
});

describe('facts about a contact', () => {
  const facts = contactFacts(
    aContact('maya', { lastName: 'Ö', tags: ['a'], custom: { plan: 'gold', 'two words': 'x' } }),
    aUser('ana'),
  );

  test('every name that is offered has a value', () => {
    for (const { name } of contactFactNames) expect(factValue(facts, name)).toBeDefined();
    expect(factValue(facts, 'contact.owner.email')).toBe('ana@example.com');
    expect(factValue(facts, 'contact.tags')).toEqual(['a']);
    expect(factValue(facts, 'contact.custom.two words')).toBe('x');
  });

  test('a custom field that is not there is empty', () => {
    expect(factValue(facts, 'contact.custom.size')).toBe('');
    expect(factValue(facts, 'contact.custom.constructor')).toBe('');
  });

  test.each([
    'contact',
    'user.name',
    'contact.constructor',
    'contact.owner',
    'contact.first_name.length',
    'contact.__proto__.x',
  ])('%s is no fact', (name) => {
    expect(factValue(facts, name)).toBeUndefined();
    expect(isFactName(name)).toBe(false);
  });

  test('nobody’s owner is empty', () => {
    expect(factValue(contactFacts(aContact('x'), undefined), 'contact.owner.name')).toBe('');
  });
});

describe('the directory of a workflow', () => {
  const people = somePeople([aUser('ana'), aUser('bo')], [{ id: 'sales', name: 'Sales', members: [] }]);
  const directory = directoryOf(people, { lead: 'ana', bo: null }, [{ key: 'bo', kind: 'user', name: 'Bo Lind' }]);

  test('keys mean themselves, who they are bound to, or nobody', () => {
    expect(directory.user('ana')?.id).toBe('ana');
    expect(directory.user('lead')?.id).toBe('ana');
    expect(directory.user('bo')).toBeUndefined();
    expect(directory.pool('sales')?.name).toBe('Sales');
    expect(boundId({}, 'constructor')).toBe('constructor');
  });

  test('names for people', () => {
    expect(['lead', 'bo', 'sales', 'zoe'].map(directory.name)).toEqual(['Ana', 'Bo Lind', 'Sales', 'zoe']);
  });
});

describe('addresses', () => {
  test.each([
    ['ana@example.com', true],
    ['Ana <ana@example.com>', false],
    ['a@b.example\r\nBcc: x@y.example', false],
    ['a@b.example, c@d.example', false],
    [`${'a'.repeat(320)}@example.com`, false],
    ['', false],
    ['maya@bücher.example', true],
    ['maya@xn--bcher-kva.example', true],
    ['maya@пример.рф', true],
    ['maya@xn--e1afmkfd.xn--p1ai', true],
    ['maya@例え。テスト', true],
    ['mäya@example.com', false],
    ['maya@bücher', false],
    ['maya@bü cher.example', false],
    ['maya@bü\u00a0cher.example', false],
    ['maya@bü\u200bcher.example', false],
    ['maya@bü\ncher.example', false],
    ['maya@bü(cher.example', false],
    ['maya@bücher.example,bo@b.example', false],
    ['maya@bücher＠example.com', false],
    ['maya@.bücher.example', false],
  ])('%j: %s', (text, expected) => {
    expect(isEmail(text)).toBe(expected);
  });

  test('several in one text', () => {
    expect(splitAddresses(' a@b.example; c@d.example,\n\n e ')).toEqual(['a@b.example', 'c@d.example', 'e']);
  });
});

test('a run has ended or not', () => {
  const states: readonly RunState[] = ['running', 'waiting', 'paused', 'completed', 'failed', 'stopped', 'moved'];
  expect(states.filter((state) => hasEnded({ state }))).toEqual(['completed', 'failed', 'stopped', 'moved']);
});

test('a draft from scratch is empty', () => {
  expect(emptyWorkflow('w1', 'New')).toMatchObject({
    id: 'w1',
    name: 'New',
    nodes: {},
    edges: [],
    settings: { allowReentry: false },
  });
});

test('results and bugs', () => {
  expect(must(good(1))).toBe(1);
  expect(bad('x', 'No.', { fix: 'Do.' })).toEqual({ ok: false, problem: { code: 'x', message: 'No.', fix: 'Do.' } });
  expect(() => invariant(false, 'water is wet')).toThrow('Broken invariant: water is wet');
  expect(() => assertNever('x' as never)).toThrow('Unexpected value: "x"');
});
