// Test Workflow: step, back, continue, breakpoints, a virtual clock, and a workspace that nothing touches.
import { describe, expect, test } from 'vitest';
import {
  backTest,
  continueTest,
  isOver,
  startTest,
  stepTest,
  TEST_RUN,
  testEntries,
  testedRun,
  testNow,
  toggleBreakpoint,
  type TestRun,
} from '../../../../shared/engine/test-run.ts';
import { messagesOf } from '../../../../shared/engine/views.ts';
import { stepRotation } from '../../../../shared/rotation.ts';
import { aContact, aDesk, anEvent, MORNING, type Desk } from '../../../support/desk.ts';
import { assignTo, aWorkflow, hasTag, telling, type WorkflowBuilder } from '../../../support/workflow.ts';

const HOUR = 3_600_000;
const workflow = aWorkflow()
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana', 'bo'))
  .step('w1', 'wait', { for: { amount: 1, unit: 'hours' } })
  .step('n1', 'notify-user', telling);

function begin(of: WorkflowBuilder = workflow, desk: Desk = aDesk(of)): TestRun {
  return startTest(desk.graph, desk.world, aContact('maya'), anEvent('maya'), MORNING);
}

/** Kinds of the entries of the last layer. */
function last(run: TestRun): readonly string[] {
  return (run.layers.at(-1)?.entries ?? []).map((entry) => entry.kind);
}

describe('stepping', () => {
  test('begins at the trigger, then goes step by step to the end', () => {
    const run = begin();
    expect(last(run)).toEqual(['run-began']);
    const assign = stepTest(run);
    expect(last(assign)).toEqual(['node-entered', 'node-left']);
    const wait = stepTest(assign);
    expect(last(wait)).toEqual(['node-entered', 'wait-began']);
    const over = stepTest(wait);
    expect(last(over)).toEqual(['wait-over', 'node-left']);
    const told = stepTest(over);
    expect(last(told)).toEqual(['node-entered', 'node-left', 'message-queued', 'run-ended']);
    expect(isOver(told)).toBe(true);
    expect(stepTest(told)).toBe(told);
  });

  test('the clock jumps over a wait, and shows the time it pretends', () => {
    const end = continueTest(begin());
    expect(testNow(end)).toBe(MORNING + HOUR);
    expect(testNow(begin())).toBe(MORNING);
    expect(messagesOf(testEntries(end))[0]?.at).toBe(MORNING + HOUR);
  });

  test('it does what a live run would do, entry for entry', () => {
    const live = aDesk(workflow);
    const begun = live.enrol(aContact('maya'));
    const rest = live.arrive(begun.id, { kind: 'time-came', node: 'w1' }, { now: MORNING + HOUR });
    const plain = (entries: readonly object[]): unknown =>
      JSON.parse(JSON.stringify(entries).replaceAll('r-maya', TEST_RUN).replaceAll('"revision":1', '"revision":0'));
    expect(testEntries(continueTest(begin()))).toEqual(plain([...begun.entries, ...rest.entries]));
  });
});

describe('stepping back', () => {
  test('drops what the step did: entries, changes, clock, turn', () => {
    const before = stepTest(begin());
    const after = continueTest(before);
    let back = after;
    while (back.layers.length > before.layers.length) back = backTest(back);
    expect(testEntries(back)).toEqual(testEntries(before));
    expect(testNow(back)).toBe(MORNING);
    expect(testedRun(back)).toEqual(testedRun(before));
    expect(testEntries(continueTest(back))).toEqual(testEntries(after));
  });

  test('never drops the beginning', () => {
    const run = begin();
    expect(backTest(run)).toBe(run);
  });
});

describe('continuing', () => {
  test('to the end', () => {
    expect(testedRun(continueTest(begin()))?.state).toBe('completed');
  });

  test('to a step: it stops before it', () => {
    expect(testedRun(continueTest(begin(), 'n1'))).toMatchObject({ node: 'n1', inside: false, state: 'running' });
  });

  test('to a breakpoint, and on from it', () => {
    const run = toggleBreakpoint(begin(), 'w1');
    const stopped = continueTest(run);
    expect(testedRun(stopped)).toMatchObject({ node: 'w1', inside: false });
    expect(isOver(continueTest(stopped))).toBe(true);
    expect(isOver(continueTest(toggleBreakpoint(run, 'w1')))).toBe(true);
  });

  test('a loop over waits comes to a stop by itself', () => {
    const run = continueTest(begin(aWorkflow().trigger('t1').step('w1', 'wait').to('w1')));
    expect(isOver(run)).toBe(false);
    expect(run.layers.length).toBeGreaterThan(1000);
  });
});

describe('the workspace', () => {
  test('is read, and not touched', () => {
    const desk = aDesk(workflow);
    desk.enrol(aContact('bob'));
    const rotation = desk.world.get('rotations', stepRotation('w1', 'a1'));
    const end = continueTest(begin(workflow, desk));
    expect(testEntries(end).find((entry) => entry.kind === 'node-left')).toMatchObject({
      output: { owner: { id: 'bo' } },
    });
    expect(desk.world.get('rotations', stepRotation('w1', 'a1'))).toBe(rotation);
    expect(desk.world.get('contacts', 'maya')).toBeUndefined();
    expect(desk.world.get('runs', TEST_RUN)).toBeUndefined();
  });
});

describe('the trigger is part of the test', () => {
  test('a contact that it refuses begins no run, and why is said', () => {
    const run = begin(aWorkflow().trigger('t1', 'contact-created', { filters: [[hasTag('vip')]] }));
    expect(run.refused).toBe('Filter not so: Tags is vip (it is empty)');
    expect(testedRun(run)).toBeUndefined();
    expect(isOver(run)).toBe(true);
    expect(continueTest(run)).toBe(run);
  });
});
