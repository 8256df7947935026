// What a card shows of a run, which edges were taken, and the words for it.
import { describe, expect, test } from 'vitest';
import {
  edgeKey,
  endWords,
  messagesOf,
  nodeStatuses,
  resultWords,
  takenEdges,
  type NodeStatus,
} from '../../../../shared/engine/views.ts';
import type { Entry } from '../../../../shared/engine/trace.ts';
import { aContact, aDesk, MORNING } from '../../../support/desk.ts';
import { assignTo, aWorkflow, telling } from '../../../support/workflow.ts';

const zone = 'Europe/Berlin';
const workflow = aWorkflow()
  .trigger('t1')
  .step('a1', 'assign-user', assignTo('ana'))
  .step('w1', 'wait')
  .step('n1', 'notify-user', telling);

function shown(entries: readonly Entry[]): Readonly<Record<string, string>> {
  const words = [...nodeStatuses(entries, zone)].map(([id, status]) => [id, `${status.state}: ${status.words}`]);
  return Object.fromEntries(words) as Record<string, string>;
}

describe('cards', () => {
  const desk = aDesk(workflow);
  const held = desk.enrol(aContact('maya'));

  test('while waiting', () => {
    expect(shown(held.entries)).toEqual({
      t1: 'done: Accepted: no conditions',
      a1: 'done: Done',
      w1: 'waiting: Waiting until 2 Dec 2026, 09:00 (Europe/Berlin)',
    });
  });

  test('the wait is over', () => {
    const on = desk.arrive(held.id, { kind: 'time-came', node: 'w1' }, { oneStep: true });
    expect(shown([...held.entries, ...on.entries.slice(0, 1)])['w1']).toBe('running: The wait is over');
    expect(shown([...held.entries, ...on.entries])['w1']).toBe('done: Done');
  });

  test('visits, port and times', () => {
    expect(nodeStatuses(held.entries, zone).get('a1')).toEqual<NodeStatus>({
      state: 'done',
      words: 'Done',
      visits: 1,
      port: 'next',
      enteredAt: MORNING,
      leftAt: MORNING,
    });
  });

  test('in the middle of a step', () => {
    expect(shown(held.entries.slice(0, 2))['a1']).toBe('running: Running');
  });

  test('skipped, with the reason', () => {
    expect(
      shown(aDesk(aWorkflow().trigger('t1').step('n1', 'notify-user', telling)).enrol(aContact('maya')).entries)['n1'],
    ).toBe('skipped: Skipped: Nobody was told: the contact has no owner.');
  });

  test('paused before its first step', () => {
    expect(shown(aDesk(workflow).enrol(aContact('maya'), { frozen: true }).entries)['a1']).toBe(
      'paused: Paused: The workflow is off.',
    );
  });

  test('paused before a later step, then on again', () => {
    const at = aDesk(workflow);
    const begun = at.enrol(aContact('maya'), { oneStep: true });
    const paused = at.arrive(begun.id, { kind: 'go-on' }, { frozen: true });
    const entries = [...begun.entries, ...paused.entries];
    expect(shown(entries)['w1']).toBe('paused: Paused: The workflow is off.');
    expect(shown([...entries, ...at.arrive(begun.id, { kind: 'resume' }).entries])['w1']).toMatch(/^waiting/);
  });

  test('stopped while waiting', () => {
    const at = aDesk(workflow);
    const begun = at.enrol(aContact('maya'));
    const ended = at.arrive(begun.id, { kind: 'end', how: 'stopped', reason: 'contact deleted' });
    expect(shown([...begun.entries, ...ended.entries])['w1']).toBe('stopped: Stopped: contact deleted');
  });

  test('failed in its step', () => {
    expect(
      shown(aDesk(aWorkflow().trigger('t1').step('x1', 'time-travel')).enrol(aContact('maya')).entries)['x1'],
    ).toMatch(/^failed: Failed: “time-travel” is/);
  });
});

test('edges that were taken, and messages', () => {
  const desk = aDesk(workflow);
  const held = desk.enrol(aContact('maya'));
  const all = [...held.entries, ...desk.arrive(held.id, { kind: 'time-came', node: 'w1' }).entries];
  expect([...takenEdges(held.entries)]).toEqual([edgeKey('t1', 'next'), edgeKey('a1', 'next')]);
  expect(messagesOf(all).map((message) => message.to.user)).toEqual(['ana']);
});

test('words', () => {
  expect(resultWords('failed', 'x')).toBe('Failed: x');
  expect(endWords('completed')).toBe('Completed');
  expect(endWords('moved')).toBe('Moved to a newer version');
});
