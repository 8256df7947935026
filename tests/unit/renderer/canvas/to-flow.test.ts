// From the document to React Flow: what did not change stays the same object, so that nothing else is drawn anew.
import { describe, expect, test } from 'vitest';
import { makeToFlow, type FlowInput } from '../../../../renderer/canvas/to-flow.ts';
import { setLayout } from '../../../../shared/graph/edit.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import { placesOf } from '../../../../shared/graph/layout.ts';
import { executionOrder } from '../../../../shared/graph/order.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { aWorkflow } from '../../../support/workflow.ts';

const workflow = aWorkflow()
  .trigger('t')
  .branch('i', 'yes')
  .step('a', 'add-tag')
  .after('i', 'none')
  .step('b', 'wait').document;

function input(document: Workflow, more: Partial<FlowInput> = {}): FlowInput {
  return {
    layout: placesOf(document),
    graph: indexGraph(document, {}),
    order: executionOrder(document),
    selection: new Set(),
    traced: false,
    ...more,
  };
}

describe('to flow', () => {
  test('lists cards in reading order, and one way per edge', () => {
    const { nodes, edges } = makeToFlow()(input(workflow));
    expect(nodes.map((node) => node.id)).toEqual(['t', 'i', 'a', 'b']);
    expect(edges.map((edge) => edge.id)).toEqual(['t next', 'i yes', 'i none']);
  });

  test('gives the same objects for what did not change', () => {
    const toFlow = makeToFlow();
    const before = toFlow(input(workflow));
    const after = toFlow(input(setLayout(workflow, { ...placesOf(workflow), a: [500, 500] })));
    const same = after.nodes.filter((node, index) => node === before.nodes[index]).map((node) => node.id);
    expect(same).toEqual(['t', 'i', 'b']);
    expect(after.edges.every((edge, index) => edge === before.edges[index])).toBe(true);
  });

  test('selecting a card renews that card only', () => {
    const toFlow = makeToFlow();
    const before = toFlow(input(workflow));
    const after = toFlow(input(workflow, { selection: new Set(['b']) }));
    expect(after.nodes.map((node, index) => node === before.nodes[index])).toEqual([true, true, true, false]);
    expect(after.nodes[3]?.selected).toBe(true);
  });

  test('knows the size of its cards, so that no edge blinks while they are measured', () => {
    const [plain] = makeToFlow()(input(workflow)).nodes;
    const [traced] = makeToFlow()(input(workflow, { traced: true })).nodes;
    expect(plain?.measured).toEqual({ width: 280, height: 88 });
    expect(traced?.measured).toEqual({ width: 280, height: 116 });
  });

  test('leaves out an edge to a card that is not there', () => {
    const { edges } = makeToFlow()(input({ ...workflow, edges: [{ from: 't', port: 'next', to: 'gone' }] }));
    expect(edges).toEqual([]);
  });
});
