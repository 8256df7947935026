// Stepping through a run: a test on a borrowed world and a live run are moved through by one cursor.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { openTrace, scrubPlace, type TraceStore } from '../../../../renderer/state/runs.ts';
import { indexGraph, type Graph } from '../../../../shared/graph/index-graph.ts';
import type { RunPage, TestWorld } from '../../../../shared/ipc-types.ts';
import { emptyContactDraft, type Contact } from '../../../../shared/model/contact.ts';
import { assignTo, aUser, aWorkflow, telling } from '../../../support/workflow.ts';

const NOW = 1_800_000_000_000;
const workflow = aWorkflow()
  .trigger('t')
  .step('a', 'assign-user', assignTo('ana', 'bo'))
  .step('w', 'wait', { for: { amount: 2, unit: 'hours' } })
  .step('n', 'notify-user', telling).document;
const graph = indexGraph(workflow, {});
const contact: Contact = {
  ...emptyContactDraft,
  id: 'c',
  firstName: 'Maya',
  owner: null,
  doNotDisturb: false,
  createdAt: NOW,
  updatedAt: NOW,
};
const world: TestWorld = { users: [aUser('ana'), aUser('bo')], pools: [], rotations: {}, zone: 'UTC', now: NOW };

function begun(of: Graph = graph, still = false): TraceStore {
  const trace = openTrace(() => still);
  trace.begin(of, world, contact, 'contact-created');
  return trace;
}

const next = (trace: TraceStore): string | null | undefined => trace.getState().frame?.next;
const states = (trace: TraceStore): string =>
  [...(trace.getState().frame?.statuses ?? [])].map(([id, { state }]) => `${id} ${state}`).join(', ');

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe('a test', () => {
  test('begins before the first step, with the trigger accepted', () => {
    const trace = begun();
    expect(trace.getState()).toMatchObject({ mode: 'test', contactName: 'Maya', revision: 0 });
    expect([states(trace), next(trace)]).toEqual(['t done', 'a']);
  });

  test('steps, jumps over waits on its own clock, and ends', () => {
    const trace = begun();
    trace.step();
    expect(states(trace)).toBe('t done, a done');
    trace.step();
    expect(states(trace)).toBe('t done, a done, w waiting');
    trace.step();
    expect(trace.getState().frame?.now).toBe(NOW + 2 * 3_600_000);
    trace.step();
    trace.step();
    expect(trace.getState().frame?.run?.state).toBe('completed');
    const { shown } = trace.getState();
    trace.step();
    expect(trace.getState().shown).toBe(shown);
  });

  test('steps back and forth through the same facts', () => {
    const trace = begun();
    trace.step();
    trace.step();
    const { entries } = trace.getState();
    trace.back();
    expect(states(trace)).toBe('t done, a done');
    trace.back();
    trace.back();
    expect(states(trace)).toBe('t done');
    trace.step();
    expect([states(trace), trace.getState().entries]).toEqual(['t done, a done', entries]);
  });

  test('scrubs to any stop', () => {
    const trace = begun();
    trace.step();
    trace.step();
    trace.scrub(1);
    expect(states(trace)).toBe('t done, a done');
    expect(scrubPlace(trace.getState())).toEqual({ at: 1, of: 3 });
    trace.scrub(99);
    expect(scrubPlace(trace.getState())).toEqual({ at: 2, of: 3 });
  });

  test('plays to the end, showing each step running first', async () => {
    const trace = begun();
    trace.play();
    expect(states(trace)).toBe('t done, a running');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(trace.getState()).toMatchObject({ playing: false });
    expect(states(trace)).toBe('t done, a done, w done, n done');
  });

  test('pauses while it plays, and stands at a whole step after the next one', async () => {
    const trace = begun();
    trace.play();
    trace.play();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(states(trace)).toBe('t done, a running');
    trace.step();
    expect(states(trace)).toBe('t done, a done');
  });

  test('stops before a breakpoint, and before the step it was asked to run to', () => {
    const trace = begun(graph, true);
    trace.toggleBreakpoint('w');
    trace.play();
    expect([next(trace), trace.getState().playing]).toEqual(['w', false]);
    trace.play('n');
    expect(next(trace)).toBe('n');
    trace.toggleBreakpoint('w');
    trace.restart();
    trace.play();
    expect(trace.getState().frame?.run?.state).toBe('completed');
  });

  test('plays at once where no motion is wanted, and never for ever', () => {
    const loop = aWorkflow().trigger('t').step('w', 'wait').to('w').document;
    const trace = begun(indexGraph(loop, {}), true);
    trace.play();
    expect(trace.getState().playing).toBe(false);
    expect(trace.getState().entries.length).toBeGreaterThan(1000);
  });

  test('says why a contact does not enter', () => {
    const filtered = aWorkflow().trigger('t', 'contact-created', {
      filters: [[{ field: 'contact.source', op: 'is', value: 'Fair' }]],
    }).document;
    const trace = begun(indexGraph(filtered, {}));
    expect(trace.getState().test?.refused).toContain('Source is Fair');
    trace.step();
    expect(trace.getState().entries).toEqual([]);
  });

  test('left, it keeps the breakpoints only', () => {
    const trace = begun();
    trace.toggleBreakpoint('n');
    trace.leave();
    expect(trace.getState()).toMatchObject({ mode: 'off', entries: [], frame: null });
    expect(trace.getState().breakpoints).toEqual(new Set(['n']));
  });
});

describe('a live run', () => {
  const played = begun(graph, true);
  played.play();
  const { entries } = played.getState();
  const page = (upTo: number): RunPage =>
    ({
      run: { id: 'r', revision: 3 },
      contactName: 'Maya',
      entries: entries.slice(0, upTo),
      messages: [],
    }) as unknown as RunPage;

  test('is shown to its present end, and follows what it writes', () => {
    const trace = openTrace(() => true);
    trace.show(page(3), graph, 'UTC');
    expect(trace.getState()).toMatchObject({ mode: 'live', revision: 3, shown: 3 });
    trace.append(entries.slice(2, 5));
    expect(trace.getState()).toMatchObject({ shown: 5 });
    expect(trace.getState().entries).toEqual(entries.slice(0, 5));
  });

  test('keeps its place when somebody looks at an earlier step', () => {
    const trace = openTrace(() => true);
    trace.show(page(5), graph, 'UTC');
    trace.restart();
    trace.append(entries.slice(5, 8));
    trace.show(page(8), graph, 'UTC');
    expect(trace.getState().shown).toBe(1);
    trace.play();
    expect(trace.getState().shown).toBe(8);
  });
});
