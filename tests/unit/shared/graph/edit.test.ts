// Edits of a workflow: what each does to edges and places, and what no edit ever breaks.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as edit from '../../../../shared/graph/edit.ts';
import { arrange } from '../../../../shared/graph/layout.ts';
import { portsOfNode } from '../../../../shared/graph/ports.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import type { StepType } from '../../../../shared/steps/define.ts';
import { stepType, stepTypes } from '../../../../shared/steps/index.ts';
import { aNode, aWorkflow, hasTag, type WorkflowBuilder } from '../../../support/workflow.ts';

/** "a>b i.none>c", sorted: the port is left out where there is only one way. */
function lines(document: Workflow): string {
  return document.edges
    .map(({ from, port, to }) => `${from}${port === 'next' ? '' : `.${port}`}>${to}`)
    .sort()
    .join(' ');
}

function places(document: Workflow): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(document.layout).map(([id, [x, y]]) => [id, `${x} ${y}`]));
}

function type(name: string): StepType {
  const found = stepType(name);
  if (found === undefined) throw new Error(`no step type ${name}`);
  return found;
}

const arranged = (workflow: WorkflowBuilder): Workflow => ({
  ...workflow.document,
  layout: arrange(workflow.document),
});
const chain = arranged(aWorkflow().trigger('t').step('a', 'add-tag').step('b', 'add-tag'));
const forked = arranged(
  aWorkflow()
    .trigger('t')
    .branch('i', 'yes')
    .step('a', 'add-tag')
    .step('b', 'add-tag')
    .after('i', 'none')
    .step('c', 'add-tag'),
);
const next = (from: string): edit.Way => ({ from, port: 'next' });

describe('adding', () => {
  test('from nothing to the seed’s workflow', () => {
    const empty = aWorkflow().document;
    const trigger = edit.addTrigger(empty, 't', type('contact-created'));
    const assign = edit.addStepAfter(trigger, next('t'), 'a', type('assign-user'));
    const all = edit.addStepAfter(assign, next('a'), 'n', type('notify-user'));
    expect(lines(all)).toBe('a>n t>a');
    expect(places(all)).toEqual({ t: '0 0', a: '0 180', n: '0 360' });
    expect(all.nodes['a']).toEqual({
      type: 'assign-user',
      typeVersion: 1,
      label: 'Assign To User',
      config: { users: [], split: 'equal', onlyUnassigned: false, whenNobody: 'continue' },
    });
  });

  test('between two steps: what follows moves down', () => {
    const more = edit.addStepAfter(chain, next('t'), 'x', type('wait'));
    expect(lines(more)).toBe('a>b t>x x>a');
    expect(places(more)).toEqual({ t: '0 0', x: '0 180', a: '0 360', b: '0 540' });
  });

  test('between two steps that stand far apart: nothing moves', () => {
    const wide = edit.setLayout(chain, { a: [0, 600], b: [0, 800] });
    expect(places(edit.addStepAfter(wide, next('t'), 'x', type('wait')))).toEqual({
      t: '0 0',
      x: '0 180',
      a: '0 600',
      b: '0 800',
    });
  });

  test('at the end of a branch: in the column of its port', () => {
    const open = arranged(aWorkflow().trigger('t').branch('i', 'yes'));
    const left = edit.addStepAfter(open, { from: 'i', port: 'yes' }, 'x', type('wait'));
    const both = edit.addStepAfter(left, { from: 'i', port: 'none' }, 'y', type('wait'));
    expect(lines(both)).toBe('i.none>y i.yes>x t>i');
    expect(places(both)).toMatchObject({ x: '-160 360', y: '180 360' });
  });

  test('a branching in the middle: what followed goes on from its first branch', () => {
    expect(lines(edit.addStepAfter(chain, next('t'), 'i', type('if-else')))).toBe('a>b i.yes>a t>i');
  });

  test('not on a way that is not there', () => {
    expect(edit.addStepAfter(chain, { from: 'a', port: 'maybe' }, 'x', type('wait'))).toBe(chain);
  });

  test('not over another card', () => {
    const apart = { ...chain, nodes: { ...chain.nodes, x: aNode('wait') } };
    const busy = edit.setLayout(apart, { x: [3, 537] });
    expect(busy.layout['x']).toEqual([0, 540]);
    expect(edit.addStepAfter(busy, next('b'), 'y', type('wait')).layout['y']).toEqual([340, 540]);
  });

  test('a second trigger leads where the first leads, beside it', () => {
    const two = edit.addTrigger(chain, 't2', type('enrolled-by-hand'));
    expect(lines(two)).toBe('a>b t2>a t>a');
    expect(two.layout['t2']).toEqual([340, 0]);
  });

  test('a first trigger leads to the steps that are there, from above', () => {
    const bare = edit.removeNodes(chain, ['t']);
    const begun = edit.addTrigger(bare, 't9', type('contact-created'));
    expect(lines(begun)).toBe('a>b t9>a');
    expect(begun.layout['t9']).toEqual([0, 0]);
  });
});

describe('removing', () => {
  test.each([
    ['a step in a chain', chain, ['a'], 't>b'],
    ['the last step', chain, ['b'], 't>a'],
    ['the trigger', chain, ['t'], 'a>b'],
    ['several', chain, ['a', 'b'], ''],
    ['a branching: its first branch that goes on follows', forked, ['i'], 'a>b t>a'],
    ['a step where branches meet', edit.connect(forked, next('c'), 'b'), ['b'], 'i.none>c i.yes>a t>i'],
    ['one that is not there', chain, ['zz'], 'a>b t>a'],
  ])('%s', (_, document, ids, expected) => {
    const less = edit.removeNodes(document, ids);
    expect(lines(less)).toBe(expected);
    expect(Object.keys(less.layout).filter((id) => ids.includes(id))).toEqual([]);
  });

  test('one of two that lead in a circle leaves no step that leads to itself', () => {
    const circle = edit.connect(chain, next('b'), 'a');
    expect(lines(edit.removeNodes(circle, ['b']))).toBe('t>a');
  });
});

describe('connecting', () => {
  test('a port has one edge: the new one replaces the old', () => {
    expect(lines(edit.connect(chain, next('t'), 'b'))).toBe('a>b t>b');
  });

  test.each([
    ['a trigger', next('b'), 't'],
    ['itself', next('b'), 'b'],
    ['nothing', next('b'), 'gone'],
    ['by a port that is not there', { from: 'b', port: 'maybe' }, 'a'],
  ])('not to %s', (_, way, to) => {
    expect(edit.connect(chain, way, to)).toBe(chain);
  });

  test('taking an edge off', () => {
    expect(lines(edit.disconnect(chain, next('a')))).toBe('t>a');
  });
});

describe('moving', () => {
  test('up and down the chain, places change hands', () => {
    const up = edit.moveUp(chain, 'b');
    expect(lines(up)).toBe('b>a t>b');
    expect(places(up)).toEqual({ t: '0 0', b: '0 180', a: '0 360' });
    expect(lines(edit.moveDown(up, 'b'))).toBe(lines(chain));
    expect(places(edit.moveDown(up, 'b'))).toEqual(places(chain));
  });

  test.each([
    ['the first step up', edit.moveUp, 'a'],
    ['the last step down', edit.moveDown, 'b'],
    ['a trigger down', edit.moveDown, 't'],
    ['a trigger up', edit.moveUp, 't'],
  ])('not %s', (_, move, id) => {
    expect(move(chain, id)).toBe(chain);
  });

  test('out of a branch and into it', () => {
    expect(lines(edit.moveUp(forked, 'a'))).toBe('a>i i.none>c i.yes>b t>a');
    expect(lines(edit.moveDown(edit.moveUp(forked, 'a'), 'a'))).toBe(lines(forked));
  });

  test('a branching down past a step: its other branches stay with it', () => {
    expect(lines(edit.moveDown(forked, 'i'))).toBe('a>i i.none>c i.yes>b t>a');
  });

  test('not over a step where branches meet', () => {
    const met = edit.connect(forked, next('c'), 'b');
    expect(edit.moveUp(met, 'b')).toBe(met);
    expect(edit.moveDown(met, 'a')).toBe(met);
  });

  test('onto another way', () => {
    expect(lines(edit.moveTo(forked, 'a', { from: 'i', port: 'none' }))).toBe('a>c i.none>a i.yes>b t>i');
    expect(lines(edit.moveTo(forked, 'b', next('t')))).toBe('b>i i.none>c i.yes>a t>b');
  });

  test('not into its own branch, nor to where it is', () => {
    expect(edit.moveTo(forked, 'i', next('c'))).toBe(forked);
    expect(edit.moveTo(forked, 'a', { from: 'i', port: 'yes' })).toBe(forked);
    expect(edit.moveTo(forked, 'a', next('a'))).toBe(forked);
    expect(edit.moveTo(forked, 't', next('b'))).toBe(forked);
  });

  test('cards snap to the grid', () => {
    expect(edit.setLayout(chain, { a: [13.7, 191] }).layout['a']).toEqual([20, 200]);
  });
});

describe('settings', () => {
  const branch = (port: string): object => ({ port, name: port, groups: [[hasTag(port)]] });

  test('a branch that goes takes its edge along', () => {
    const less = edit.setConfig(forked, 'i', { branches: [branch('other')] });
    expect(lines(less)).toBe('a>b i.none>c t>i');
  });

  test('what has no value is left out, unknown keys stay', () => {
    const set = edit.setConfig(chain, 'a', { tags: ['x'], colour: 'red', none: undefined });
    expect(set.nodes['a']?.config).toEqual({ tags: ['x'], colour: 'red' });
  });

  test('a step of an unknown kind keeps its settings', () => {
    const { document } = aWorkflow().trigger('t').step('x', 'time-travel', { to: 1985 });
    expect(edit.setConfig(document, 'x', {})).toBe(document);
  });

  test('a name of its own, or that of its kind', () => {
    expect(edit.rename(chain, 'a', '  Mark as new ').nodes['a']?.label).toBe('Mark as new');
    expect(edit.rename(chain, 'zz', 'x')).toBe(chain);
  });

  test('off and on again is as it was', () => {
    const off = edit.toggleDisabled(chain, 'a');
    expect(off.nodes['a']?.disabled).toBe(true);
    expect(edit.toggleDisabled(off, 'a')).toEqual(chain);
  });

  test('name, description, settings', () => {
    expect(edit.setDetails(chain, { name: 'New', settings: { allowReentry: true } })).toMatchObject({
      name: 'New',
      settings: { allowReentry: true },
      nodes: chain.nodes,
    });
  });
});

describe('copies', () => {
  test('a step right after itself', () => {
    const twice = edit.duplicateNode(chain, 'a', 'a2');
    expect(lines(twice)).toBe('a2>b a>a2 t>a');
    expect(twice.nodes['a2']).toMatchObject({ type: 'add-tag', label: 'Add Tag (copy)' });
    expect(places(twice)).toEqual({ t: '0 0', a: '0 180', a2: '0 360', b: '0 540' });
  });

  test('a trigger beside itself, leading to the same step', () => {
    expect(lines(edit.duplicateNode(chain, 't', 't2'))).toBe('a>b t2>a t>a');
  });

  const ids = { t: 't9', i: 'i9', a: 'a9', b: 'b9', c: 'c9' };

  test('pasted beside everything, with the edges between', () => {
    const copied = edit.copyNodes(forked, ['i', 'a', 'c']);
    const pasted = edit.paste(chain, copied, ids);
    expect(lines(pasted)).toBe('a>b i9.none>c9 i9.yes>a9 t>a');
    expect(pasted.layout['i9']?.[0]).toBeGreaterThan(300);
  });

  test('pasted on a way: what followed goes on at its end, further down', () => {
    const pasted = edit.paste(chain, edit.copyNodes(chain, ['a', 'b']), ids, next('t'));
    expect(lines(pasted)).toBe('a9>b9 a>b b9>a t>a9');
    expect(places(pasted)).toEqual({ t: '0 0', a9: '0 180', b9: '0 360', a: '0 540', b: '0 720' });
  });

  test('the people that the copy names come along', () => {
    const row = { key: 'ana', kind: 'user', name: 'Ana' } as const;
    const copied = edit.copyNodes({ ...chain, requires: [row] }, ['a']);
    expect(edit.paste(chain, copied, ids).requires).toEqual([row]);
    expect(edit.paste({ ...chain, requires: [row] }, copied, ids).requires).toEqual([row]);
  });

  test('nothing pasted changes nothing', () => {
    expect(edit.paste(chain, edit.copyNodes(chain, []), ids)).toBe(chain);
  });
});

describe('repairs', () => {
  test('below another step, or off a port', () => {
    expect(lines(edit.repair(chain, { do: 'move-below', node: 'a', below: 'b' }))).toBe('b>a t>b');
    expect(lines(edit.repair(chain, { do: 'disconnect', from: 'a', port: 'next' }))).toBe('t>a');
  });
});

/** What a person may do next, by numbers. */
const anyEdit = fc.record({
  what: fc.constantFrom(0, 1, 1, 1, 1, 2, 3, 4, 5, 6, 7, 7, 8, 9),
  node: fc.nat(30),
  other: fc.nat(30),
  port: fc.nat(4),
  type: fc.nat(20),
});

function doAny(
  document: Workflow,
  n: number,
  { what, node, other, port, type: kind }: { what: number; node: number; other: number; port: number; type: number },
): Workflow {
  const ids = Object.keys(document.nodes).sort();
  const id = ids[node % Math.max(1, ids.length)] ?? '';
  const target = ids[other % Math.max(1, ids.length)] ?? '';
  const ports = portsOfNode(document, id);
  const way = { from: id, port: ports[port % Math.max(1, ports.length)]?.id ?? 'next' };
  const steps = stepTypes.filter((one) => one.kind === 'step');
  const step = steps[kind % steps.length] ?? type('wait');
  const fresh = Object.fromEntries(ids.map((one) => [one, `p${n}-${one}`]));
  const edits = [
    () => edit.addTrigger(document, `t${n}`, type('contact-created')),
    () => (id === '' ? document : edit.addStepAfter(document, way, `n${n}`, step)),
    () => edit.removeNodes(document, [id]),
    () => edit.connect(document, way, target),
    () => edit.disconnect(document, way),
    () => edit.moveUp(document, id),
    () => edit.moveDown(document, id),
    () => edit.moveTo(document, id, { ...way, from: target }),
    () => edit.duplicateNode(document, id, `d${n}`),
    () =>
      ids.length > 12
        ? document
        : edit.paste(
            document,
            edit.copyNodes(document, [id, target]),
            fresh,
            kind % 2 === 0 && id !== '' ? way : undefined,
          ),
  ];
  return edits[what]?.() ?? document;
}

test('no edit breaks the graph', () => {
  fc.assert(
    fc.property(fc.array(anyEdit, { maxLength: 40, size: 'max' }), (edits) => {
      const end = edits.reduce((document, one, n) => doAny(document, n, one), forked);
      const ids = Object.keys(end.nodes);
      expect(Object.keys(end.layout).sort()).toEqual(ids.sort());
      const keys = end.edges.map((edge) => `${edge.from} ${edge.port}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { from, port, to } of end.edges) {
        expect(ids).toContain(to);
        expect(portsOfNode(end, from).map((one) => one.id)).toContain(port);
        expect(end.nodes[to]?.type).not.toBe('contact-created');
      }
      for (const [x, y] of Object.values(end.layout)) expect([x % 20, y % 20].map(Math.abs)).toEqual([0, 0]);
    }),
    { numRuns: 80 },
  );
});
