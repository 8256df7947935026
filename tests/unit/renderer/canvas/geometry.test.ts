// Where ways and ends run: straight where they can, aside at once for a branch, round the cards for a way back up.
import { describe, expect, test } from 'vitest';
import { endsOf } from '../../../../renderer/canvas/ends.ts';
import { pathOf, portX, route } from '../../../../renderer/canvas/geometry.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import { arrange } from '../../../../shared/graph/layout.ts';
import { aWorkflow } from '../../../support/workflow.ts';

describe('ways', () => {
  test('run straight down to a card below, with the "+" in the middle', () => {
    const way = route([140, 88], [140, 180], { branch: false, column: 140 });
    expect(way.points).toEqual([
      [140, 88],
      [140, 180],
    ]);
    expect(way.plus).toEqual([140, 134]);
  });

  test('of a branch turn aside at once; name and "+" stand in the branch', () => {
    const way = route([93, 88], [-30, 180], { branch: true, column: -30 });
    expect(way.points.slice(0, 3)).toEqual([
      [93, 88],
      [93, 102],
      [-30, 102],
    ]);
    expect([way.chip[0], way.plus[0]]).toEqual([-30, -30]);
    expect(way.chip[1]).toBeLessThan(way.plus[1]);
  });

  test('of an empty branch to a far join run down in their own column', () => {
    const way = route([187, 88], [140, 540], { branch: true, column: 310 });
    expect(way.points).toContainEqual([310, 516]);
  });

  test('back up go round at the right', () => {
    const way = route([140, 450], [140, 180], { branch: false, column: 140 });
    expect(Math.max(...way.points.map(([x]) => x))).toBeGreaterThan(280);
    expect(way.points.at(-1)).toEqual([140, 180]);
  });

  test('are drawn with round corners', () => {
    expect(
      pathOf([
        [0, 0],
        [0, 20],
        [40, 20],
      ]),
    ).toBe('M0,0L0,12Q0,20 8,20L40,20');
    expect(pathOf([])).toBe('');
  });
});

test('ports are spread over the lower edge of their card', () => {
  expect([0, 1, 2].map((index) => portX(index, 3))).toEqual([70, 140, 210]);
});

describe('ends', () => {
  const workflow = aWorkflow().trigger('t').branch('i', 'yes', 'no').step('a', 'add-tag').document;
  const layout = arrange(workflow);
  const ends = endsOf(indexGraph(workflow, {}), layout, 88);

  test('stand below each port that leads nowhere', () => {
    expect(ends.map(({ from, port }) => `${from} ${port}`).sort()).toEqual(['a next', 'i no', 'i none']);
  });

  test('stand beside the cards of their sister branches, in the order of the ports', () => {
    const x = (port: string): number => ends.find((end) => end.port === port && end.from === 'i')?.at[0] ?? NaN;
    const card = (layout['a']?.[0] ?? NaN) + 140;
    expect([x('no') - card, x('none') - card]).toEqual([340, 680]);
  });

  test('of a single way stand right below it', () => {
    const end = ends.find((one) => one.from === 'a');
    expect(end?.at).toEqual([end?.start[0], (layout['a']?.[1] ?? NaN) + 180]);
  });
});
