// Contact Created: its filter, and who is credited.
import { describe, expect, test } from 'vitest';
import { listen } from '../../../../shared/engine/begin.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import { directoryOf } from '../../../../shared/model/directory.ts';
import { contactFacts } from '../../../../shared/model/facts.ts';
import { contactCreated } from '../../../../shared/steps/contact-created.ts';
import { aContact, anEvent } from '../../../support/desk.ts';
import { aWorkflow, hasTag, somePeople } from '../../../support/workflow.ts';

const website = { field: 'contact.source', op: 'is', value: 'Website' } as const;

function hear(filters: object, contact = aContact('maya', { source: 'website ' }), type = 'contact-created') {
  const graph = indexGraph(aWorkflow().trigger('t1', 'contact-created', { filters }).document, {});
  return listen(graph, anEvent('maya', { type: type as 'contact-created' }), contactFacts(contact, undefined));
}

test('no filter: every contact', () => {
  expect(hear([])).toEqual({ yes: true, node: 't1', because: 'no conditions' });
});

test('a filter that holds', () => {
  expect(hear([[website]])).toEqual({ yes: true, node: 't1', because: 'Source is Website' });
});

test('a filter that does not says which condition, and how it is', () => {
  expect(hear([[website, hasTag('vip')]])).toEqual({
    yes: false,
    deaf: false,
    rule: 'Filter not so: Tags is vip (it is empty)',
  });
});

test('all of a group must hold, one group is enough', () => {
  expect(hear([[website, hasTag('vip')], [website]]).yes).toBe(true);
  expect(hear([[hasTag('a')], [hasTag('b')]])).toMatchObject({
    rule: 'Filter not so: Tags is a (it is empty) or Tags is b (it is empty)',
  });
});

test('other events are not heard', () => {
  expect(hear([], aContact('maya'), 'owner-changed')).toEqual({
    yes: false,
    deaf: true,
    rule: 'No trigger listens to this.',
  });
});

describe('several triggers', () => {
  const graph = indexGraph(
    aWorkflow()
      .trigger('t2', 'contact-created', { filters: [[website]] })
      .trigger('t1', 'contact-created', { filters: [[hasTag('vip')]] }).document,
    {},
  );
  const heard = (more: object): unknown =>
    listen(graph, anEvent('maya'), contactFacts(aContact('maya', more), undefined));

  test('the first in order that accepts is credited', () => {
    expect(heard({ source: 'Website', tags: ['vip'] })).toMatchObject({ node: 't1' });
    expect(heard({ source: 'Website' })).toMatchObject({ node: 't2' });
  });

  test('when none accepts, each says why', () => {
    expect(heard({})).toMatchObject({
      yes: false,
      rule: 'Filter not so: Tags is vip (it is empty); Filter not so: Source is Website (it is empty)',
    });
  });
});

test('what its card says', () => {
  const words = (filters: object): string =>
    contactCreated.caption({ filters } as never, directoryOf(somePeople([]), {}, []));
  expect(words([])).toBe('Every new contact');
  expect(words([[website, hasTag('vip')], [hasTag('new')]])).toBe(
    'When Source is Website and Tags is vip, or Tags is new',
  );
});
