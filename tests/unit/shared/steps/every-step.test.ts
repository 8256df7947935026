// What holds for every step type. A new one is covered unasked.
import { existsSync, readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { directoryOf } from '../../../../shared/model/directory.ts';
import { initialConfig, parseConfig, upgradeConfig, fieldsInUse } from '../../../../shared/steps/config.ts';
import { portsOf } from '../../../../shared/steps/define.ts';
import { stepType, stepTypes } from '../../../../shared/steps/index.ts';
import { aContact, aDesk } from '../../../support/desk.ts';
import { aNode, aUser, aWorkflow, somePeople } from '../../../support/workflow.ts';

const people = somePeople([aUser('ana')]);
const directory = directoryOf(people, {}, []);
/** Files of steps/ that are no step. */
const helpers = ['change', 'config', 'define', 'index', 'keys'];

test('every file is registered, and the file name is the type', () => {
  const files = readdirSync('shared/steps').map((file) => file.replace(/[.]ts$/, ''));
  expect(stepTypes.map((type) => type.type).sort()).toEqual(files.filter((file) => !helpers.includes(file)).sort());
  expect(stepTypes.filter((type) => stepType(type.type) !== type)).toEqual([]);
});

describe.each(stepTypes.map((type) => [type.type, type] as const))('%s', (_, type) => {
  const initial = initialConfig(type);

  test('has its words', () => {
    expect(type.label).toMatch(/^[A-Z]/);
    expect(type.help).toMatch(/^[A-Z].*[.]$/);
    expect(type.icon).toMatch(/^[A-Z][A-Za-z0-9]+$/);
    expect(type.keywords.length).toBeGreaterThan(1);
    for (const field of Object.values(type.fields)) expect(field.label).toMatch(/^[A-Z]/);
  });

  test('its first settings parse, survive JSON, and have a caption', () => {
    const { config, problems } = parseConfig(type, initial);
    expect(problems).toEqual([]);
    expect(JSON.parse(JSON.stringify(initial))).toEqual(initial);
    expect(type.caption(config as never, directory)).toMatch(/\S/);
  });

  test('each mode has settings of its own', () => {
    for (const mode of type.modes?.options ?? []) {
      const chosen = Object.fromEntries(mode.fields.map((name) => [name, type.fields[name]?.initial]));
      const { config, problems } = parseConfig(type, chosen);
      expect(problems).toEqual([]);
      expect(fieldsInUse(type, chosen)).toEqual(expect.arrayContaining([...mode.fields]));
      expect(type.caption(config as never, directory)).toMatch(/\S/);
    }
  });

  test('settings of a wrong shape fall back and say so', () => {
    const broken = Object.fromEntries(Object.keys(type.fields).map((name) => [name, { not: 'this' }]));
    const { config, problems } = parseConfig(type, broken);
    expect(problems.length > 0).toBe(fieldsInUse(type, broken).length > 0);
    expect(type.caption(config as never, directory)).toMatch(/\S/);
    for (const problem of problems) expect(problem.fix).toMatch(/[.]$/);
  });

  test('has ways out with ids that differ', () => {
    const ports = portsOf(type, parseConfig(type, initial).config).map((port) => port.id);
    expect(ports.length).toBeGreaterThan(0);
    expect(new Set(ports).size).toBe(ports.length);
  });

  test('has a page of tests of its own', () => {
    expect(existsSync(`tests/unit/shared/steps/${type.type}.test.ts`)).toBe(true);
  });

  test('has an upgrade for every older version', () => {
    const older = Array.from({ length: type.typeVersion - 1 }, (__, n) => String(n + 1));
    expect(Object.keys(type.upgrades)).toEqual(older);
    for (const version of older)
      expect(parseConfig(type, upgradeConfig(type, initial, Number(version))).problems).toEqual([]);
  });
});

const planners = stepTypes.filter((type) => type.kind === 'step');

describe.each(planners.map((type) => [type.type, type] as const))('%s', (_, type) => {
  test('plans the same twice, and the answer survives JSON', () => {
    const workflow = aWorkflow()
      .trigger('t1')
      .with((one) => ({
        ...one,
        nodes: { ...one.nodes, x1: aNode(type.type) },
        edges: [{ from: 't1', port: 'next', to: 'x1' }],
      }));
    const run = () => aDesk(workflow, { people }).enrol(aContact('maya')).entries;
    expect(run()).toEqual(run());
    expect(JSON.parse(JSON.stringify(run()))).toEqual(run());
  });
});
