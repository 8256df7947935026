// The reading order: what leads comes before what follows, branch by branch.
import { expect, test } from 'vitest';
import { ROW } from '../../../../shared/graph/grid.ts';
import { arrange } from '../../../../shared/graph/layout.ts';
import { executionOrder } from '../../../../shared/graph/order.ts';
import { aNode, aWorkflow } from '../../../support/workflow.ts';

const order = (workflow: { document: Parameters<typeof executionOrder>[0] }): string =>
  executionOrder(workflow.document).join(' ');

test('a chain', () => {
  expect(order(aWorkflow().trigger('t1').step('b', 'wait').step('a', 'wait'))).toBe('t1 b a');
});

test('each branch to its end, in the order of the ports, and joins after them', () => {
  const branches = aWorkflow()
    .trigger('t1')
    .branch('i1', 'vip', 'new')
    .step('z', 'wait')
    .step('join', 'wait')
    .step('end', 'wait')
    .after('i1', 'new')
    .step('y', 'wait')
    .to('join')
    .after('i1', 'none')
    .step('a', 'wait');
  expect(order(branches)).toBe('t1 i1 z y join end a');
});

test('several triggers first, by id', () => {
  expect(order(aWorkflow().trigger('t2').step('a', 'wait').trigger('t1').to('a'))).toBe('t1 t2 a');
});

test('a line back up changes nothing', () => {
  expect(order(aWorkflow().trigger('t1').step('a', 'wait').step('b', 'wait').to('a'))).toBe('t1 a b');
});

test('what no trigger leads to comes last, loops too', () => {
  const islands = aWorkflow()
    .step('b', 'wait')
    .step('a', 'wait')
    .after('c')
    .step('d', 'wait')
    .to('e')
    .after('e')
    .to('d')
    .trigger('t1');
  expect(order(islands.with((one) => ({ ...one, nodes: { ...one.nodes, e: aNode('wait') } })))).toBe('t1 b a d e');
});

test('edges to nowhere and unknown kinds of steps do no harm', () => {
  const odd = aWorkflow()
    .trigger('t1')
    .step('x', 'time-travel')
    .step('a', 'wait')
    .after('x', 'back')
    .to('gone')
    .after('x', 'again')
    .step('b', 'wait');
  expect(order(odd)).toBe('t1 x b a');
});

test('a chain as long as a workflow may be', () => {
  const ids = Array.from({ length: 2000 }, (_, n) => `s${n}`);
  const document = {
    ...aWorkflow().document,
    nodes: Object.fromEntries(ids.map((id) => [id, aNode('wait')])),
    edges: ids.slice(1).map((to, n) => ({ from: `s${n}`, port: 'next', to })),
  };
  expect(executionOrder(document)).toEqual(ids);
  expect(arrange(document)['s1999']).toEqual([0, 1999 * ROW]);
});
