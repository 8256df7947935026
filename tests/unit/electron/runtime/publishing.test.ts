// Draft and published: versions, the toggle with its three choices, contacts that wait in an older version, the bin.
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deleteBinned } from '../../../../electron/runtime/bin.ts';
import {
  binWorkflow,
  publish,
  restoreWorkflow,
  touched,
  turnOff,
  turnOn,
} from '../../../../electron/runtime/publishing.ts';
import { setOwner } from '../../../../electron/runtime/contacts.ts';
import type { Live } from '../../../../shared/model/live.ts';
import { MINUTE } from '../../../../shared/model/time.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { must } from '../../../support/must.ts';
import { short, Workshop } from '../../../support/workshop.ts';
import { assignTo, aWorkflow } from '../../../support/workflow.ts';

/** Waits five minutes, then tags with this text. */
const tagging = (tag: string): Workflow =>
  aWorkflow('w1', 'Tagging')
    .trigger('t1')
    .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
    .step('g1', 'add-tag', { tags: [tag] }).document;

const live = (shop: Workshop) => shop.runtime.get('live', 'w1');
const state = (shop: Workshop, contact: string) => shop.runOf(contact).state;
const tags = (shop: Workshop, contact: string) => shop.contactOf(contact).tags;

describe('publish', () => {
  test('freezes the draft as version 1; later edits change nothing until they are published', async () => {
    const shop = await Workshop.open();
    expect(await shop.publish(tagging('one'))).toBe(1);
    await shop.save(tagging('two'));
    const maya = await shop.contact('Maya');
    await shop.pass(5 * MINUTE);
    expect(tags(shop, maya)).toEqual(['one']);
  });

  test('a changed draft becomes the next version; an unchanged one only turns the live one on', async () => {
    const shop = await Workshop.open();
    expect(await shop.publish(tagging('one'))).toBe(1);
    expect(must(await publish(shop.runtime, 'w1', 'stay')).revision).toBe(1);
    must(await turnOff(shop.runtime, 'w1', 'freeze'));
    expect(must(await publish(shop.runtime, 'w1', 'stay')).revision).toBe(1);
    expect(live(shop)).toMatchObject({ status: 'on', revision: 1 });
    expect(await shop.publish(tagging('two'))).toBe(2);
    expect(live(shop)?.firstOn).toBe(must(await shop.runtime.library.readRevision('w1', 1)).publishedAt);
  });

  test('is refused while there are problems, naming step and mend, and changes nothing', async () => {
    const shop = await Workshop.open();
    await shop.save(aWorkflow('w1').trigger('t1').step('a1', 'assign-user', { users: [] }).document);
    const answer = await publish(shop.runtime, 'w1', 'stay');
    expect(answer).toMatchObject({ ok: false, problem: { code: 'has-problems', where: { node: 'a1' } } });
    expect(answer).toMatchObject({
      problem: { message: expect.stringContaining('a problem'), fix: expect.any(String) },
    });
    await shop.save(aWorkflow('w1').document);
    expect(await publish(shop.runtime, 'w1', 'stay')).toMatchObject({
      problem: { message: expect.stringContaining('problems'), fix: expect.any(String) },
    });
    expect(live(shop)).toBeUndefined();
    expect(await shop.runtime.library.nextRevision('w1')).toEqual({ ok: true, value: 1 });
    expect(await publish(shop.runtime, 'nix', 'stay')).toMatchObject({ problem: { code: 'workflow-gone' } });
  });

  test('two presses at once, with an edit between, are two versions with a number each', async () => {
    const shop = await Workshop.open();
    await shop.save(tagging('one'));
    const first = publish(shop.runtime, 'w1', 'stay');
    const twice = publish(shop.runtime, 'w1', 'stay');
    await shop.save(tagging('two'));
    const second = publish(shop.runtime, 'w1', 'stay');
    expect([must(await first), must(await twice), must(await second)].map((one) => one.revision)).toEqual([1, 1, 2]);
    const again = await shop.restart();
    const maya = await again.contact('Maya');
    await again.pass(5 * MINUTE);
    expect(tags(again, maya)).toEqual(['two']);
  });
});

describe('contacts that wait in an older version', () => {
  async function waitingIn(first: Workflow): Promise<{ shop: Workshop; maya: string }> {
    const shop = await Workshop.open();
    await shop.publish(first);
    const maya = await shop.contact('Maya');
    await shop.pass(MINUTE);
    return { shop, maya };
  }

  test('stay: they finish as they began; who comes later meets the new one', async () => {
    const { shop, maya } = await waitingIn(tagging('one'));
    await shop.publish(tagging('two'), 'stay');
    expect(touched(shop.runtime, 'w1').places).toEqual([{ revision: 1, step: 'Wait', count: 1 }]);
    const zoe = await shop.contact('Zoe');
    // The next publish will ask about both.
    expect(touched(shop.runtime, 'w1').places).toEqual([
      { revision: 1, step: 'Wait', count: 1 },
      { revision: 2, step: 'Wait', count: 1 },
    ]);
    await shop.pass(5 * MINUTE);
    expect([tags(shop, maya), tags(shop, zoe)]).toEqual([['one'], ['two']]);
  });

  test('are counted also when the older version cannot be read any more: its step is named by its id', async () => {
    const { shop, maya } = await waitingIn(tagging('one'));
    await shop.publish(tagging('two'), 'stay');
    const [name = ''] = readdirSync(join(shop.folder, 'revisions', 'w1')).filter((one) => one.startsWith('1-'));
    await shop.close();
    rmSync(join(shop.folder, 'revisions', 'w1', name));
    const again = await shop.restart();
    expect(touched(again.runtime, 'w1')).toMatchObject({
      waiting: 1,
      places: [{ revision: 1, step: 'p1', count: 1 }],
    });
    expect(state(again, maya)).toBe('waiting');
  });

  test('move: the run ends as moved, another one waits in its place and keeps the time', async () => {
    const { shop, maya } = await waitingIn(tagging('one'));
    const { due } = shop.runOf(maya);
    await shop.publish(tagging('two'), 'move');
    const [old, moved] = shop.runsOf(maya);
    expect([old?.state, old?.reason, moved?.state, moved?.revision, moved?.due]).toEqual([
      'moved',
      'to version 2',
      'waiting',
      2,
      due,
    ]);
    const began = await shop.traceOf(moved?.id ?? '');
    expect(began.map(short)).toEqual(['run-began p1', 'node-entered p1', 'wait-began p1']);
    await shop.pass(4 * MINUTE);
    expect(tags(shop, maya)).toEqual(['two']);
  });

  test('move: whose step is gone stays', async () => {
    const { shop, maya } = await waitingIn(tagging('one'));
    await shop.publish(
      aWorkflow('w1')
        .trigger('t1')
        .step('g1', 'add-tag', { tags: ['two'] }).document,
      'move',
    );
    expect(shop.runOf(maya)).toMatchObject({ state: 'waiting', revision: 1 });
    await shop.pass(4 * MINUTE);
    expect(tags(shop, maya)).toEqual(['one']);
  });

  test('move: says how many went over and how many stayed', async () => {
    const { shop } = await waitingIn(tagging('one'));
    await shop.save(tagging('two'));
    expect(must(await publish(shop.runtime, 'w1', 'move')).moved).toEqual({ over: 1, stayed: 0 });
    await shop.save(
      aWorkflow('w1')
        .trigger('t1')
        .step('g1', 'add-tag', { tags: ['three'] }).document,
    );
    expect(must(await publish(shop.runtime, 'w1', 'move')).moved).toEqual({ over: 0, stayed: 1 });
  });

  test('end: they stop, and the trace says why; those who are paused stop too', async () => {
    const { shop, maya } = await waitingIn(tagging('one'));
    const zoe = await shop.contact('Zoe');
    await shop.pass(2 * MINUTE);
    must(await turnOff(shop.runtime, 'w1', 'freeze'));
    await shop.pass(2 * MINUTE);
    expect([state(shop, maya), state(shop, zoe)]).toEqual(['paused', 'waiting']);
    await shop.publish(tagging('two'), 'end');
    for (const one of [maya, zoe])
      expect(shop.runOf(one)).toMatchObject({ state: 'stopped', reason: 'Version 2 was published.' });
    await shop.pass(10 * MINUTE);
    expect([tags(shop, maya), tags(shop, zoe)]).toEqual([[], []]);
  });
});

describe('killed right after it was written that', () => {
  /** Maya waits in version 1, version 2 is live; then a line as publishing and turning off write it, and the end. */
  async function killedAfter(change: Partial<Live>): Promise<{ shop: Workshop; maya: string }> {
    const shop = await Workshop.open();
    await shop.publish(tagging('one'));
    const maya = await shop.contact('Maya');
    await shop.publish(tagging('two'), 'stay');
    const before = live(shop);
    if (before === undefined) throw new Error('nothing is live');
    shop.runtime.runner.act(null, [{ do: 'workflow-live', live: { ...before, ...change } }]);
    await shop.runtime.runner.commit();
    return { shop: await shop.restart(), maya };
  }

  test('contacts move, they move at the next start', async () => {
    const { shop, maya } = await killedAfter({ underWay: 'move-older' });
    expect(shop.runsOf(maya).map((run) => [run.state, run.revision])).toEqual([
      ['moved', 1],
      ['waiting', 2],
    ]);
    expect(live(shop)).not.toHaveProperty('underWay');
    const again = await shop.restart();
    expect(again.runsOf(maya)).toHaveLength(2);
  });

  test('contacts of older versions end, they end at the next start', async () => {
    const { shop, maya } = await killedAfter({ underWay: 'end-older' });
    expect(shop.runOf(maya)).toMatchObject({ state: 'stopped', reason: 'Version 2 was published.' });
    await shop.pass(MINUTE);
    const zoe = await shop.contact('Zoe');
    expect(shop.runOf(zoe).state).toBe('waiting');
  });

  test('the workflow is off and everybody ends, they end at the next start', async () => {
    const { shop, maya } = await killedAfter({ status: 'off', frozen: true, underWay: 'end-all' });
    expect(shop.runOf(maya)).toMatchObject({ state: 'stopped', reason: 'The workflow was turned off.' });
  });
});

describe('off', () => {
  async function withWaiting(): Promise<{ shop: Workshop; maya: string }> {
    const shop = await Workshop.open();
    await shop.publish(tagging('one'));
    return { shop, maya: await shop.contact('Maya') };
  }

  test('freeze: what arrives is recorded, the next step is not taken; on again it goes on', async () => {
    const { shop, maya } = await withWaiting();
    must(await turnOff(shop.runtime, 'w1', 'freeze'));
    const places = [{ revision: 1, step: 'Wait', count: 1 }];
    expect(touched(shop.runtime, 'w1')).toEqual({ running: 0, waiting: 1, paused: 0, places });
    await shop.pass(5 * MINUTE);
    expect(shop.runOf(maya).state).toBe('paused');
    expect(tags(shop, maya)).toEqual([]);
    expect(touched(shop.runtime, 'w1').paused).toBe(1);
    must(await turnOn(shop.runtime, 'w1'));
    expect(shop.runOf(maya).state).toBe('completed');
    const entries = await shop.traceOf(shop.runOf(maya).id);
    expect(entries.map(short).slice(3, 7)).toEqual(['wait-over p1', 'node-left p1', 'run-paused', 'run-resumed']);
  });

  test('drain: who is in it finishes, nobody new begins', async () => {
    const { shop, maya } = await withWaiting();
    must(await turnOff(shop.runtime, 'w1', 'drain'));
    const zoe = await shop.contact('Zoe');
    await shop.pass(5 * MINUTE);
    expect([tags(shop, maya), shop.runsOf(zoe)]).toEqual([['one'], []]);
  });

  test('end: who is in it stops', async () => {
    const { shop, maya } = await withWaiting();
    must(await turnOff(shop.runtime, 'w1', 'end'));
    expect(shop.runOf(maya)).toMatchObject({ state: 'stopped', reason: 'The workflow was turned off.' });
  });

  test('on again with a changed draft: resume the live version, or publish the changes; nothing is caught up', async () => {
    const { shop, maya } = await withWaiting();
    must(await turnOff(shop.runtime, 'w1', 'freeze'));
    const missed = await shop.contact('Missed');
    await shop.pass(5 * MINUTE);
    await shop.save(tagging('two'));
    must(await turnOn(shop.runtime, 'w1'));
    expect(live(shop)).toMatchObject({ status: 'on', revision: 1 });
    expect([tags(shop, maya), shop.runsOf(missed)]).toEqual([['one'], []]);
    must(await turnOff(shop.runtime, 'w1', 'freeze'));
    expect(must(await publish(shop.runtime, 'w1', 'stay')).revision).toBe(2);
    expect(live(shop)).toMatchObject({ status: 'on', revision: 2, frozen: false });
  });

  test('doing it twice, or to what was never published, changes nothing', async () => {
    const shop = await Workshop.open();
    await shop.save(tagging('one'));
    expect(await turnOn(shop.runtime, 'w1')).toMatchObject({ problem: { code: 'not-published' } });
    expect(await turnOff(shop.runtime, 'w1', 'end')).toEqual({ ok: true, value: null });
    await shop.publish(tagging('one'));
    const before = live(shop);
    shop.clock.jump(MINUTE);
    must(await turnOn(shop.runtime, 'w1'));
    expect(live(shop)).toBe(before);
    must(await turnOff(shop.runtime, 'w1', 'drain'));
    must(await turnOff(shop.runtime, 'w1', 'end'));
    expect(live(shop)).toMatchObject({ status: 'off', frozen: false });
  });
});

describe('the bin', () => {
  test('freezes; restored, the toggle, the runs and the rotation are as they were', async () => {
    const shop = await Workshop.open();
    const document = aWorkflow('w1')
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana', 'bo', 'chi'))
      .step('p1', 'wait', { for: { amount: 5, unit: 'minutes' } })
      .step('g1', 'add-tag', { tags: ['after'] }).document;
    await shop.publish(document);
    const maya = await shop.contact('Maya');
    must(await binWorkflow(shop.runtime, 'w1'));
    must(await binWorkflow(shop.runtime, 'w1'));
    expect(live(shop)).toMatchObject({ status: 'binned', before: 'on' });
    const missed = await shop.contact('Missed');
    await shop.pass(10 * MINUTE);
    expect([state(shop, maya), shop.runsOf(missed)]).toEqual(['paused', []]);
    must(await restoreWorkflow(shop.runtime, 'w1'));
    expect(live(shop)).toMatchObject({ status: 'on', revision: 1 });
    expect([state(shop, maya), tags(shop, maya)]).toEqual(['completed', ['after']]);
    expect(shop.contactOf(await shop.contact('Next')).owner).toBe('bo');
  });

  test.each([
    ['freeze', 'paused', []],
    ['drain', 'completed', ['one']],
  ] as const)('off with %s comes back as it was', async (how, then, tagged) => {
    const shop = await Workshop.open();
    await shop.publish(tagging('one'));
    const maya = await shop.contact('Maya');
    must(await turnOff(shop.runtime, 'w1', how));
    must(await binWorkflow(shop.runtime, 'w1'));
    await shop.pass(10 * MINUTE);
    expect(state(shop, maya)).toBe('paused');
    must(await restoreWorkflow(shop.runtime, 'w1'));
    expect(live(shop)?.status).toBe('off');
    expect([state(shop, maya), tags(shop, maya)]).toEqual([then, tagged]);
  });

  test('one that was deleted for good and came back as a file is off, though it was on when it was binned', async () => {
    const shop = await Workshop.open();
    await shop.publish(tagging('one'));
    must(await binWorkflow(shop.runtime, 'w1'));
    must(await deleteBinned(shop.runtime, ['w1']));
    expect(await restoreWorkflow(shop.runtime, 'w1')).toMatchObject({ problem: { code: 'workflow-gone' } });
    await shop.save(tagging('two'));
    must(await restoreWorkflow(shop.runtime, 'w1'));
    expect(live(shop)).toMatchObject({ status: 'off', revision: 1 });
    expect(live(shop)).not.toHaveProperty('deleted');
    expect(shop.runsOf(await shop.contact('Maya'))).toEqual([]);
  });

  test('a draft goes in and comes back a draft; what is not there is said', async () => {
    const shop = await Workshop.open();
    await shop.save(tagging('one'));
    must(await binWorkflow(shop.runtime, 'w1'));
    must(await restoreWorkflow(shop.runtime, 'w1'));
    must(await restoreWorkflow(shop.runtime, 'w1'));
    expect(live(shop)).toMatchObject({ status: 'off', revision: 0 });
    expect(await shop.publish(tagging('one'))).toBe(1);
    expect(await binWorkflow(shop.runtime, 'nix')).toMatchObject({ problem: { code: 'workflow-gone' } });
  });
});

test('another workflow that assigns the same contacts is a warning, not a refusal', async () => {
  const shop = await Workshop.open();
  const assigning = (id: string) => aWorkflow(id, id).trigger('t1').step('a1', 'assign-user', assignTo('ana')).document;
  await shop.publish(assigning('w1'));
  await shop.save(assigning('w2'));
  const { findings } = must(await publish(shop.runtime, 'w2', 'stay'));
  expect(findings.map((one) => one.severity)).toEqual(['warning']);
  const maya = await shop.contact('Maya');
  must(await setOwner(shop.runtime, maya, null));
  expect(shop.contactOf(maya).owner).toBeNull();
});
