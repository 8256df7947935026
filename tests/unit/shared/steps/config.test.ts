// Stored settings: defaults, modes, upgrades, wrong shapes, and the people they name.
import { describe, expect, test } from 'vitest';
import { optional, template, text, toggle, users } from '../../../../shared/fields/index.ts';
import { directoryOf } from '../../../../shared/model/directory.ts';
import { assignUser } from '../../../../shared/steps/assign-user.ts';
import {
  fieldProblems,
  fieldsInUse,
  initialConfig,
  parseConfig,
  presentConfig,
} from '../../../../shared/steps/config.ts';
import { defineStep, portsOf, traitsOf } from '../../../../shared/steps/define.ts';
import { hidesKeys, keysIn, renameKeys } from '../../../../shared/steps/keys.ts';
import { notifyUser } from '../../../../shared/steps/notify-user.ts';
import { wait } from '../../../../shared/steps/wait.ts';
import { assignTo, somePeople } from '../../../support/workflow.ts';

/** A step of its third version: `words` was called `text`, and later came to be a list of users beside it. */
const greet = defineStep({
  type: 'greet',
  typeVersion: 3,
  group: 'notify',
  label: 'Greet',
  icon: 'Hand',
  help: 'Greets.',
  keywords: ['hello'],
  fields: {
    words: template({ label: 'Words', initial: 'Hello', required: 'Write something.' }),
    loud: toggle({ label: 'Loud' }),
    mark: optional(text({ label: 'Mark', shownWhen: (config) => config['loud'] === true })),
    users: optional(users({ label: 'Users', required: 'Choose.' })),
  },
  caption: (config) => config.words,
  upgrades: {
    1: ({ text: words, ...rest }) => ({ ...rest, words }),
    2: (config) => ({ ...config, users: [] }),
  },
  plan: () => ({ leave: 'next', result: 'done' }),
});

describe('reading settings', () => {
  test('what is absent has its default, what is optional stays absent', () => {
    expect(parseConfig(greet, {})).toEqual({ config: { words: 'Hello', loud: false, users: undefined }, problems: [] });
  });

  test('the value is kept as it was written, unknown keys inside too', () => {
    const share = { user: 'ana', later: 1 };
    expect(parseConfig(assignUser, { users: [share] }).config['users']).toEqual([share]);
  });

  test('a field that is not shown does not count, whatever it holds', () => {
    expect(parseConfig(greet, { mark: 7 }).problems).toEqual([]);
    expect(parseConfig(greet, { mark: 7, loud: true }).problems).toMatchObject([
      { code: 'wrong-value', where: { field: 'mark' } },
    ]);
  });

  test('older settings are brought up step by step; the present ones stay', () => {
    const node = { type: 'greet', label: '', config: { text: 'Hi' } };
    expect(presentConfig(greet, { ...node, typeVersion: 1 })).toEqual({ words: 'Hi', users: [] });
    expect(presentConfig(greet, { ...node, typeVersion: 2 })).toEqual({ text: 'Hi', users: [] });
    expect(presentConfig(greet, { ...node, typeVersion: 3 })).toBe(node.config);
  });

  test('problems of values name their field', () => {
    const { config } = parseConfig(greet, { words: '{{ contact.shoe }}', users: ['zoe'] });
    const found = fieldProblems(greet, config, directoryOf(somePeople([]), {}, []));
    expect(found.map((problem) => problem.where?.field)).toEqual(['words', 'users']);
    expect(
      fieldProblems(greet, parseConfig(greet, { words: ' ' }).config, directoryOf(somePeople([]), {}, [])),
    ).toMatchObject([{ message: 'Write something.' }]);
  });
});

describe('modes', () => {
  test('a new step has the first', () => {
    expect(initialConfig(assignUser)).toEqual({
      users: [],
      split: 'equal',
      onlyUnassigned: false,
      whenNobody: 'continue',
    });
    expect(initialConfig(wait)).toEqual({ for: { amount: 1, unit: 'days' } });
  });

  test('the fields that are there choose', () => {
    expect(fieldsInUse(assignUser, { pool: '' })).toContain('pool');
    expect(fieldsInUse(assignUser, { pool: '' })).not.toContain('users');
    expect(fieldsInUse(wait, { zone: 'UTC' })).toEqual(['until', 'zone']);
    expect(fieldsInUse(wait, {})).toEqual(['for']);
  });
});

describe('the people in settings', () => {
  const config = { ...assignTo('ana', 'bo'), fallback: 'chi', other: 'x' };

  test('are found, also in fields that do not show', () => {
    expect(keysIn(assignUser, config).map((use) => `${use.kind} ${use.key}`)).toEqual([
      'user ana',
      'user bo',
      'user chi',
    ]);
    expect(keysIn(assignUser, { pool: 'sales', fallback: '' })).toEqual([{ kind: 'pool', key: 'sales' }]);
    expect(keysIn(notifyUser, { to: 'all-users', users: ['ana'] })).toHaveLength(1);
  });

  test('are renamed, and nothing else changes', () => {
    expect(renameKeys(assignUser, config, (use) => `${use.key}-${use.kind}`)).toEqual({
      ...assignTo('ana-user', 'bo-user'),
      fallback: 'chi-user',
      other: 'x',
    });
  });

  test('may hide in a value of the wrong shape', () => {
    expect(hidesKeys(assignUser, { users: 'ana' })).toBe(true);
    expect(keysIn(assignUser, { users: 'ana' })).toEqual([]);
    expect(hidesKeys(assignUser, config)).toBe(false);
    expect(hidesKeys(notifyUser, { channel: 'fax' })).toBe(false);
  });
});

test('a step without words of its own about ways and traits has one way and none', () => {
  expect(portsOf(greet, {})).toEqual([{ id: 'next', label: '' }]);
  expect(traitsOf(greet, {})).toEqual({});
  expect(traitsOf(undefined, {})).toEqual({});
});
