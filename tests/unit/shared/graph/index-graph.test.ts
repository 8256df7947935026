// Look-ups of a workflow: what a node is here, where its ways lead, which rotations it turns.
import { describe, expect, test } from 'vitest';
import { asStep, indexGraph, rotationsOf } from '../../../../shared/graph/index-graph.ts';
import { assignTo, aWorkflow } from '../../../support/workflow.ts';

const graphOf = ({ document }: { readonly document: Parameters<typeof indexGraph>[0] }, bindings = {}) =>
  indexGraph(document, bindings);

describe('a node', () => {
  test('has its parsed settings, its texts and its ways', () => {
    const node = graphOf(
      aWorkflow().trigger('t1').step('n1', 'notify-user', { title: 'Hi {{ contact.email }}' }).step('g1', 'add-tag'),
    ).nodes.get('n1');
    expect(node).toMatchObject({
      label: 'Send Internal Notification',
      disabled: false,
      next: { next: 'g1' },
      problems: [],
    });
    expect(Object.keys(node?.templates ?? {})).toEqual(['title', 'message']);
    expect(node?.templates['title']?.names).toEqual(['contact.email']);
    expect(node && asStep(node)?.type).toBe('notify-user');
  });

  test('without a label is called as its kind', () => {
    expect(graphOf(aWorkflow().step('g1', 'add-tag', {}, { label: '' })).nodes.get('g1')?.label).toBe('Add Tag');
    expect(graphOf(aWorkflow().step('x1', 'time-travel', {}, { label: '' })).nodes.get('x1')?.label).toBe(
      'time-travel',
    );
  });

  test('of an unknown kind, or of a newer version, is kept; its edges are its ways', () => {
    const graph = graphOf(
      aWorkflow().step('x1', 'time-travel').after('x1', 'past').step('g1', 'add-tag', {}, { typeVersion: 9 }),
    );
    expect(graph.nodes.get('x1')).toMatchObject({ type: undefined, ports: [{ id: 'past', label: 'past' }] });
    expect(graph.nodes.get('g1')?.type).toBeUndefined();
    expect([...graph.nodes.values()].map(asStep)).toEqual([undefined, undefined]);
  });

  test('with settings of the wrong shape has defaults and says so', () => {
    expect(graphOf(aWorkflow().step('g1', 'add-tag', { tags: 'vip' })).nodes.get('g1')).toMatchObject({
      config: { tags: [] },
      problems: [{ code: 'wrong-value', where: { field: 'tags' } }],
    });
  });
});

test('triggers are those that are on, by id; a trigger is no step', () => {
  const graph = graphOf(
    aWorkflow().trigger('t2').trigger('t1', 'enrolled-by-hand').step('t0', 'contact-created', {}, { disabled: true }),
  );
  expect(graph.triggers.map((trigger) => trigger.id)).toEqual(['t1', 't2']);
  const trigger = graph.nodes.get('t1');
  expect(trigger && asStep(trigger)).toBeUndefined();
});

test('the rotations that its steps turn: their own, or their pool’s', () => {
  const workflow = aWorkflow('w1')
    .step('a1', 'assign-user', assignTo('ana'))
    .step('a2', 'assign-user', { users: undefined, pool: 'p' })
    .step('g1', 'add-tag');
  expect(rotationsOf(graphOf(workflow, { p: 'sales' }))).toEqual(['w1/a1', 'pool:sales']);
  expect(rotationsOf(graphOf(workflow, { p: null }))).toEqual(['w1/a1']);
});
