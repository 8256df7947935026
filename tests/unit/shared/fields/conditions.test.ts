// Conditions: each operator on texts and on lists, groups, and what is wrong with a condition.
import { describe, expect, test } from 'vitest';
import {
  checkGroup,
  conditionWords,
  judge,
  meets,
  operators,
  type Condition,
  type Groups,
  type Operator,
} from '../../../../shared/fields/conditions.ts';
import { covers, neverHolds } from '../../../../shared/fields/contradictions.ts';
import { contactFacts } from '../../../../shared/model/facts.ts';
import { aContact } from '../../../support/desk.ts';
import { aUser } from '../../../support/workflow.ts';

const condition = (op: Operator, value?: Condition['value'], field = 'contact.source'): Condition => ({
  field,
  op,
  ...(value === undefined ? {} : { value }),
});

describe('on a text', () => {
  test.each<[Operator, Condition['value'], string, boolean]>([
    ['is', 'Website', ' wEBSITE ', true],
    ['is', 'Website', 'Web', false],
    ['is', 'Website', '', false],
    ['is', 'café', 'cafe\u0301', true],
    ['is', 7, '7', true],
    ['is-not', 'Website', 'Ads', true],
    ['is-not', 'Website', '', true],
    ['is-not', 'Website', 'website', false],
    ['contains', 'site', 'Website', true],
    ['contains', 'site', 'Ads', false],
    ['contains', ['x', 'ad'], 'Ads', true],
    ['not-contains', 'site', 'Ads', true],
    ['not-contains', 'site', '', true],
    ['not-contains', 'site', 'Website', false],
    ['starts-with', 'web', 'Website', true],
    ['starts-with', 'site', 'Website', false],
    ['any-of', ['Ads', 'Website'], 'website', true],
    ['any-of', ['Ads'], 'Website', false],
    ['any-of', ['', 'Ads'], '', false],
    ['none-of', ['Ads'], 'Website', true],
    ['none-of', ['Website'], 'Website', false],
    ['empty', undefined, ' ', true],
    ['empty', undefined, 'x', false],
    ['not-empty', undefined, 'x', true],
    ['not-empty', undefined, ' ', false],
    ['greater', '9', '10', true],
    ['greater', 9, '9', false],
    ['greater', '9', '', false],
    ['greater', '2026-12-01', '2026-12-02', true],
    ['less', '10', '9', true],
    ['less', 'b', 'a', true],
    ['less', '9', '', false],
  ])('%s %j of %j is %s', (op, value, text, expected) => {
    expect(meets(condition(op, value), text)).toBe(expected);
  });
});

describe('on a list', () => {
  test.each<[Operator, Condition['value'], readonly string[], boolean]>([
    ['is', 'vip', ['new', 'VIP'], true],
    ['is', 'vip', [], false],
    ['is-not', 'vip', ['new'], true],
    ['is-not', 'vip', ['new', 'vip'], false],
    ['contains', 'vip', ['vip'], true],
    ['contains', 'vi', ['vip'], false],
    ['not-contains', 'vip', ['new'], true],
    ['any-of', ['a', 'b'], ['b', 'c'], true],
    ['none-of', ['a', 'b'], ['c'], true],
    ['starts-with', 'v', ['new', 'vip'], true],
    ['empty', undefined, [], true],
    ['not-empty', undefined, ['x'], true],
    ['greater', '5', ['3', '7'], true],
    ['less', '5', ['7'], false],
  ])('%s %j of %j is %s', (op, value, list, expected) => {
    expect(meets(condition(op, value), list)).toBe(expected);
  });
});

test('no operator is left out of these tables', () => {
  for (const { op } of operators) expect(typeof meets(condition(op, 'x'), 'x')).toBe('boolean');
});

describe('groups', () => {
  const facts = contactFacts(
    aContact('maya', { lastName: 'Öztürk', source: 'Website', tags: ['vip'], custom: { plan: 'gold' } }),
    aUser('ana'),
  );
  const says = (groups: Groups): string => `${judge(groups, facts).holds}: ${judge(groups, facts).because}`;

  test.each<[string, Groups, string]>([
    ['none', [], 'true: no conditions'],
    [
      'all of one hold',
      [[condition('is', 'Website'), condition('is', 'vip', 'contact.tags')]],
      'true: Source is Website and Tags is vip',
    ],
    [
      'one of one does not',
      [[condition('is', 'Website'), condition('is', 'new', 'contact.tags')]],
      'false: not so: Tags is new (it is “vip”)',
    ],
    ['the second holds', [[condition('is', 'Ads')], [condition('not-empty')]], 'true: Source is not empty'],
    [
      'none holds',
      [[condition('is', 'Ads')], [condition('empty')]],
      'false: not so: Source is Ads (it is “Website”) or Source is empty (it is “Website”)',
    ],
    ['about the owner', [[condition('is', 'ana', 'contact.owner.name')]], 'true: Owner’s name is ana'],
    ['about a custom field', [[condition('is', 'Gold', 'contact.custom.plan')]], 'true: plan is Gold'],
    [
      'about a custom field that is not there',
      [[condition('empty', undefined, 'contact.custom.size')]],
      'true: size is empty',
    ],
    ['about the whole name', [[condition('is', 'maya öztürk', 'contact.full_name')]], 'true: Full name is maya öztürk'],
    [
      'about what every object has',
      [[condition('not-empty', undefined, 'contact.constructor')]],
      'false: not so: contact.constructor is not empty (it is empty)',
    ],
  ])('%s', (_, groups, expected) => {
    expect(says(groups)).toBe(expected);
  });
});

describe('what is wrong with a condition', () => {
  test.each<[string, readonly Condition[], string | undefined]>([
    ['no condition', [], 'Group 1 has no condition.'],
    ['no field', [condition('is', 'x', '')], 'A condition has no field.'],
    [
      'an unknown field',
      [condition('is', 'x', 'contact.shoe')],
      'A condition asks about “contact.shoe”, which contacts do not have.',
    ],
    ['no value', [condition('is')], '“Source is …” has no value to compare with.'],
    ['only blanks', [condition('any-of', ['', ' '])], '“Source is any of …” has no value to compare with.'],
    ['no value needed', [condition('empty')], undefined],
    ['a custom field', [condition('is', 'x', 'contact.custom.any')], undefined],
  ])('%s', (_, group, message) => {
    expect(checkGroup(group, 0)[0]?.message).toBe(message);
  });

  test('in words', () => {
    expect(conditionWords(condition('any-of', ['a', 'b']))).toBe('Source is any of a, b');
  });
});

describe('what can never hold', () => {
  const tag = (op: Operator, value?: Condition['value']): Condition => condition(op, value, 'contact.tags');
  test.each<[string, readonly Condition[], boolean]>([
    ['two different values', [condition('is', 'a'), condition('is', 'b')], true],
    ['values that share one', [condition('any-of', ['a', 'b']), condition('is', 'B')], false],
    ['a value and not that value', [condition('is', 'a'), condition('is-not', ' A')], true],
    ['a value that does not contain', [condition('is', 'website'), condition('not-contains', 'site')], true],
    ['a value that begins otherwise', [condition('is', 'website'), condition('starts-with', 'x')], true],
    ['a value out of bounds', [condition('is', '5'), condition('greater', '7')], true],
    ['empty and not', [condition('empty'), condition('not-empty')], true],
    ['empty and a value', [condition('is', 'a'), condition('empty')], true],
    ['empty and a part', [condition('empty'), condition('contains', 'a')], true],
    ['empty and a bound', [condition('greater', '1'), condition('empty')], true],
    ['empty and not a value', [condition('empty'), condition('is-not', 'a')], false],
    [
      'contains a word and not a part of it',
      [condition('contains', 'website'), condition('not-contains', 'site')],
      true,
    ],
    ['contains a part and not the word', [condition('contains', 'site'), condition('not-contains', 'website')], false],
    ['above what it must be under', [condition('greater', '10'), condition('less', '9')], true],
    ['between', [condition('greater', '9'), condition('less', '10')], false],
    ['different fields', [condition('is', 'a'), condition('is', 'b', 'contact.email')], false],
    ['two tags', [tag('is', 'a'), tag('is', 'b')], false],
    ['a tag and not that tag', [tag('contains', 'a'), tag('none-of', ['b', 'a'])], true],
    ['no tags and a tag', [tag('empty'), tag('is', 'a')], true],
    ['one of two tags and not one of them', [tag('any-of', ['a', 'b']), tag('is-not', 'a')], false],
  ])('%s', (_, group, never) => {
    expect(neverHolds([group]) !== undefined).toBe(never);
    expect(neverHolds([group.toReversed()]) !== undefined).toBe(never);
  });

  test('one group that may hold is enough', () => {
    const clash = [condition('is', 'a'), condition('is', 'b')];
    expect(neverHolds([clash, [condition('is', 'a')]])).toBeUndefined();
    expect(neverHolds([])).toBeUndefined();
    expect(neverHolds([clash, clash])).toBe('Source is a and Source is b, and Source is a and Source is b');
  });

  test('the same condition written otherwise covers', () => {
    expect(covers([[condition('any-of', ['b', 'A'])]], [[condition('any-of', ['a ', 'B'])]])).toBe(true);
    expect(covers([], [])).toBe(true);
    expect(covers([[condition('is', 'a')]], [])).toBe(false);
  });
});
