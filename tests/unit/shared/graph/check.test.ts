// Every error and warning of a whole workflow, and that a sound one has none.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { checkWorkflow, rivalsOf, type Surroundings } from '../../../../shared/graph/check.ts';
import { repair, toggleDisabled } from '../../../../shared/graph/edit.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import {
  aNode,
  aUser,
  assignTo,
  aWorkflow,
  somePeople,
  telling,
  type WorkflowBuilder,
} from '../../../support/workflow.ts';

const people = somePeople([aUser('ana'), aUser('bo'), aUser('off', { active: false })]);

function check(
  workflow: WorkflowBuilder | Workflow,
  around: Partial<Surroundings> = {},
): ReturnType<typeof checkWorkflow> {
  const document = 'document' in workflow ? workflow.document : workflow;
  return checkWorkflow(document, { bindings: {}, people, channelReady: () => true, rivals: [], ...around });
}

/** "error no-trigger", "warning unreachable n1". */
function codes(...args: Parameters<typeof check>): readonly string[] {
  return check(...args).map((one) => [one.severity, one.code, one.where?.node].filter(Boolean).join(' '));
}

const sound = aWorkflow()
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana', 'bo'))
  .step('n1', 'notify-user', telling);

test('a sound workflow has no findings', () => {
  expect(codes(sound)).toEqual([]);
});

test('the acceptance file checks clean', () => {
  const document = JSON.parse(readFileSync('tests/fixtures/seed/assign-new-contacts.baton.json', 'utf8')) as Workflow;
  expect(codes(document, { people: somePeople([aUser('ana'), aUser('bo'), aUser('chi')]) })).toEqual([]);
});

test('each finding says what to do and where', () => {
  const broken = aWorkflow()
    .trigger('t1')
    .step('n1', 'notify-user', { channel: 'sms', title: '', message: '{{ contact.shoe }}' })
    .step('a1', 'assign-user', assignTo('off', 'Gone'))
    .step('x1', 'time-travel')
    .step('i1', 'if-else', { branches: [] })
    .to('n1')
    .step('lost', 'add-tag');
  const findings = check(broken, { channelReady: () => false, rivals: ['Welcome'] });
  expect(findings.length).toBeGreaterThan(8);
  expect(findings.filter((one) => one.where?.node === undefined)).toEqual([]);
  const speechless = findings.filter((one) => one.fix === undefined && one.code !== 'empty');
  expect(speechless).toEqual([]);
  expect(findings.filter((one) => !/^["“A-Z].*[.]$/.test(one.message))).toEqual([]);
});

describe('beginning', () => {
  test('no trigger, no action', () => {
    expect(codes(aWorkflow())).toEqual(['error no-trigger', 'error no-action']);
  });

  test('a trigger that is switched off starts nothing, and nothing is called unreachable for it', () => {
    const off = sound.with((document) => toggleDisabled(document, 't1'));
    expect(codes(off)).toEqual(['error no-trigger']);
    expect(check(off)[0]?.message).toBe('Every trigger is switched off, so nothing starts this workflow.');
  });

  test('logic alone is no action', () => {
    expect(codes(aWorkflow().trigger('t1').step('w1', 'wait'))).toEqual(['error no-action']);
  });

  test('an action that no trigger leads to is none', () => {
    const apart = aWorkflow().step('a1', 'assign-user', assignTo('ana')).trigger('t1');
    expect(codes(apart)).toEqual(['error no-action', 'warning unreachable a1']);
  });
});

describe('settings', () => {
  test.each([
    ['nobody chosen', 'assign-user', { users: [] }, 'empty users'],
    ['no list of users at all', 'assign-user', { users: undefined }, 'empty users'],
    ['nobody active', 'assign-user', assignTo('off'), 'nobody-active users'],
    ['somebody who is not here', 'assign-user', assignTo('ana', 'zoe'), 'user-not-here users'],
    ['only somebody who is not here', 'assign-user', assignTo('zoe'), 'user-not-here users'],
    ['a pool that is not here', 'assign-user', { users: undefined, pool: 'sales' }, 'pool-not-here pool'],
    ['no pool chosen', 'assign-user', { users: undefined, pool: '' }, 'empty pool'],
    ['no fallback chosen', 'assign-user', { ...assignTo('ana'), whenNobody: 'fallback' }, 'empty fallback'],
    ['hold', 'assign-user', { ...assignTo('ana'), whenNobody: 'hold' }, 'not-in-this-version whenNobody'],
    [
      'working hours',
      'assign-user',
      { ...assignTo('ana'), workingHoursOnly: true },
      'not-in-this-version workingHoursOnly',
    ],
    ['a daily cap', 'assign-user', { ...assignTo('ana'), dailyCap: 5 }, 'not-in-this-version dailyCap'],
    ['a user twice', 'assign-user', assignTo('ana', 'ana'), 'user-twice users'],
    ['a weight of nought', 'assign-user', { users: [{ user: 'ana', weight: 0 }] }, 'wrong-value users'],
    ['no title', 'notify-user', { ...telling, to: 'all-users', title: ' ' }, 'empty title'],
    ['no message', 'notify-user', { ...telling, to: 'all-users', message: '' }, 'empty message'],
    [
      'an unknown merge field',
      'notify-user',
      { ...telling, to: 'all-users', title: '{{ contact.shoe }}' },
      'unknown title',
    ],
    [
      'a channel that does not exist',
      'notify-user',
      { ...telling, to: 'all-users', channel: 'fax' },
      'wrong-value channel',
    ],
    ['no tag', 'add-tag', { tags: [] }, 'empty tags'],
    ['a branch without conditions', 'if-else', {}, 'no-conditions branches'],
    ['a wait without a length', 'wait', { for: undefined }, 'empty'],
  ])('%s', (_, type, config, expected) => {
    const findings = check(
      aWorkflow()
        .trigger('t1')
        .step('x1', type, config)
        .step('g1', 'add-tag', { tags: ['new'] }),
    );
    const found = findings.map((one) =>
      [one.code.replace(/^.*unknown.*$/, 'unknown'), one.where?.field].filter(Boolean).join(' '),
    );
    expect(found).toEqual([expected]);
    expect(findings[0]).toMatchObject({ severity: 'error', where: { node: 'x1' } });
  });

  test('a user of the file who is bound to nobody is named as the file names them', () => {
    const document = sound.with((one) => ({
      ...one,
      requires: [{ key: 'ana', kind: 'user', name: 'Ana Silva' }],
    })).document;
    const [finding] = check(document, { bindings: { ana: null } });
    expect(finding).toMatchObject({
      code: 'user-not-here',
      message: 'Ana Silva is not in this workspace.',
      where: { node: 'a1' },
    });
  });

  test('members of a pool are users of the workspace, whatever the keys of the file mean', () => {
    const pools = somePeople([aUser('ana')], [{ id: 'sales', name: 'Sales', members: [{ user: 'ana', weight: 1 }] }]);
    const document = aWorkflow().trigger('t1').step('a1', 'assign-user', { users: undefined, pool: 'sales' });
    expect(codes(document, { people: pools, bindings: { ana: null } })).toEqual([]);
    const away = somePeople([aUser('ana', { active: false })], [...pools.pools.values()]);
    expect(codes(document, { people: away })).toEqual(['error nobody-active a1']);
  });

  test('settings of a step that is switched off do not matter', () => {
    const off = sound.step('a2', 'assign-user', { users: [] }, { disabled: true });
    expect(codes(off)).toEqual([]);
  });

  test('a channel that is not set up is a warning', () => {
    expect(codes(sound, { channelReady: () => false })).toEqual(['warning channel-not-set-up n1']);
  });
});

describe('steps of newer files', () => {
  test('an unknown kind of step blocks, even when it is switched off', () => {
    expect(codes(sound.step('x1', 'time-travel'))).toEqual(['error unknown-step x1']);
    expect(codes(sound.step('x1', 'time-travel', {}, { disabled: true }))).toEqual(['error unknown-step x1']);
  });

  test('a newer version of a known step blocks', () => {
    const [finding] = check(sound.step('x1', 'add-tag', { tags: ['a'] }, { typeVersion: 9 }));
    expect(finding).toMatchObject({
      code: 'unknown-step',
      message: '“Add Tag” was made by a newer version of Baton (Add Tag 9; this one knows 1).',
    });
  });
});

describe('edges', () => {
  test.each([
    ['to nowhere', { from: 'n1', port: 'next', to: 'gone' }, 'error edge-to-nowhere n1'],
    ['from nowhere', { from: 'gone', port: 'next', to: 'n1' }, 'error edge-from-nowhere gone'],
    ['by an unknown port', { from: 'n1', port: 'maybe', to: 'a1' }, 'error unknown-port n1'],
    ['to a trigger', { from: 'n1', port: 'next', to: 't1' }, 'error edge-to-trigger n1'],
    ['twice by one port', { from: 't1', port: 'next', to: 'a1' }, 'error port-twice t1'],
    ['to something every object has', { from: 'n1', port: 'next', to: 'constructor' }, 'error edge-to-nowhere n1'],
  ])('%s', (_, edge, expected) => {
    const document = sound.with((one) => ({ ...one, edges: [...one.edges, edge] })).document;
    const findings = check(document);
    expect(
      codes(document).filter(
        (one) => one.startsWith('error e') || one.startsWith('error u') || one.startsWith('error p'),
      ),
    ).toEqual([expected]);
    const mended = findings.flatMap((one) => (one.repair === undefined ? [] : [repair(document, one.repair)]))[0];
    expect(mended?.edges.length).toBeLessThan(document.edges.length);
  });
});

describe('loops', () => {
  const loop = (type: string, config = {}, more = {}): WorkflowBuilder =>
    aWorkflow()
      .trigger('t1')
      .step('g1', 'add-tag', { tags: ['a'] })
      .step('w1', type, config, more)
      .to('g1');

  test('without a wait', () => {
    const findings = check(loop('add-tag', { tags: ['b'] }));
    expect(findings).toMatchObject([
      {
        code: 'loop-without-wait',
        where: { node: 'w1' },
        message: '“Add Tag” and “Add Tag” lead in a circle without a Wait: a contact would never come out.',
      },
    ]);
  });

  test('with a wait', () => {
    expect(codes(loop('wait'))).toEqual([]);
  });

  test('a wait that is switched off, or until a date, slows nothing down', () => {
    expect(codes(loop('wait', {}, { disabled: true }))).toEqual(['error loop-without-wait w1']);
    expect(codes(loop('wait', { for: undefined, until: '2026-12-01T09:00' }))).toEqual(['error loop-without-wait w1']);
  });

  test('a step that leads to itself', () => {
    const [finding] = check(
      aWorkflow()
        .trigger('t1')
        .step('g1', 'add-tag', { tags: ['a'] })
        .to('g1'),
    );
    expect(finding?.message).toBe('“Add Tag” leads back to itself: a contact would never come out.');
  });
});

describe('owner', () => {
  const tag = { tags: ['a'] };

  test('told before there is an owner: the editor can move the step', () => {
    const wrong = aWorkflow()
      .trigger('t1')
      .step('n1', 'notify-user', telling)
      .step('g1', 'add-tag', tag)
      .step('a1', 'assign-user', assignTo('ana'));
    const [finding] = check(wrong);
    expect(finding).toMatchObject({
      severity: 'warning',
      code: 'no-owner-yet',
      where: { node: 'n1' },
      repair: { do: 'move-below', node: 'n1', below: 'a1' },
    });
    const mended = repair(wrong.document, { do: 'move-below', node: 'n1', below: 'a1' });
    expect(codes(mended)).toEqual([]);
    expect(mended.edges.map((edge) => `${edge.from} ${edge.to}`).sort()).toEqual(['a1 n1', 'g1 a1', 't1 g1']);
  });

  test('nobody assigns at all', () => {
    expect(check(aWorkflow().trigger('t1').step('n1', 'notify-user', telling))).toMatchObject([
      { code: 'no-owner-yet', fix: 'Add Assign To User above it, or tell somebody else.' },
    ]);
  });

  test('assigned on one way only', () => {
    const some = aWorkflow()
      .trigger('t1')
      .branch('i1', 'yes')
      .step('a1', 'assign-user', assignTo('ana'))
      .step('n1', 'notify-user', telling);
    expect(codes(some)).toEqual([]);
    expect(codes(some.after('i1', 'none').to('n1'))).toEqual(['warning owner-not-on-every-way n1']);
  });

  test('an assign step that is switched off gives nobody', () => {
    const off = aWorkflow()
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana'), { disabled: true })
      .step('n1', 'notify-user', telling)
      .step('g1', 'add-tag', tag);
    expect(codes(off)).toEqual(['warning no-owner-yet n1']);
  });

  test('telling chosen users needs no owner', () => {
    expect(
      codes(
        aWorkflow()
          .trigger('t1')
          .step('n1', 'notify-user', { ...telling, to: 'all-users' }),
      ),
    ).toEqual([]);
  });

  test('overwritten on one way', () => {
    const twice = aWorkflow()
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana'))
      .step('a2', 'assign-user', assignTo('bo'));
    expect(codes(twice)).toEqual(['warning owner-overwritten a2']);
    const gap = aWorkflow()
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana'))
      .step('a2', 'assign-user', { ...assignTo('bo'), onlyUnassigned: true });
    expect(codes(gap)).toEqual([]);
  });

  test('assigned on two ways that do not meet is fine', () => {
    const ways = aWorkflow()
      .trigger('t1')
      .branch('i1', 'yes')
      .step('a1', 'assign-user', assignTo('ana'))
      .after('i1', 'none')
      .step('a2', 'assign-user', assignTo('bo'));
    expect(codes(ways)).toEqual([]);
  });

  test('overwritten by coming round again', () => {
    const round = aWorkflow()
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana', 'bo'))
      .step('w1', 'wait')
      .to('a1');
    expect(check(round)).toMatchObject([
      { code: 'owner-overwritten', message: '“Assign To User” comes round again and replaces the owner that it gave.' },
    ]);
  });
});

describe('other workflows', () => {
  test('one that assigns on the same trigger is a rival', () => {
    expect(codes(sound, { rivals: ['Welcome'] })).toEqual(['warning rival-workflow a1']);
    expect(
      codes(
        aWorkflow()
          .trigger('t1')
          .step('g1', 'add-tag', { tags: ['a'] }),
        { rivals: ['Welcome'] },
      ),
    ).toEqual([]);
  });

  test('who is a rival', () => {
    const graph = (id: string, trigger: string, config: object | null): ReturnType<typeof indexGraph> => {
      const begun = aWorkflow(id, id).trigger('t1', trigger);
      return indexGraph(
        (config === null ? begun : begun.step('a1', 'assign-user', { ...assignTo('ana'), ...config })).document,
        {},
      );
    };
    const own = graph('own', 'contact-created', {});
    const careful = graph('own', 'contact-created', { onlyUnassigned: true });
    const others = [
      own,
      graph('same', 'contact-created', {}),
      graph('fills gaps', 'contact-created', { onlyUnassigned: true }),
      graph('by hand', 'enrolled-by-hand', {}),
      graph('assigns nobody', 'contact-created', null),
    ];
    expect(rivalsOf(own, others)).toEqual(['same', 'fills gaps']);
    expect(rivalsOf(careful, others)).toEqual(['same']);
  });
});

test('workflows whose filters tell the contacts apart are no rivals', () => {
  const whose = (id: string, ...filters: readonly object[][]): ReturnType<typeof indexGraph> =>
    indexGraph(
      aWorkflow(id, id).trigger('t1', 'contact-created', { filters }).step('a1', 'assign-user', assignTo('ana'))
        .document,
      {},
    );
  const source = (value: string): object => ({ field: 'contact.source', op: 'is', value });
  const tagged = { field: 'contact.tags', op: 'contains', value: 'vip' };
  const own = whose('own', [source('Web')], [source('Fair'), tagged]);
  const others = [
    whose('all'),
    whose('web', [source('Web'), tagged]),
    whose('phone', [source('Phone')]),
    whose('phone or fair', [source('Phone')], [source('Fair')]),
  ];
  expect(rivalsOf(own, others)).toEqual(['all', 'web', 'phone or fair']);
  expect(rivalsOf(whose('mine'), others)).toHaveLength(4);
});

describe('what can never happen', () => {
  test('a step that nothing leads to', () => {
    const apart = sound.with((one) => ({ ...one, nodes: { ...one.nodes, g1: aNode('add-tag', { tags: ['a'] }) } }));
    expect(codes(apart)).toEqual(['warning unreachable g1']);
  });

  test('a switched-off branching leads on by its first way only', () => {
    const off = aWorkflow()
      .trigger('t1')
      .branch('i1', 'yes')
      .step('g1', 'add-tag', { tags: ['a'] })
      .after('i1', 'none')
      .step('g2', 'add-tag', { tags: ['b'] })
      .with((one) => toggleDisabled(one, 'i1'));
    expect(codes(off)).toEqual(['warning unreachable g2']);
  });

  test('a branch that never holds is a warning at its step', () => {
    const groups = [
      [
        { field: 'contact.source', op: 'is', value: 'A' },
        { field: 'contact.source', op: 'is', value: 'B' },
      ],
    ];
    const document = aWorkflow()
      .trigger('t1')
      .step('i1', 'if-else', { branches: [{ port: 'yes', name: 'Both', groups }] })
      .step('g1', 'add-tag', { tags: ['a'] });
    expect(check(document)).toMatchObject([
      {
        severity: 'warning',
        code: 'never-holds',
        message: 'Branch “Both” can never hold: Source is A and Source is B cannot both be so.',
        where: { node: 'i1', field: 'branches' },
      },
    ]);
  });
});

test('errors come first, each kind in reading order', () => {
  const mixed = aWorkflow()
    .trigger('t1')
    .step('z1', 'notify-user', telling)
    .step('y1', 'add-tag', { tags: [] })
    .step('b1', 'assign-user', { users: [] });
  expect(codes(mixed)).toEqual(['error empty y1', 'error empty b1', 'warning no-owner-yet z1']);
});
