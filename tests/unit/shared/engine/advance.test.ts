// What a run does next: waits, pauses, loops, late arrivals, one step at a time, bugs in a step.
import { describe, expect, test } from 'vitest';
import { advance, MAX_VISITS } from '../../../../shared/engine/advance.ts';
import { entriesPuts } from '../../../../shared/engine/line.ts';
import type { Arrival } from '../../../../shared/engine/trace.ts';
import { toggleDisabled } from '../../../../shared/graph/edit.ts';
import type { Run } from '../../../../shared/model/run.ts';
import { aContact, aDesk, MORNING, type Desk } from '../../../support/desk.ts';
import { assignTo, aUser, aWorkflow, somePeople, telling, type WorkflowBuilder } from '../../../support/workflow.ts';

const HOUR = 3_600_000;
const hourly = { for: { amount: 1, unit: 'hours' } };
const waiting = aWorkflow()
  .trigger('t1')
  .step('g1', 'add-tag', { tags: ['before'] })
  .step('w1', 'wait', hourly)
  .step('g2', 'add-tag', { tags: ['after'] });
const timeCame: Arrival = { kind: 'time-came', node: 'w1' };
const maya = aContact('maya');

describe('a whole run', () => {
  const workflow = aWorkflow()
    .trigger('t1')
    .step('a1', 'assign-user', assignTo('ana'))
    .step('n1', 'notify-user', telling);

  test('is its entries, numbered, to the end', () => {
    const ran = aDesk(workflow).enrol(maya);
    expect(ran.trace).toEqual([
      'run-began t1',
      'node-entered a1',
      'node-left a1',
      'node-entered n1',
      'node-left n1',
      'message-queued n1',
      'run-ended',
    ]);
    expect(ran.entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(ran.run).toMatchObject({ state: 'completed', node: null, inside: false, seq: 7, visits: {} });
  });

  test('with nothing after the trigger it is over at once', () => {
    expect(aDesk(aWorkflow().trigger('t1')).enrol(maya).trace).toEqual(['run-began t1', 'run-ended']);
  });

  test('steps see what steps before them changed', () => {
    const ran = aDesk(
      workflow.step('i1', 'if-else', {
        branches: [{ port: 'p', name: 'P', groups: [[{ field: 'contact.owner.name', op: 'is', value: 'Ana' }]] }],
      }),
    ).enrol(maya);
    expect(ran.left).toMatchObject({ node: 'i1', port: 'p' });
  });

  test('its time does not run backwards when the clock does: not in an entry, not in a message', () => {
    const desk = aDesk(waiting.step('n1', 'notify-user', { ...telling, to: 'users', users: ['ana'] }));
    const { id } = desk.enrol(maya);
    const run = desk.world.get('runs', id) as Run;
    const { entries } = advance(desk.graph, run, timeCame, desk.world, { now: MORNING - 10 * HOUR });
    expect(entries.map((entry) => entry.kind)).toContain('message-queued');
    for (const entry of entries) {
      expect(entry.at).toBe(run.lastAt);
      if (entry.kind === 'message-queued')
        expect([entry.message.at, entry.message.stateAt]).toEqual([run.lastAt, run.lastAt]);
    }
  });

  test('the records it gives are those that its entries set', () => {
    const wholeLife = aWorkflow()
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana', 'bo'))
      .step('g1', 'add-tag', { tags: ['new'] })
      .step('n1', 'notify-user', telling)
      .step('w1', 'wait', hourly)
      .step('g2', 'add-tag', { tags: ['later'] });
    const desk = aDesk(wholeLife);
    const { id } = desk.enrol(maya);
    const run = desk.world.get('runs', id) as Run;
    const options = { now: MORNING + HOUR };
    for (const arrival of [timeCame, { kind: 'end', how: 'stopped', reason: 'enough' }, { kind: 'resume' }] as const) {
      const next = advance(desk.graph, run, arrival, desk.world, options);
      expect(next.puts).toEqual(next.entries.length === 0 ? [] : entriesPuts(id, next.entries, desk.world.get));
    }
    const fresh = aDesk(wholeLife);
    fresh.put([{ table: 'contacts', id: 'maya', value: maya }]);
    const began = { ...run, state: 'running', node: 'a1', inside: false, due: undefined, visits: {}, seq: 1 } as const;
    fresh.put([{ table: 'runs', id, value: began }]);
    const next = advance(fresh.graph, began, { kind: 'go-on' }, fresh.world, options);
    expect(next.puts.map((put) => put.table)).toEqual(['contacts', 'rotations', 'contacts', 'outbox', 'runs']);
    expect(next.puts).toEqual(entriesPuts(id, next.entries, fresh.world.get));
  });

  test('a node may have any name', () => {
    expect(aDesk(aWorkflow().trigger('t1').step('toString', 'wait')).enrol(maya).run.visits).toEqual({ toString: 1 });
  });

  test('the same arrival gives the same entries', () => {
    expect(aDesk(workflow).enrol(maya).entries).toEqual(aDesk(workflow).enrol(maya).entries);
  });

  test('a step twice in a loop: visits are counted, messages have keys of their own', () => {
    const loop = aWorkflow()
      .trigger('t1')
      .step('n1', 'notify-user', { ...telling, to: 'all-users' })
      .step('w1', 'wait', hourly)
      .to('n1');
    const desk = aDesk(loop, { people: somePeople([aUser('ana')]) });
    const first = desk.enrol(maya);
    const second = desk.arrive(first.id, timeCame, { now: MORNING + HOUR });
    expect([...first.messages, ...second.messages].map((one) => one.key)).toEqual([
      'r-maya/n1/1/ana',
      'r-maya/n1/2/ana',
    ]);
    expect(second.run.visits).toEqual({ n1: 2, w1: 2 });
  });
});

describe('a wait', () => {
  test('holds the run inside its step, then lets it leave', () => {
    const desk = aDesk(waiting);
    const held = desk.enrol(maya);
    expect(held.run).toMatchObject({ state: 'waiting', node: 'w1', inside: true, due: MORNING + HOUR });
    expect(held.contact.tags).toEqual(['before']);
    const on = desk.arrive(held.id, timeCame, { now: MORNING + 2 * HOUR });
    expect(on.entries[0]).toMatchObject({ kind: 'wait-over', node: 'w1', due: MORNING + HOUR, at: MORNING + 2 * HOUR });
    expect(on.trace).toEqual(['wait-over w1', 'node-left w1', 'node-entered g2', 'node-left g2', 'run-ended']);
    expect(on.run.due).toBeUndefined();
    expect(on.contact.tags).toEqual(['before', 'after']);
  });

  test('is not ended by being asked to go on', () => {
    const desk = aDesk(waiting);
    expect(desk.arrive(desk.enrol(maya).id, { kind: 'go-on' }).entries).toEqual([]);
  });
});

describe('what comes too late is kept and changes nothing', () => {
  function late(desk: Desk, arrival: Arrival): unknown {
    const before = desk.world.get('runs', 'r-maya');
    const ran = desk.arrive('r-maya', arrival);
    expect({ ...ran.run, seq: 0, lastAt: 0 }).toEqual({ ...before, seq: 0, lastAt: 0 });
    return ran.entries;
  }

  test('a time, for another wait', () => {
    const desk = aDesk(waiting);
    desk.enrol(maya);
    expect(late(desk, { kind: 'time-came', node: 'w9' })).toMatchObject([
      { kind: 'arrival-late', what: 'a wait was over' },
    ]);
  });

  test('a time, twice', () => {
    const desk = aDesk(waiting.step('w2', 'wait', hourly));
    desk.enrol(maya);
    desk.arrive('r-maya', timeCame);
    expect(late(desk, timeCame)).toMatchObject([{ kind: 'arrival-late' }]);
  });

  test.each<[Arrival, string]>([
    [timeCame, 'a wait was over after the end'],
    [{ kind: 'go-on' }, 'asked to go on after the end'],
    [{ kind: 'resume' }, 'turned on again after the end'],
    [{ kind: 'end', how: 'stopped', reason: 'x' }, 'asked to end after the end'],
  ])('%j after the end', (arrival, what) => {
    const desk = aDesk(aWorkflow().trigger('t1'));
    desk.enrol(maya);
    expect(late(desk, arrival)).toMatchObject([{ kind: 'arrival-late', what }]);
  });
});

describe('while the workflow is off and frozen', () => {
  test('a run stops before its next step, and goes on when it is on again', () => {
    const desk = aDesk(waiting);
    const held = desk.enrol(maya, { frozen: true });
    expect(held.trace).toEqual(['run-began t1', 'run-paused']);
    expect(held.run).toMatchObject({ state: 'paused', node: 'g1', inside: false });
    const on = desk.arrive(held.id, { kind: 'resume' });
    expect(on.trace[0]).toBe('run-resumed');
    expect(on.run.state).toBe('waiting');
  });

  test('a time that comes is recorded; the wait is left, the next step is not entered', () => {
    const desk = aDesk(waiting);
    desk.enrol(maya);
    const ran = desk.arrive('r-maya', timeCame, { frozen: true });
    expect(ran.trace).toEqual(['wait-over w1', 'node-left w1', 'run-paused']);
    expect(ran.run).toMatchObject({ state: 'paused', node: 'g2' });
    expect(desk.arrive('r-maya', { kind: 'resume' }).contact.tags).toEqual(['before', 'after']);
  });

  test('a run with nothing left to do ends all the same', () => {
    expect(aDesk(aWorkflow().trigger('t1')).enrol(maya, { frozen: true }).run.state).toBe('completed');
  });

  test('resuming what was not paused does nothing', () => {
    const desk = aDesk(waiting);
    desk.enrol(maya);
    expect(desk.arrive('r-maya', { kind: 'resume' }).entries).toEqual([]);
  });
});

describe('ended from outside', () => {
  test.each(['stopped', 'failed', 'moved'] as const)('%s, with the reason', (how) => {
    const desk = aDesk(waiting);
    desk.enrol(maya);
    const ran = desk.arrive('r-maya', { kind: 'end', how, reason: 'contact deleted' });
    expect(ran.entries).toMatchObject([{ kind: 'run-ended', how, reason: 'contact deleted' }]);
    expect(ran.run).toMatchObject({ state: how, node: null, inside: false, reason: 'contact deleted' });
    expect(ran.run.due).toBeUndefined();
  });
});

describe('given up', () => {
  const because = { kind: 'give-up', reason: 'Baton crashed 3 times in this step.' } as const;
  const said = (step: string): string => `“${step}”: ${because.reason}`;

  test('in the step that it is in', () => {
    const desk = aDesk(waiting);
    desk.enrol(maya);
    const ran = desk.arrive('r-maya', because);
    expect(ran.entries).toMatchObject([{ kind: 'run-ended', how: 'failed', reason: said('Wait'), crashed: true }]);
  });

  test('in the step that comes next, which it is seen to enter', () => {
    const desk = aDesk(waiting);
    desk.enrol(maya, { oneStep: true });
    const ran = desk.arrive('r-maya', because);
    expect(ran.trace).toEqual(['node-entered w1', 'run-ended']);
    expect(ran.run).toMatchObject({ state: 'failed', reason: said('Wait') });
  });

  test('after its end nothing changes', () => {
    const desk = aDesk(waiting);
    desk.enrol(maya);
    desk.arrive('r-maya', because);
    expect(desk.arrive('r-maya', because).entries).toMatchObject([
      { kind: 'arrival-late', what: 'given up after the end' },
    ]);
  });
});

describe('one step at a time', () => {
  test('each arrival is one step, a wait is two', () => {
    const desk = aDesk(waiting);
    const step = (arrival: Arrival = { kind: 'go-on' }): readonly string[] =>
      desk.arrive('r-maya', arrival, { oneStep: true }).trace;
    expect(desk.enrol(maya, { oneStep: true }).trace).toEqual(['run-began t1', 'node-entered g1', 'node-left g1']);
    expect(step()).toEqual(['node-entered w1', 'wait-began w1']);
    expect(step(timeCame)).toEqual(['wait-over w1', 'node-left w1']);
    expect(step()).toEqual(['node-entered g2', 'node-left g2', 'run-ended']);
  });
});

describe('a step that is switched off', () => {
  const off = (workflow: WorkflowBuilder, id: string): ReturnType<Desk['enrol']> =>
    aDesk(workflow.with((document) => toggleDisabled(document, id))).enrol(maya);

  test('is passed through and says so', () => {
    const ran = off(waiting, 'w1');
    expect(ran.run.state).toBe('completed');
    expect(ran.entries.find((entry) => entry.kind === 'node-left' && entry.node === 'w1')).toMatchObject({
      port: 'next',
      result: 'skipped',
      reason: 'This step is switched off.',
    });
  });

  test('is left by its first port', () => {
    expect(
      off(
        aWorkflow()
          .trigger('t1')
          .branch('i1', 'vip')
          .step('g1', 'add-tag', { tags: ['x'] }),
        'i1',
      ).contact.tags,
    ).toEqual(['x']);
  });

  test('of an unknown kind is passed through too', () => {
    expect(
      off(
        aWorkflow()
          .trigger('t1')
          .step('x1', 'time-travel')
          .step('g1', 'add-tag', { tags: ['x'] }),
        'x1',
      ).contact.tags,
    ).toEqual(['x']);
  });
});

describe('what goes wrong', () => {
  test('a step of an unknown kind fails the run', () => {
    expect(aDesk(aWorkflow().trigger('t1').step('x1', 'time-travel')).enrol(maya).run).toMatchObject({
      state: 'failed',
      reason: '“time-travel” is of a kind that this version of Baton does not know.',
    });
  });

  test('a loop without a wait fails the run', () => {
    const ran = aDesk(
      aWorkflow()
        .trigger('t1')
        .step('g1', 'add-tag', { tags: ['x'] })
        .to('g1'),
    ).enrol(maya);
    expect(ran.run).toMatchObject({
      state: 'failed',
      reason: `The run went through ${MAX_VISITS} steps without a wait: there is a loop.`,
    });
    expect(ran.trace.filter((one) => one === 'node-entered g1')).toHaveLength(MAX_VISITS);
  });

  test('a contact that is gone stops the run', () => {
    const desk = aDesk(waiting);
    desk.enrol(maya);
    const contact = desk.world.get('contacts', 'maya');
    desk.put([{ table: 'contacts', id: 'maya', value: null }]);
    expect(() => desk.arrive('r-maya', timeCame)).toThrow('there is no contact');
    expect(desk.world.get('runs', 'r-maya')).toMatchObject({ state: 'stopped', reason: 'The contact is gone.' });
    expect(contact?.tags).toEqual(['before']);
  });

  test('a bug in a step fails its run, and no other', () => {
    const broken = aWorkflow().trigger('t1').step('w1', 'wait', { for: undefined, until: 'not checked', zone: 'UTC' });
    expect(aDesk(broken).enrol(maya).run).toMatchObject({
      state: 'failed',
      reason: expect.stringMatching(/^“Wait” broke: /) as string,
    });
  });
});
