// The written file: byte-equal to what was read, and the same for the same workflow.
import { describe, expect, test } from 'vitest';
import { readWorkflow } from '../../../../shared/file/read.ts';
import { contentOf, writeWorkflow } from '../../../../shared/file/write.ts';
import { setConfig, setDetails, setLayout, toggleDisabled } from '../../../../shared/graph/edit.ts';
import type { Workflow } from '../../../../shared/model/workflow.ts';
import { must } from '../../../support/must.ts';
import { seedText } from '../../../support/seed.ts';

const seed = must(readWorkflow(seedText));

test('the seed file comes out as it went in', () => {
  expect(writeWorkflow(seed)).toBe(seedText);
});

test('fields and steps that this version does not know stay, in their order', () => {
  const text = seedText
    .replace('"tests": []', '"tests": [\n    { "name": "x", "b": 1, "a": [] }\n  ],\n  "zebra": { "b": 1, "a": [2] }')
    .replace('"allowReentry": false', '"allowReentry": false, "window": { "z": 1 }')
    .replace('"type": "notify-user", "typeVersion": 1', '"type": "from-the-future", "typeVersion": 7')
    .replace(
      '"redirect": "conversation" } }',
      '"redirect": "conversation", "later": { "z": 1, "y": null } }, "colour": "red" }',
    )
    .replace('"to": "n1" }', '"to": "n1", "style": "dashed" }')
    .replace('"notes": []', '"notes": [\n    { "id": "x1", "text": "Ask Bo", "at": [10, 20], "pinned": true }\n  ]')
    .replace('"email": "bo@example.com" }', '"email": "bo@example.com", "team": "north" }');
  expect(writeWorkflow(must(readWorkflow(text)))).toBe(text);
});

test('an empty workflow', () => {
  const text = writeWorkflow({ ...seed, nodes: {}, edges: [], layout: {}, requires: [] });
  expect(text).toContain(
    '"nodes": {},\n  "edges": [],\n  "notes": [],\n  "layout": {},\n  "requires": [],\n  "tests": []\n}\n',
  );
});

test('the order in which things were made does not show', () => {
  const reversed = <T>(of: Readonly<Record<string, T>>): Record<string, T> =>
    Object.fromEntries(Object.entries(of).toReversed());
  const shuffled: Workflow = {
    ...(reversed(seed as unknown as Record<string, unknown>) as unknown as Workflow),
    nodes: Object.fromEntries(
      Object.entries(reversed(seed.nodes)).map(([id, node]) => [id, { ...node, config: reversed(node.config) }]),
    ),
    edges: seed.edges.toReversed(),
    layout: reversed(seed.layout),
    requires: seed.requires.toReversed(),
  };
  expect(writeWorkflow(shuffled)).toBe(seedText);
  expect(contentOf(shuffled)).toBe(contentOf(seed));
});

describe('what makes a revision', () => {
  test.each([
    ['the name', setDetails(seed, { name: 'Other', description: 'Other' })],
    ['notes', setDetails(seed, { notes: [{ id: 'x', text: 'x', at: [0, 0] }] })],
    ['places', setLayout(seed, { a1: [500, 500] })],
    ['the list of people', { ...seed, requires: [] }],
    ['tests', { ...seed, tests: [{}] }],
  ])('not %s', (_, other) => {
    expect(contentOf(other)).toBe(contentOf(seed));
  });

  test.each([
    ['a setting of a step', setConfig(seed, 't1', { filters: [[]] })],
    ['a step that is off', toggleDisabled(seed, 'n1')],
    ['an edge', { ...seed, edges: seed.edges.slice(1) }],
    ['a setting of the workflow', setDetails(seed, { settings: { allowReentry: true } })],
  ])('but %s', (_, other) => {
    expect(contentOf(other)).not.toBe(contentOf(seed));
  });
});
