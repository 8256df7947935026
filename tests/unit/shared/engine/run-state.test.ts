// The state of a run is the fold of its entries, one by one.
import { describe, expect, test } from 'vitest';
import { canGoOn, foldEntry } from '../../../../shared/engine/run-state.ts';
import type { Entry, EntryBody } from '../../../../shared/engine/trace.ts';
import type { Message } from '../../../../shared/model/message.ts';
import type { Run } from '../../../../shared/model/run.ts';

const began: EntryBody = {
  kind: 'run-began',
  workflow: 'w1',
  revision: 3,
  contact: 'maya',
  event: 'e1',
  node: 't1',
  because: 'no conditions',
  to: 'a1',
};

function fold(...bodies: readonly EntryBody[]): Run {
  const run = bodies.reduce<Run | undefined>(
    (so, body, n) => foldEntry('r1', so, { seq: n + 1, at: 100 + n, ...body } as Entry),
    undefined,
  );
  if (run === undefined) throw new Error('no entries');
  return run;
}

const entered: EntryBody = { kind: 'node-entered', node: 'a1', visit: 1 };
const left = (more: object = {}): EntryBody => ({
  kind: 'node-left',
  node: 'a1',
  port: 'next',
  to: 'b1',
  result: 'done',
  ...more,
});
const waits: EntryBody = { kind: 'wait-began', node: 'a1', due: 900 };

describe('after each entry', () => {
  test.each<[string, readonly EntryBody[], Partial<Run>]>([
    [
      'begun',
      [began],
      {
        id: 'r1',
        workflow: 'w1',
        revision: 3,
        contact: 'maya',
        event: 'e1',
        state: 'running',
        node: 'a1',
        inside: false,
        visits: {},
        beganAt: 100,
      },
    ],
    ['in a node', [began, entered], { state: 'running', node: 'a1', inside: true, visits: { a1: 1 } }],
    ['before the next', [began, entered, left()], { node: 'b1', inside: false }],
    ['in it again', [began, entered, left({ to: 'a1' }), { ...entered, visit: 2 } as EntryBody], { visits: { a1: 2 } }],
    [
      'flagged, by the first reason',
      [began, left({ flag: true, reason: 'first' }), left({ flag: true, reason: 'second' })],
      { flag: 'first' },
    ],
    ['not flagged by a reason alone', [began, left({ reason: 'x' })], { node: 'b1' }],
    ['waiting', [began, entered, waits], { state: 'waiting', inside: true, due: 900 }],
    [
      'back from the wait',
      [began, entered, waits, { kind: 'wait-over', node: 'a1', due: 900 }],
      { state: 'running', inside: true },
    ],
    ['paused', [began, { kind: 'run-paused', reason: 'off' }], { state: 'paused', node: 'a1' }],
    [
      'on again',
      [began, { kind: 'run-paused', reason: 'off' }, { kind: 'run-resumed' }],
      { state: 'running', node: 'a1' },
    ],
    [
      'over',
      [began, entered, left({ to: null }), { kind: 'run-ended', how: 'completed' }],
      { state: 'completed', node: null, inside: false, visits: {} },
    ],
    [
      'stopped in a wait',
      [began, entered, waits, { kind: 'run-ended', how: 'stopped', reason: 'contact deleted' }],
      { state: 'stopped', node: null, inside: false, reason: 'contact deleted' },
    ],
    [
      'late and messages change nothing but the count',
      [began, { kind: 'message-queued', node: 'a1', message: {} as Message }, { kind: 'arrival-late', what: 'x' }],
      { state: 'running', node: 'a1', seq: 3, lastAt: 102 },
    ],
  ])('%s', (_, bodies, expected) => {
    const run = fold(...bodies);
    expect(run).toMatchObject({ seq: bodies.length, lastAt: 99 + bodies.length, ...expected });
    expect(run.due).toBe(expected.due);
    expect(run.flag).toBe(expected.flag);
  });
});

test('a run cannot have entries before it began', () => {
  expect(() => fold(entered)).toThrow('run r1 has entries before its beginning');
});

test('recovery looks for runs that would go on', () => {
  expect(canGoOn(fold(began, entered))).toBe(true);
  expect(canGoOn(fold(began, entered, waits))).toBe(false);
  expect(canGoOn(fold(began, { kind: 'run-paused', reason: 'x' }))).toBe(false);
  expect(canGoOn(fold(began, { kind: 'run-ended', how: 'failed' }))).toBe(false);
});
