// The door: every request has a schema that refuses what nobody asked for.
import { describe, expect, test } from 'vitest';
import { pushNames, requestNames, requests } from '../../../shared/ipc.ts';

test('names are a noun and a verb, each once', () => {
  for (const name of requestNames) expect(name).toMatch(/^[a-z]+[.][a-zA-Z]+$/);
  expect(new Set([...requestNames, ...pushNames]).size).toBe(requestNames.length + pushNames.length);
});

describe.each(requestNames)('%s', (name) => {
  const { input } = requests[name];

  test.each([undefined, null, 'x', 7, [], { __surprise: 1 }])('refuses %j', (value) => {
    expect(input.safeParse(value).success).toBe(false);
  });
});

describe('inputs', () => {
  const accepts = (name: (typeof requestNames)[number], value: unknown): boolean =>
    requests[name].input.safeParse(value).success;

  test('an id is never empty or endless', () => {
    expect(accepts('contacts.get', { id: 'c1' })).toBe(true);
    expect(accepts('contacts.get', { id: '' })).toBe(false);
    expect(accepts('contacts.get', { id: 'x'.repeat(301) })).toBe(false);
    expect(accepts('contacts.get', { id: 'c1', more: true })).toBe(false);
  });

  test('a page is bounded', () => {
    expect(accepts('contacts.list', { search: '', offset: 0, limit: 100 })).toBe(true);
    expect(accepts('contacts.list', { search: '', offset: -1, limit: 100 })).toBe(false);
    expect(accepts('contacts.list', { search: '', offset: 0, limit: 100_000 })).toBe(false);
  });

  test('a workflow crosses whole, whatever it holds: its own reader checks it', () => {
    expect(
      accepts('workflows.save', { document: { id: 'w1', name: 'W', later: { a: 1 } }, bindings: { ana: null } }),
    ).toBe(true);
    expect(accepts('workflows.save', { document: { name: 'W' }, bindings: {} })).toBe(false);
    expect(accepts('workflows.save', { document: { id: 'w1', name: 'W' }, bindings: { ana: 7 } })).toBe(false);
  });
});
