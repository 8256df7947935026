// Auto-arrange: pictures of small graphs, and what holds for any graph.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CARD, GRID } from '../../../../shared/graph/grid.ts';
import { arrange, placesOf } from '../../../../shared/graph/layout.ts';
import { executionOrder } from '../../../../shared/graph/order.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { aNode, aWorkflow, hasTag } from '../../../support/workflow.ts';

function arranged(workflow: { document: Workflow }): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(arrange(workflow.document)).map(([id, [x, y]]) => [id, `${x} ${y}`]));
}

test('a chain is straight', () => {
  expect(arranged(aWorkflow().trigger('t1').step('a', 'wait').step('b', 'wait'))).toEqual({
    t1: '0 0',
    a: '0 180',
    b: '0 360',
  });
});

test('branches stand side by side in their order, an open one keeps its place', () => {
  const workflow = aWorkflow()
    .trigger('t1')
    .branch('i1', 'vip', 'new')
    .step('a', 'wait')
    .after('i1', 'none')
    .step('c', 'wait');
  expect(arranged(workflow)).toEqual({ t1: '0 0', i1: '0 180', a: '-340 360', c: '340 360' });
});

test('a join stands below the middle of its branches, under the longest', () => {
  const workflow = aWorkflow()
    .trigger('t1')
    .branch('i1', 'yes')
    .step('a', 'wait')
    .step('b', 'wait')
    .step('join', 'wait')
    .after('i1', 'none')
    .to('join');
  expect(arranged(workflow)).toMatchObject({ i1: '0 180', a: '-160 360', b: '-160 540', join: '0 720' });
});

test('both branches into one step: it is straight below', () => {
  const workflow = aWorkflow().trigger('t1').branch('i1', 'yes').step('a', 'wait').after('i1', 'none').to('a');
  expect(arranged(workflow)).toMatchObject({ i1: '0 180', a: '0 360' });
});

test('triggers that lead to one step stand above it', () => {
  expect(arranged(aWorkflow().trigger('t1').step('a', 'wait').trigger('t2').to('a'))).toEqual({
    t1: '-160 0',
    t2: '180 0',
    a: '0 180',
  });
});

test('nested branches push their neighbours aside', () => {
  const workflow = aWorkflow()
    .trigger('t1')
    .branch('i1', 'yes')
    .branch('i2', 'x')
    .step('a', 'wait')
    .after('i2', 'none')
    .step('b', 'wait')
    .after('i1', 'none')
    .step('c', 'wait');
  expect(arranged(workflow)).toMatchObject({ i1: '0 180', i2: '-260 360', a: '-420 540', b: '-80 540', c: '260 360' });
});

test('a line back up moves nothing', () => {
  expect(arranged(aWorkflow().trigger('t1').step('a', 'wait').step('b', 'wait').to('a'))).toEqual({
    t1: '0 0',
    a: '0 180',
    b: '0 360',
  });
});

test('an empty workflow', () => {
  expect(arrange(aWorkflow().document)).toEqual({});
});

test('cards with a place keep it, others get one', () => {
  const { document } = aWorkflow()
    .trigger('t1')
    .step('a', 'wait')
    .with((one) => ({ ...one, layout: { t1: [33, 7] } }));
  expect(placesOf(document)).toEqual({ t1: [33, 7], a: [0, 180] });
});

/** Any graph: steps with one to four ways out, edges anywhere. */
const anyWorkflow = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 3 }), fc.array(fc.nat(24), { maxLength: 4 })), {
    minLength: 1,
    maxLength: 25,
  })
  .map((steps): Workflow => {
    const id = (n: number): string => `n${n % steps.length}`;
    const branches = (count: number): object[] =>
      Array.from({ length: count }, (_, n) => ({ port: `p${n}`, name: `p${n}`, groups: [[hasTag('a')]] }));
    const { document } = aWorkflow().trigger('t1').to('n0');
    return {
      ...document,
      nodes: {
        ...document.nodes,
        ...Object.fromEntries(
          steps.map(([count], n) => [
            id(n),
            count === 0 ? aNode('wait') : aNode('if-else', { branches: branches(count) }),
          ]),
        ),
      },
      edges: [
        ...document.edges,
        ...steps.flatMap(([count, targets], n) =>
          targets.slice(0, count + 1).map((to, port) => ({
            from: id(n),
            port: count === 0 ? 'next' : port === count ? 'none' : `p${port}`,
            to: id(to),
          })),
        ),
      ],
    };
  });

describe('whatever the graph', () => {
  test('every card has a place on the grid and covers no other', () => {
    fc.assert(
      fc.property(anyWorkflow, (document) => {
        const places = Object.entries(arrange(document));
        expect(places.map(([id]) => id).sort()).toEqual(Object.keys(document.nodes).sort());
        for (const [id, [x, y]] of places) {
          expect([x % GRID, y % GRID].map(Math.abs)).toEqual([0, 0]);
          const covered = places.filter(
            ([other, at]) => other !== id && Math.abs(at[0] - x) < CARD.width && Math.abs(at[1] - y) < CARD.height,
          );
          expect(covered).toEqual([]);
        }
      }),
    );
  });

  test('what follows stands below what leads to it, and the order has everything once', () => {
    fc.assert(
      fc.property(anyWorkflow, (document) => {
        const places = arrange(document);
        const order = executionOrder(document);
        expect([...order].sort()).toEqual(Object.keys(document.nodes).sort());
        for (const { from, to } of document.edges) {
          if (order.indexOf(from) < order.indexOf(to))
            expect(places[to]?.[1]).toBeGreaterThan(places[from]?.[1] ?? Infinity);
        }
      }),
    );
  });

  test('arranging twice gives the same', () => {
    fc.assert(
      fc.property(anyWorkflow, (document) => {
        const shuffled = {
          ...document,
          edges: document.edges.toReversed(),
          nodes: Object.fromEntries(Object.entries(document.nodes).toReversed()),
        };
        expect(arrange(shuffled)).toEqual(arrange(document));
      }),
    );
  });
});

test('places that had to be worked out are the same object each time', () => {
  const { document } = aWorkflow().trigger('t1').step('a', 'wait');
  expect(placesOf({ ...document, layout: {} })).toEqual({ t1: [0, 0], a: [0, 180] });
  expect(placesOf(document)).toBe(placesOf(document));
});
