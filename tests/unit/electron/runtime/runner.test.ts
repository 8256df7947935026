// One event, one frame: what listens begins, what does not says why, and nothing is told before it is on the disk.
import { describe, expect, test } from 'vitest';
import { enrol } from '../../../../electron/runtime/enrol.ts';
import { turnOff } from '../../../../electron/runtime/publishing.ts';
import { realDisk, type Disk } from '../../../../electron/store/disk.ts';
import type { Line } from '../../../../shared/engine/line.ts';
import type { CrmEvent } from '../../../../shared/model/crm-event.ts';
import { must } from '../../../support/must.ts';
import { short, Workshop } from '../../../support/workshop.ts';
import { assignTo, aWorkflow, hasTag, telling } from '../../../support/workflow.ts';

const handOut = aWorkflow('w1').trigger('t1').step('a1', 'assign-user', assignTo('ana', 'bo')).document;
const other = aWorkflow('w2')
  .trigger('t1')
  .step('g1', 'add-tag', { tags: ['seen'] }).document;

function eventsOf(lines: readonly Line[]): readonly Extract<Line, { k: 'event' }>[] {
  return lines.flatMap((line) => (line.k === 'event' ? [line] : []));
}

test('a contact that comes into being runs through every published workflow, in order of first publish', async () => {
  const shop = await Workshop.open();
  await shop.publish(other);
  shop.clock.jump(1000);
  await shop.publish(handOut);
  const maya = await shop.contact('Maya');
  expect(shop.runsOf(maya).map((run) => [run.workflow, run.state, run.revision])).toEqual([
    ['w2', 'completed', 1],
    ['w1', 'completed', 1],
  ]);
  expect(shop.contactOf(maya)).toMatchObject({ owner: 'ana', tags: ['seen'] });
});

test('the trace is read back from the disk as it happened, numbered from one', async () => {
  const shop = await Workshop.open();
  await shop.publish(handOut);
  const run = shop.runOf(await shop.contact('Maya'));
  const entries = await shop.traceOf(run.id);
  expect(entries.map(short)).toEqual(['run-began t1', 'node-entered a1', 'node-left a1', 'run-ended completed']);
  expect(entries.map((entry) => entry.seq)).toEqual([1, 2, 3, 4]);
});

test('who listens is told after the frame is on the disk, once', async () => {
  const told: string[] = [];
  const disk: Disk = {
    ...realDisk,
    async open(path, mode) {
      const file = await realDisk.open(path, mode);
      const sync = () => file.sync().then(() => void (path.includes('segment') && told.push('synced')));
      return { ...file, sync, keeper: undefined };
    },
  };
  const shop = await Workshop.open({
    disk,
    told: {
      entries: (_run, entries) => void told.push(...entries.map(short)),
      notified: (messages) => void told.push(...messages.map((one) => `told ${one.to.name}`)),
    },
  });
  await shop.publish(
    aWorkflow('w1')
      .trigger('t1')
      .step('a1', 'assign-user', assignTo('ana'))
      .step('w1', 'wait', { for: { amount: 1, unit: 'hours' } })
      .step('n1', 'notify-user', telling).document,
  );
  const maya = await shop.contact('Maya');
  // A run that only began can be open nowhere.
  expect(told.filter((one) => one !== 'synced')).toEqual([]);
  told.length = 0;
  shop.runtime.runner.arrive(shop.runOf(maya), { kind: 'time-came', node: 'w1' });
  expect(told).toEqual([]);
  await shop.runtime.runner.commit();
  expect(told).toEqual([
    'synced',
    'wait-over w1',
    'node-left w1',
    'node-entered n1',
    'node-left n1',
    'message-queued n1',
    'run-ended completed',
    'told Ana',
  ]);
});

describe('why not', () => {
  async function refusals(shop: Workshop, contact: string): Promise<readonly string[]> {
    return eventsOf(await shop.runtime.ledger.trace(contact)).flatMap((line) => line.refused.map((one) => one.rule));
  }

  test('a draft is not published', async () => {
    const shop = await Workshop.open();
    await shop.save(handOut);
    expect(await refusals(shop, await shop.contact('Maya'))).toEqual(['The workflow is not published.']);
  });

  test('off: the event is listed as missed', async () => {
    const shop = await Workshop.open();
    await shop.publish(handOut);
    must(await turnOff(shop.runtime, 'w1', 'freeze'));
    const maya = await shop.contact('Maya');
    expect(await refusals(shop, maya)).toEqual(['The workflow is turned off.']);
    expect(shop.runsOf(maya)).toEqual([]);
    const missed = await shop.runtime.ledger.trace('missed:w1');
    expect(missed).toMatchObject([{ k: 'missed', workflow: 'w1', event: { contact: maya } }]);
  });

  test('a filter names the condition that did not hold; what never listens says nothing', async () => {
    const shop = await Workshop.open();
    await shop.publish(
      aWorkflow('w1')
        .trigger('t1', 'contact-created', { filters: [[hasTag('vip')]] })
        .step('g1', 'add-tag', { tags: ['x'] }).document,
    );
    await shop.publish(
      aWorkflow('w2')
        .trigger('t1', 'enrolled-by-hand')
        .step('g1', 'add-tag', { tags: ['x'] }).document,
    );
    const rules = await refusals(shop, await shop.contact('Maya'));
    expect(rules).toHaveLength(1);
    expect(rules[0]).toContain('vip');
    expect(shop.runsOf(await shop.contact('Vip', { tags: ['vip'] }))).toHaveLength(1);
  });

  test('in it already; and been in it before, where re-entry is off', async () => {
    const shop = await Workshop.open();
    const waiting = aWorkflow('w1')
      .trigger('t1')
      .step('p1', 'wait', { for: { amount: 1, unit: 'hours' } })
      .step('g1', 'add-tag', { tags: ['x'] });
    await shop.publish(waiting.document);
    const maya = await shop.contact('Maya');
    expect(await enrol(shop.runtime, 'press-1', [maya], 'w1')).toEqual({
      enrolled: 0,
      refused: [{ contact: maya, rule: 'The contact is in this workflow already.' }],
    });
    await shop.pass(3_600_000);
    expect(shop.runOf(maya).state).toBe('completed');
    // An event is refused; a hand overrides the rule and the trace says which.
    const event: CrmEvent = { id: 'again', type: 'contact-created', contact: maya, at: shop.clock.now(), by: null };
    const happening = shop.runtime.runner.happen(event, []);
    expect(happening).toEqual({
      began: [],
      refused: [{ workflow: 'w1', rule: 'The contact was in this workflow before, and re-entry is off.' }],
    });
    expect(await enrol(shop.runtime, 'press-2', [maya], 'w1')).toMatchObject({ enrolled: 1 });
    const second = shop.runsOf(maya)[1];
    const [began] = await shop.traceOf(second?.id ?? '');
    expect(began).toMatchObject({ kind: 'run-began', overrides: expect.stringContaining('re-entry is off') });
  });

  test('re-entry on: an event enrols again', async () => {
    const shop = await Workshop.open();
    await shop.publish({ ...handOut, settings: { allowReentry: true } });
    const maya = await shop.contact('Maya');
    const event: CrmEvent = { id: 'again', type: 'contact-created', contact: maya, at: shop.clock.now(), by: null };
    expect(shop.runtime.runner.happen(event, []).began).toHaveLength(1);
  });
});

test('an arrival for a run that ended is kept and changes nothing; one whose version is not at hand is left alone', async () => {
  const shop = await Workshop.open();
  await shop.publish(handOut);
  const run = shop.runOf(await shop.contact('Maya'));
  expect(shop.runtime.runner.arrive(run, { kind: 'time-came', node: 'a1' }).map(short)).toEqual(['arrival-late']);
  await shop.runtime.runner.commit();
  expect(shop.runtime.get('runs', run.id)?.state).toBe('completed');
  expect(shop.runtime.runner.arrive({ ...run, revision: 99 }, { kind: 'go-on' })).toEqual([]);
  expect(shop.runtime.runner.arrive(shop.runtime.get('runs', run.id) ?? run, { kind: 'resume' }).map(short)).toEqual([
    'arrival-late',
  ]);
});
