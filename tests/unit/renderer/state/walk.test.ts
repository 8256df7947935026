// Where the arrow keys lead on a canvas with branches, a join and two triggers.
import { describe, expect, test } from 'vitest';
import { walk, wayBeside, wayInto, type Place } from '../../../../renderer/state/walk.ts';
import { indexGraph } from '../../../../shared/graph/index-graph.ts';
import { arrange } from '../../../../shared/graph/layout.ts';
import { executionOrder } from '../../../../shared/graph/order.ts';
import { aWorkflow } from '../../../support/workflow.ts';

// t1, t2 > i; i.yes > a > b > j; i.no > c > j; i.none > End; j > z
const workflow = aWorkflow()
  .trigger('t1')
  .branch('i', 'yes', 'no')
  .step('a', 'add-tag')
  .step('b', 'add-tag')
  .step('j', 'add-tag')
  .step('z', 'add-tag')
  .after('i', 'no')
  .step('c', 'add-tag')
  .to('j')
  .trigger('t2', 'enrolled-by-hand')
  .to('i').document;
const place: Place = { graph: indexGraph(workflow, {}), order: executionOrder(workflow), layout: arrange(workflow) };

describe('walk', () => {
  test('starts at the first trigger', () => {
    expect(walk(place, null, 'down')).toBe('t1');
    expect(walk(place, 'gone', 'up')).toBe('t1');
  });

  test('goes down by the first way, and up again', () => {
    expect(['t1', 'i', 'a', 'b', 'j', 'z'].map((id) => walk(place, id, 'down'))).toEqual([
      'i',
      'a',
      'b',
      'j',
      'z',
      'z',
    ]);
    expect(['z', 'b', 'a', 'i', 't1'].map((id) => walk(place, id, 'up'))).toEqual(['j', 'a', 'i', 't2', 't1']);
  });

  test('goes across to the card at the same height in the next branch', () => {
    expect(walk(place, 'a', 'right')).toBe('c');
    expect(walk(place, 'b', 'right')).toBe('c');
    expect(walk(place, 'c', 'left')).toBe('a');
    expect(walk(place, 'c', 'right')).toBe('c');
  });

  test('goes across between triggers', () => {
    expect(walk(place, 't1', 'right')).toBe('t2');
    expect(walk(place, 't2', 'left')).toBe('t1');
  });

  test('knows the first card and the end of a branch', () => {
    expect(walk(place, 'z', 'first')).toBe('t1');
    expect(walk(place, 'c', 'last')).toBe('z');
  });

  test('ends in a loop', () => {
    const loop = aWorkflow().trigger('t').step('a', 'wait').step('b', 'add-tag').to('a').document;
    const there: Place = { graph: indexGraph(loop, {}), order: executionOrder(loop), layout: arrange(loop) };
    expect(walk(there, 'a', 'last')).toBe('b');
    expect(walk(there, 'b', 'down')).toBe('b');
    expect(walk(there, 'b', 'right')).toBe('b');
  });
});

describe('ways', () => {
  test('into a card', () => {
    expect(wayInto(place, 'c')).toEqual({ from: 'i', port: 'no' });
    expect(wayInto(place, 't1')).toBeUndefined();
  });

  test('of the branch beside, also where it is empty', () => {
    expect(wayBeside(place, 'b', 1)).toEqual({ from: 'i', port: 'no' });
    expect(wayBeside(place, 'c', 1)).toEqual({ from: 'i', port: 'none' });
    expect(wayBeside(place, 'a', -1)).toBeUndefined();
  });
});
