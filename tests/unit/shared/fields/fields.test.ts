// Field kinds: what each takes, refuses, and says about a value of the right shape.
import { describe, expect, test } from 'vitest';
import * as fields from '../../../../shared/fields/index.ts';
import { directoryOf } from '../../../../shared/model/directory.ts';
import { aUser, hasTag, somePeople } from '../../../support/workflow.ts';

const directory = directoryOf(
  somePeople([aUser('ana')], [{ id: 'sales', name: 'Sales', members: [] }]),
  { lost: null, anne: 'ana' },
  [{ key: 'lost', kind: 'user', name: 'Lost User' }],
);
const required = 'Choose something.';
const kinds: Readonly<Record<string, fields.AnyField>> = {
  text: fields.text({ label: 'x', required }),
  'text, if any': fields.text({ label: 'x' }),
  template: fields.template({ label: 'x', required }),
  choice: fields.choice({ label: 'x', choices: [{ value: 'a', label: 'A' }], later: ['b'] }),
  toggle: fields.toggle({ label: 'x' }),
  tags: fields.tags({ label: 'x', required }),
  duration: fields.duration({ label: 'x', initial: { amount: 1, unit: 'days' } }),
  'wall time': fields.wallTime({ label: 'x', required }),
  zone: fields.zone({ label: 'x' }),
  user: fields.user({ label: 'x', required }),
  users: fields.users({ label: 'x', required }),
  shares: fields.shares({ label: 'x', required }),
  pool: fields.pool({ label: 'x', required }),
  groups: fields.groups({ label: 'x' }),
  branches: fields.branches({ label: 'x', initial: [] }),
};

/** What is wrong with a value: its problems, "wrong shape", or nothing. */
function verdict(kind: string, value: unknown): string {
  const field = kinds[kind];
  if (field === undefined) throw new Error(`no kind ${kind}`);
  if (!field.schema.safeParse(value).success) return 'wrong shape';
  return (field.check?.(value as never, directory) ?? []).map((problem) => problem.message).join(' ');
}

const branch = (port: string, groups: readonly unknown[] = [[hasTag('a')]]): object => ({ port, name: port, groups });

describe('values', () => {
  test.each<[string, unknown, string]>([
    ['text', 'x', ''],
    ['text', ' ', required],
    ['text', 7, 'wrong shape'],
    ['text', 'x'.repeat(10_001), 'wrong shape'],
    ['text, if any', '', ''],
    ['template', '', required],
    ['choice', 'a', ''],
    ['choice', 'b', ''],
    ['choice', 'c', 'wrong shape'],
    ['toggle', 'yes', 'wrong shape'],
    ['tags', ['a'], ''],
    ['tags', [' '], required],
    ['tags', [], required],
    ['duration', { amount: 5, unit: 'minutes' }, ''],
    ['duration', { amount: 0, unit: 'minutes' }, 'wrong shape'],
    ['duration', { amount: 1.5, unit: 'days' }, 'wrong shape'],
    ['duration', { amount: 1, unit: 'years' }, 'wrong shape'],
    ['wall time', '2026-02-28T23:59', ''],
    ['wall time', '2024-02-29T00:00:30', ''],
    ['wall time', '', required],
    ['wall time', '2026-02-29T09:00', '“2026-02-29T09:00” is not a date and time.'],
    ['wall time', '2026-13-01T09:00', '“2026-13-01T09:00” is not a date and time.'],
    ['wall time', '2026-12-01T24:00', '“2026-12-01T24:00” is not a date and time.'],
    ['wall time', '2026-12-01T09:00:60', '“2026-12-01T09:00:60” is not a date and time.'],
    ['wall time', 'tomorrow', '“tomorrow” is not a date and time.'],
    ['zone', 'Europe/Berlin', ''],
    ['zone', 'Mars/Crater', '“Mars/Crater” is not a time zone.'],
    ['zone', '', '“” is not a time zone.'],
    ['user', 'ana', ''],
    ['user', '', required],
    ['user', 'zoe', 'zoe is not in this workspace.'],
    ['user', 'lost', 'Lost User is not in this workspace.'],
    ['users', ['ana'], ''],
    ['users', [], required],
    ['users', ['ana', 'zoe'], 'zoe is not in this workspace.'],
    ['users', [''], 'wrong shape'],
    ['shares', [{ user: 'ana', weight: 100 }], ''],
    ['shares', [{ user: 'ana', weight: 101 }], 'wrong shape'],
    ['shares', [{ user: 'ana' }, { user: 'ana' }], 'Ana stands in the list twice.'],
    ['shares', [{ user: 'ana' }, { user: 'anne' }], 'Ana stands in the list twice.'],
    ['shares', [], required],
    ['pool', 'sales', ''],
    ['pool', '', required],
    ['pool', 'support', 'support is not in this workspace.'],
    ['groups', [], ''],
    ['groups', [[]], 'Group 1 has no condition.'],
    ['groups', [[{ field: 'contact.email', op: 'like' }]], 'wrong shape'],
    ['branches', [branch('a')], ''],
    ['branches', [], 'There is no branch.'],
    ['branches', [branch('a'), branch('a')], 'Two branches have the same id.'],
    ['branches', [branch('none')], 'Two branches have the same id.'],
    ['branches', [branch('a', [])], 'Branch “a” has no conditions.'],
    ['branches', [branch('a', [[]])], 'Branch “a”: Group 1 has no condition.'],
    ['branches', [branch('a b')], 'wrong shape'],
  ])('%s %j: %s', (kind, value, expected) => {
    expect(verdict(kind, value)).toBe(expected);
  });

  test('no kind is left out', () => {
    const made = Object.values(fields).filter((one) => typeof one === 'function').length - 1;
    expect(new Set(Object.values(kinds).map((field) => field.kind)).size).toBe(made);
  });
});

test('an optional field may be absent', () => {
  expect(fields.optional(fields.text({ label: 'x' })).schema.safeParse(undefined).success).toBe(true);
});

test('people are renamed wherever a field names them', () => {
  const rename = (key: string): string => `${key}!`;
  const renamed = (kind: string, value: unknown): unknown => kinds[kind]?.keys?.map(value as never, rename);
  expect(renamed('user', 'ana')).toBe('ana!');
  expect(renamed('user', '')).toBe('');
  expect(renamed('users', ['ana', 'bo'])).toEqual(['ana!', 'bo!']);
  expect(renamed('shares', [{ user: 'ana', weight: 2, note: 'x' }])).toEqual([{ user: 'ana!', weight: 2, note: 'x' }]);
  expect(renamed('pool', 'sales')).toBe('sales!');
  expect(renamed('text', 'ana')).toBeUndefined();
});
