// The seed file, read and written, is the same bytes; what the reader refuses it refuses with a place.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readWorkflow } from '../../../../shared/file/read.ts';
import { writeWorkflow } from '../../../../shared/file/write.ts';

const seed = readFileSync(new URL('../../../fixtures/seed/assign-new-contacts.baton.json', import.meta.url), 'utf8');

function refusal(text: string): string {
  const read = readWorkflow(text);
  return read.ok ? 'read' : read.problem.message;
}

describe('a workflow file', () => {
  it('written back is byte-equal', () => {
    const read = readWorkflow(seed);
    expect(read.ok && writeWorkflow(read.value)).toBe(seed);
  });

  it('keeps fields and step types that it does not know, in their order', () => {
    const text = seed
      .replace('"tests": []', '"tests": [],\n  "zebra": { "b": 1, "a": [2] }')
      .replace('"type": "notify-user", "typeVersion": 1', '"type": "from-the-future", "typeVersion": 7')
      .replace('"redirect": "conversation" }', '"redirect": "conversation", "later": { "z": 1, "y": null } }');
    const read = readWorkflow(text);
    expect(read.ok && writeWorkflow(read.value)).toBe(text);
  });

  it.each([
    ['a cut file', seed.slice(0, 300), /line \d+, column \d+: the file ends too early/],
    [
      'a doubled key',
      seed.replace('"name":', '"id": "other",\n  "name":'),
      /line 5, column 3: "id" stands there twice/,
    ],
    ['a wrong comma', seed.replace('"formatVersion": 1,', '"formatVersion": 1,,'), /line 3, column 22/],
    ['a newer format', seed.replace('"formatVersion": 1', '"formatVersion": 4'), /newer version of Baton \(format 4\)/],
    ['an n8n export', '{"nodes":[],"connections":{}}', /n8n export/],
    ['a Node-RED flow', '[{"id":"1","type":"tab"},{"id":"2","wires":[]}]', /Node-RED flow/],
    ['a zip', 'PK\u0003\u0004....', /zip file/],
    ['UTF-16', '\uFFFD\uFFFD{\0"\0', /zero bytes|picture/],
    ['an empty file', ' \n', /empty/],
    ['deep nesting', '['.repeat(100_000), /nested too deeply/],
    [
      'a prototype key',
      seed.replace('"config": { "filters"', '"config": { "__proto__": { "x": 1 }, "filters"'),
      /nodes\.t1\.config\.__proto__/,
    ],
    ['a path as id', seed.replace('"id": "assign-new-contacts"', '"id": "../../x"'), /id: must be letters/],
  ])('refuses %s and says where', (_, text, words) => {
    expect(refusal(text)).toMatch(words);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('accepts a byte order mark', () => {
    expect(readWorkflow(`\uFEFF${seed}`).ok).toBe(true);
  });
});
