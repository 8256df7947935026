// The outline steps in below a fork and out again where its branches meet.
import { expect, test } from 'vitest';
import { depthsOf } from '../../../../renderer/workflows/outline-depth.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import { executionOrder } from '../../../../shared/graph/order.ts';
import { aWorkflow, type WorkflowBuilder } from '../../../support/workflow.ts';

const depths = ({ document }: WorkflowBuilder): string => {
  const order = executionOrder(document);
  const found = depthsOf(indexGraph(document, {}), order);
  return order.map((id) => `${id}${found.get(id)}`).join(' ');
};
const joined = aWorkflow()
  .trigger('t')
  .branch('i', 'yes')
  .step('a', 'add-tag')
  .step('j', 'add-tag')
  .after('i', 'none')
  .step('b', 'add-tag')
  .to('j');

test('a chain is flat', () => {
  expect(depths(aWorkflow().trigger('t').step('a', 'add-tag').step('b', 'add-tag'))).toBe('t0 a0 b0');
});

test('branches are one deeper, the join comes back', () => {
  expect(depths(joined)).toBe('t0 i0 a1 b1 j0');
});

test('forks in branches are two deeper', () => {
  const nested = aWorkflow()
    .trigger('t')
    .branch('i', 'yes')
    .branch('k', 'also')
    .step('a', 'add-tag')
    .after('i', 'none')
    .step('b', 'add-tag');
  expect(depths(nested)).toBe('t0 i0 k1 a2 b1');
});

test('several triggers that lead to one step do not move it', () => {
  expect(depths(joined.trigger('u', 'enrolled-by-hand').to('i'))).toBe('t0 u0 i0 a1 b1 j0');
});
