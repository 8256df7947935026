// Add Tag: what is there stays, what is new comes once.
import { expect, test } from 'vitest';
import { directoryOf } from '../../../../shared/model/directory.ts';
import { addTag } from '../../../../shared/steps/add-tag.ts';
import { aContact, aDesk, type Ran } from '../../../support/desk.ts';
import { aWorkflow, somePeople } from '../../../support/workflow.ts';

function tag(tags: readonly string[], have: readonly string[] = []): Ran {
  return aDesk(aWorkflow().trigger('t1').step('g1', 'add-tag', { tags })).enrol(aContact('maya', { tags: have }));
}

test('tags are added after those that are there', () => {
  const ran = tag(['vip', 'berlin'], ['new']);
  expect(ran.contact.tags).toEqual(['new', 'vip', 'berlin']);
  expect(ran.left).toMatchObject({
    result: 'done',
    output: { added: ['vip', 'berlin'] },
    changes: [{ added: ['vip', 'berlin'] }],
  });
});

test('one that is there already, written differently, is not added again', () => {
  expect(tag(['VIP ', 'cafe\u0301'], ['vip', 'caf\u00e9']).contact.tags).toEqual(['vip', 'caf\u00e9']);
});

test('twice in the list is once; blanks are none', () => {
  expect(tag([' a ', 'A', ' ']).contact.tags).toEqual(['a']);
});

test('nothing to add is no change', () => {
  const ran = tag(['vip'], ['vip']);
  expect(ran.left).not.toHaveProperty('changes');
  expect(ran.left).toMatchObject({
    result: 'done',
    output: { added: [] },
    because: { rule: 'The contact has all these tags already.' },
  });
});

test('what its card says', () => {
  const directory = directoryOf(somePeople([]), {}, []);
  expect(addTag.caption({ tags: [] } as never, directory)).toBe('Write at least one tag');
  expect(addTag.caption({ tags: ['a', 'b'] } as never, directory)).toBe('a, b');
});
