// Wait: for a while, or until a date and time.
import { expect, test } from 'vitest';
import { directoryOf } from '../../../../shared/model/directory.ts';
import type { RawConfig } from '../../../../shared/model/workflow.ts';
import { parseConfig } from '../../../../shared/steps/config.ts';
import { wait } from '../../../../shared/steps/wait.ts';
import { aContact, aDesk, MORNING, type Ran } from '../../../support/desk.ts';
import { aWorkflow, somePeople } from '../../../support/workflow.ts';

const HOUR = 3_600_000;

function hold(config: RawConfig, now = MORNING): Ran {
  const workflow = aWorkflow()
    .trigger('t1')
    .step('w1', 'wait', { for: undefined, ...config })
    .step('g1', 'add-tag', { tags: ['after'] });
  return aDesk(workflow).enrol(aContact('maya'), { now });
}

test.each([
  ['90 minutes', { for: { amount: 90, unit: 'minutes' } }, MORNING + 1.5 * HOUR],
  ['2 hours', { for: { amount: 2, unit: 'hours' } }, MORNING + 2 * HOUR],
  ['1 day', { for: { amount: 1, unit: 'days' } }, MORNING + 24 * HOUR],
  ['2 weeks', { for: { amount: 2, unit: 'weeks' } }, MORNING + 14 * 24 * HOUR],
  ['until a time in another zone', { until: '2026-12-02T09:00', zone: 'America/New_York' }, Date.UTC(2026, 11, 2, 14)],
  ['until a time in the workspace’s zone', { until: '2026-12-02T09:00' }, Date.UTC(2026, 11, 2, 8)],
  ['until a time with seconds', { until: '2026-12-02T09:00:30', zone: 'UTC' }, Date.UTC(2026, 11, 2, 9, 0, 30)],
])('%s', (_, config, due) => {
  const ran = hold(config);
  expect(ran.run).toMatchObject({ state: 'waiting', node: 'w1', inside: true, due });
  expect(ran.contact.tags).toEqual([]);
});

test('days keep the time of day over a clock change', () => {
  const before = Date.UTC(2026, 9, 24, 8);
  expect(hold({ for: { amount: 1, unit: 'days' } }, before).run.due).toBe(before + 25 * HOUR);
});

test('a time that is past lets the contact through at once', () => {
  const ran = hold({ until: '2026-11-30T09:00', zone: 'Europe/Berlin' });
  expect(ran.run.state).toBe('completed');
  expect(ran.contact.tags).toEqual(['after']);
  expect(ran.entries.find((entry) => entry.kind === 'node-left')).toMatchObject({
    because: { rule: '30 Nov 2026, 09:00 (Europe/Berlin) is already past, so the contact goes on at once.' },
  });
});

test('the trace says until when', () => {
  expect(hold({ for: { amount: 1, unit: 'days' } }).entries.at(-1)).toMatchObject({
    kind: 'wait-began',
    because: { rule: 'Waiting until 2 Dec 2026, 09:00 (Europe/Berlin).' },
  });
});

test.each([
  [{ for: { amount: 1, unit: 'days' } }, 'For 1 day'],
  [{ for: { amount: 30, unit: 'minutes' } }, 'For 30 minutes'],
  [{ until: '2026-12-01T09:00', zone: 'Europe/Berlin' }, 'Until 2026-12-01 09:00 (Europe/Berlin)'],
  [{ until: '2026-12-01T09:00' }, 'Until 2026-12-01 09:00'],
  [{ until: '' }, 'Choose a date and time'],
  [{}, 'Choose how long'],
])('its card with %j reads "%s"', (config, words) => {
  expect(wait.caption(parseConfig(wait, config).config as never, directoryOf(somePeople([]), {}, []))).toBe(words);
});
