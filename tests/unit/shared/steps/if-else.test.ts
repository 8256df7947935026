// If / Else: the first branch that holds wins, and why is kept.
import { describe, expect, test } from 'vitest';
import { directoryOf } from '../../../../shared/model/directory.ts';
import type { Contact } from '../../../../shared/model/contact.ts';
import { portsOf, type CheckContext } from '../../../../shared/steps/define.ts';
import { ifElse } from '../../../../shared/steps/if-else.ts';
import { aContact, aDesk, type Ran } from '../../../support/desk.ts';
import { assignTo, aWorkflow, hasTag, somePeople } from '../../../support/workflow.ts';

function decide(contact: Partial<Contact>): Ran {
  const workflow = aWorkflow()
    .trigger('t1')
    .branch('i1', 'vip', 'new')
    .step('g1', 'add-tag', { tags: ['went vip'] })
    .after('i1', 'none')
    .step('g2', 'add-tag', { tags: ['went none'] });
  return aDesk(workflow).enrol(aContact('maya', contact));
}

function branched(ran: Ran): object | undefined {
  return ran.entries.find((entry) => entry.kind === 'node-left' && entry.node === 'i1');
}

test('the first branch that holds wins', () => {
  expect(branched(decide({ tags: ['new', 'vip'] }))).toMatchObject({
    port: 'vip',
    to: 'g1',
    output: { branch: 'vip' },
  });
  expect(branched(decide({ tags: ['new'] }))).toMatchObject({ port: 'new', to: null });
});

test('none, when none holds', () => {
  const ran = decide({});
  expect(branched(ran)).toMatchObject({ port: 'none', to: 'g2', output: { branch: 'None' } });
  expect(ran.contact.tags).toEqual(['went none']);
});

test('which branches were tried, and why, is kept', () => {
  expect(branched(decide({ tags: ['new'] }))).toMatchObject({
    because: {
      tried: [
        { branch: 'vip', holds: false, because: 'not so: Tags is vip (it is “new”)' },
        { branch: 'new', holds: true, because: 'Tags is new' },
      ],
    },
  });
});

test('it sees what steps before it did', () => {
  const owned = { field: 'contact.owner.name', op: 'is', value: 'ana' } as const;
  const workflow = aWorkflow()
    .trigger('t1')
    .step('a1', 'assign-user', assignTo('ana'))
    .step('i1', 'if-else', { branches: [{ port: 'hers', name: 'Hers', groups: [[owned]] }] });
  expect(branched(aDesk(workflow).enrol(aContact('maya')))).toMatchObject({ port: 'hers' });
});

test('its ways out are its branches and none', () => {
  const config = { branches: [{ port: 'a', name: 'Big', groups: [] }] };
  expect(portsOf(ifElse, config)).toEqual([
    { id: 'a', label: 'Big' },
    { id: 'none', label: 'None' },
  ]);
  expect(ifElse.caption(config as never, directoryOf(somePeople([]), {}, []))).toBe('Big / None');
});

describe('a port may have any name', () => {
  test.each(['constructor', 'toString', 'hasOwnProperty'])('%s leads nowhere, unless it has an edge', (port) => {
    const workflow = aWorkflow().trigger('t1').branch('i1', port);
    expect(branched(aDesk(workflow).enrol(aContact('maya', { tags: [port] })))).toMatchObject({ port, to: null });
  });
});

describe('branches that are never taken', () => {
  const context: CheckContext = {
    directory: directoryOf(somePeople([]), {}, []),
    user: () => undefined,
    channelReady: () => true,
    raw: {},
  };
  const messages = (...groups: readonly object[]): readonly string[] =>
    (
      ifElse.check?.(
        { branches: groups.map((one, n) => ({ port: `p${n}`, name: `B${n}`, groups: one })) } as never,
        context,
      ) ?? []
    ).map((one) => one.message);
  const [a, b] = [hasTag('a'), hasTag('b')];

  test('one that asks for what is at odds', () => {
    const clash = [
      [
        { field: 'contact.email', op: 'empty' },
        { field: 'contact.email', op: 'contains', value: '@' },
      ],
    ];
    expect(messages(clash)).toEqual([
      'Branch “B0” can never hold: Email is empty and Email contains @ cannot both be so.',
    ]);
  });

  test('one that asks for more of the same than one above it', () => {
    expect(messages([[a]], [[b, a]])).toEqual([
      'Branch “B1” is never taken: whenever it holds, “B0” above it holds first.',
    ]);
    expect(messages([[a], [b]], [[b]])).toHaveLength(1);
  });

  test('not one that asks for less, for something else, or is not finished', () => {
    expect(messages([[a, b]], [[a]])).toEqual([]);
    expect(messages([[a]], [[b]])).toEqual([]);
    expect(messages([[a]], [[a], [b]])).toEqual([]);
    expect(messages([], [[a]])).toEqual([]);
  });
});
