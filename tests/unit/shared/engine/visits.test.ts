// The log of a run and the picture at one moment: lines, stops, what is lit, and what cannot be reached any more.
import { describe, expect, test } from 'vitest';
import { frameAt } from '../../../../shared/engine/frame.ts';
import {
  continueTest,
  startTest,
  stepTest,
  testEntries,
  TEST_RUN,
  type TestRun,
} from '../../../../shared/engine/test-run.ts';
import type { Entry } from '../../../../shared/engine/trace.ts';
import { stopsOf, visitsOf } from '../../../../shared/engine/visits.ts';
import { indexGraph, type Graph } from '../../../../shared/graph/index-graph.ts';
import { emptyContactDraft } from '../../../../shared/model/contact.ts';
import { DAY } from '../../../../shared/model/time.ts';
import { assignTo, aUser, aWorkflow, somePeople, telling } from '../../../support/workflow.ts';

const NOW = 1_800_000_000_000;
const workflow = aWorkflow()
  .trigger('t')
  .step('a', 'assign-user', assignTo('ana', 'bo'))
  .branch('i', 'vip')
  .step('v', 'add-tag', { tags: ['gold'] })
  .after('i', 'none')
  .step('w', 'wait', { for: { amount: 1, unit: 'days' } })
  .step('n', 'notify-user', telling).document;
const graph = indexGraph(workflow, {});

function begin(of: Graph = graph, tags: readonly string[] = []): TestRun {
  const contact = {
    ...emptyContactDraft,
    id: 'c',
    tags,
    owner: null,
    doNotDisturb: false,
    createdAt: NOW,
    updatedAt: NOW,
  };
  const world = { get: () => undefined, ...somePeople([aUser('ana'), aUser('bo')]), zone: 'UTC' };
  return startTest(of, world, contact, { id: 'e', type: 'contact-created', contact: 'c', at: NOW, by: null }, NOW);
}

const all = (test: TestRun): readonly Entry[] => testEntries(continueTest(test));
const lines = (entries: readonly Entry[]): readonly string[] =>
  visitsOf(entries, 'UTC').map(({ node, state, words }) => `${node ?? '-'} ${state}: ${words}`);

describe('the log', () => {
  test('has one line per visit, and one for the end', () => {
    expect(lines(all(begin()))).toEqual([
      't done: Accepted: no conditions',
      'a done: Done',
      'i done: Done',
      'w done: Done',
      'n done: Done',
      '- done: Completed',
    ]);
  });

  test('keeps what a step put out, changed, told and why', () => {
    const visits = visitsOf(all(begin()), 'UTC');
    expect(visits[1]?.output).toMatchObject({ owner: { id: 'ana' } });
    expect(visits[1]?.changes.map((change) => change.do)).toEqual(['contact-owner-set', 'rotation-moved']);
    expect(visits[1]?.because).toMatchObject({ picked: 'ana' });
    expect(visits[2]?.port).toBe('none');
    expect(visits[4]?.messages.map((message) => message.to.name)).toEqual(['Ana']);
  });

  test('tells a wait that goes on, and after it when it was due and when it went on', () => {
    const waiting = stepTest(stepTest(stepTest(begin())));
    expect(visitsOf(testEntries(waiting), 'UTC').at(-1)).toMatchObject({ node: 'w', state: 'waiting', due: NOW + DAY });
    expect(visitsOf(all(begin()), 'UTC')[3]).toMatchObject({ due: NOW + DAY, wokeAt: NOW + DAY, leftAt: NOW + DAY });
  });

  test('shows a step that ended the run as the one that stopped it', () => {
    const stops = aWorkflow()
      .trigger('t')
      .step('a', 'assign-user', { ...assignTo('gone'), whenNobody: 'stop' }).document;
    const entries = all(begin(indexGraph(stops, {})));
    expect(lines(entries).slice(1)).toEqual([
      expect.stringMatching(/^a stopped: Stopped: Assign To User: Nobody can be chosen/) as string,
      expect.stringMatching(/^- stopped: Stopped/) as string,
    ]);
    expect(visitsOf(entries, 'UTC')[1]?.because).toMatchObject({ picked: null });
  });

  test('shows a wait in which the run was ended as stopped, and not as still waiting', () => {
    const waiting = testEntries(stepTest(stepTest(stepTest(begin()))));
    const seq = waiting.length + 1;
    const ended = { seq, at: NOW + 1000, kind: 'run-ended', how: 'stopped', reason: 'Stopped by hand.' } as const;
    expect(lines([...waiting, ended]).slice(-2)).toEqual([
      'w stopped: Stopped: Stopped by hand.',
      '- stopped: Stopped: Stopped by hand.',
    ]);
  });

  test('gives every entry to exactly one line', () => {
    const entries = all(begin());
    const visits = visitsOf(entries, 'UTC');
    expect(visits[0]?.from).toBe(0);
    expect(visits.at(-1)?.until).toBe(entries.length);
    visits.slice(1).forEach((visit, index) => expect(visit.from).toBe(visits[index]?.until));
  });
});

describe('stops', () => {
  test('are after each visit and at each wait, never inside a step', () => {
    const entries = all(begin());
    const kinds = stopsOf(entries).map((stop) => entries[stop - 1]?.kind);
    expect(kinds).toEqual([
      'run-began',
      'node-left',
      'node-left',
      'wait-began',
      'node-left',
      'message-queued',
      'run-ended',
    ]);
    expect(stopsOf(entries).at(-1)).toBe(entries.length);
  });
});

describe('the picture at a moment', () => {
  const entries = all(begin());
  const at = (stop: number): ReturnType<typeof frameAt> =>
    frameAt(graph, TEST_RUN, entries, stopsOf(entries)[stop] ?? 0, 'UTC');

  test('knows what comes next, and what was gone along', () => {
    expect(at(0)).toMatchObject({ next: 'a', now: NOW });
    expect([...at(1).taken]).toEqual(['t next', 'a next']);
    expect(at(3).next).toBeNull();
  });

  test('closes what cannot be reached any more, with the reason', () => {
    expect([...at(1).closed]).toEqual([]);
    expect([...at(2).closed]).toEqual([['v', 'Not on the way: If / Else went by None']]);
    expect(at(6).statuses.get('n')?.state).toBe('done');
  });

  test('is empty before the beginning', () => {
    const nothing = frameAt(graph, TEST_RUN, entries, 0, 'UTC');
    expect([nothing.run, nothing.next, nothing.statuses.size, nothing.closed.size]).toEqual([undefined, null, 0, 0]);
  });

  test('a trigger that did not begin the run is closed too', () => {
    const two = aWorkflow()
      .trigger('t')
      .step('a', 'add-tag', { tags: ['x'] })
      .trigger('u', 'enrolled-by-hand')
      .to('a').document;
    const ready = indexGraph(two, {});
    const frame = frameAt(ready, TEST_RUN, all(begin(ready)), 1, 'UTC');
    expect(frame.closed.get('u')).toBe('Another trigger began this');
  });
});
