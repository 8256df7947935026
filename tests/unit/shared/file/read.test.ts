// What the reader takes, and that every refusal names place, rule and way out.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readJson } from '../../../../shared/file/json.ts';
import { migrations } from '../../../../shared/file/migrate.ts';
import { parseWorkflow, readWorkflow } from '../../../../shared/file/read.ts';
import type { Problem } from '../../../../shared/model/problem.ts';
import { WORKFLOW_FORMAT_VERSION, type Workflow } from '../../../../shared/model/workflow.ts';
import { must } from '../../../support/must.ts';
import { seedText } from '../../../support/seed.ts';

function refusal(text: string): Problem {
  const read = readWorkflow(text);
  if (read.ok) throw new Error('it was read');
  return read.problem;
}

const changed = (from: string, to: string): string => {
  if (!seedText.includes(from)) throw new Error(`the seed has no ${from}`);
  return seedText.replace(from, to);
};

describe('text that is not a workflow file', () => {
  test.each([
    ['cut off', seedText.slice(0, 300), /line \d+, column \d+: the file ends too early/],
    ['a key twice', changed('"name":', '"id": "other",\n  "name":'), /line 5, column 3: “id” stands there twice/],
    [
      'a key twice, written differently',
      changed('"name":', '"\\u0069d": "other",\n  "name":'),
      /line 5, column 3: “id” stands/,
    ],
    [
      'a comma too many',
      changed('"formatVersion": 1,', '"formatVersion": 1,,'),
      /line 3, column 22: "," is not expected/,
    ],
    ['a missing colon', changed('"name": ', '"name" '), /line 5, column 10: "\\"" is not expected/],
    ['a trailing comma', changed('"tests": []', '"tests": [1,]'), /"\]" is not expected/],
    ['more after the end', `${seedText}{}`, /line 30, column 1: there is more after the end/],
    [
      'a number too large',
      changed('"formatVersion": 1', '"formatVersion": 1e400'),
      /line 3, column 20: the number 1e400 is too large/,
    ],
    ['a number with a leading nought', changed('"formatVersion": 1', '"formatVersion": 01'), /line 3, column 21/],
    ['a line break in a text', changed('Assign new contacts', 'Assign\nnew'), /control character inside a text/],
    ['a zero character', changed('Assign new contacts', 'Assign\\u0000new'), /zero character/],
    ['an escape that is none', changed('Assign new contacts', 'Assign\\x'), /backslash that escapes nothing/],
    ['a text that is too long', changed('Assign new contacts', 'A'.repeat(10_001)), /longer than 10,000/],
    ['comments', changed('"formatVersion"', '// a\n"formatVersion"'), /line 3, column 3: "\/" is not expected/],
    ['nested too deeply', '['.repeat(100_000), /line 1, column 65: it is nested too deeply/],
    ['nested too deeply in objects', '[{"":'.repeat(50_000), /nested too deeply/],
    [
      'a prototype key',
      changed('"filters": []', '"filters": [], "__proto__": { "x": 1 }'),
      /line \d+, column \d+: the name “nodes\.t1\.config\.__proto__” is not allowed/,
    ],
    [
      'a constructor key',
      changed('"filters": []', '"constructor": { "prototype": {} }'),
      /“nodes\.t1\.config\.constructor” is not allowed/,
    ],
    ['too large', `${' '.repeat(5_000_001)}{}`, /larger than 5 MB/],
  ])('%s', (_, text, words) => {
    const problem = refusal(text);
    expect(problem.message).toMatch(words);
    expect(problem.fix).toMatch(/[.]$/);
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test.each([
    ['an n8n export', '{"nodes":[],"connections":{}}', 'This is an n8n export; only .baton.json files can be opened.'],
    [
      'a Node-RED flow',
      '[{"id":"1","type":"tab"},{"id":"2","wires":[]}]',
      'This is a Node-RED flow; only .baton.json files can be opened.',
    ],
    [
      'a Make blueprint',
      '{"name":"x","flow":[],"metadata":{}}',
      'This is a Make blueprint; only .baton.json files can be opened.',
    ],
    ['a Zapier export', '{"zaps":[]}', 'This is a Zapier export; only .baton.json files can be opened.'],
    ['some other JSON', '{"hello":1}', 'This is not a workflow file of Baton; only .baton.json files can be opened.'],
    ['null', 'null', 'This is not a workflow file of Baton; only .baton.json files can be opened.'],
    ['a zip', 'PK\u0003\u0004....', 'This is a zip file, not a workflow file.'],
    ['a PNG', '\uFFFDPNG\r\n', 'This is a picture, not a workflow file.'],
    ['a JPEG', '\uFFFD\uFFFD\uFFFD\uFFFD\0\u0010JFIF', 'This is a picture, not a workflow file.'],
    ['a PDF', '%PDF-1.7', 'This is a PDF, not a workflow file.'],
    ['a web page', '<!DOCTYPE html>', 'This is a web page or XML file, not a workflow file.'],
    ['UTF-16', '\uFFFD\uFFFD{\0"\0', 'This file is in UTF-16; workflow files are UTF-8.'],
    ['UTF-16 without a mark', '{\0"\0', 'This file is in UTF-16; workflow files are UTF-8.'],
    ['zero bytes', '{"format"\0', 'This file holds zero bytes: it is no text, and no workflow file.'],
    ['nothing', ' \n', 'This file is empty.'],
  ])('%s', (_, text, message) => {
    expect(refusal(text)).toMatchObject({ message, fix: 'Choose a file that Baton exported.' });
  });
});

describe('a file of another shape', () => {
  test.each([
    ['a missing label', changed('"label": "Assign To User", ', ''), 'nodes.a1.label is missing', 9],
    ['a number as name', changed('"name": "Assign new contacts"', '"name": 7'), 'name must be text', 5],
    [
      'a name that is too long',
      changed('Assign new contacts', 'A'.repeat(201)),
      'name is longer than 200 characters',
      5,
    ],
    [
      'a path as id',
      changed('"id": "assign-new-contacts"', '"id": "../../x"'),
      'id must be made of small letters, digits, hyphens and underscores',
      4,
    ],
    [
      'a device as id',
      changed('"id": "assign-new-contacts"', '"id": "com1"'),
      'id is a name that Windows keeps for itself',
      4,
    ],
    [
      'capitals in the id',
      changed('"id": "assign-new-contacts"', '"id": "Assign"'),
      'id must be made of small letters, digits, hyphens and underscores',
      4,
    ],
    [
      'a node id with a slash',
      changed('"a1": { "type"', '"a/1": { "type"'),
      'nodes.a/1 must be made of letters, digits, hyphens and underscores',
      9,
    ],
    [
      'steps in a list',
      changed('"config": { "filters": [] }', '"config": []'),
      'nodes.t1.config must be an object',
      11,
    ],
    [
      'a version of nought',
      changed('"typeVersion": 1', '"typeVersion": 0'),
      'nodes.a1.typeVersion must be 1 or more',
      9,
    ],
    [
      'half a version',
      changed('"typeVersion": 1', '"typeVersion": 1.5'),
      'nodes.a1.typeVersion must be a whole number',
      9,
    ],
    ['a place of one number', changed('"t1": [0, 0]', '"t1": [0]'), 'layout.t1 must be two numbers', 21],
    ['a place out of this world', changed('"t1": [0, 0]', '"t1": [0, 1e9]'), 'layout.t1.1 is too far out', 21],
    [
      'an unknown kind of reference',
      changed('"kind": "user"', '"kind": "team"'),
      'requires.0.kind must be one of user, pool',
      24,
    ],
    ['a reference twice', changed('"key": "bo"', '"key": "ana"'), '“ana” stands in “requires” twice', 23],
    [
      'a format version that is text',
      changed('"formatVersion": 1', '"formatVersion": "1"'),
      'formatVersion must be a whole number',
      3,
    ],
    ['an edge without an end', changed(', "to": "n1"', ''), 'edges.0.to is missing', 14],
  ])('%s', (_, text, message, line) => {
    const problem = refusal(text);
    expect(problem.message).toBe(`Not a valid workflow file: ${message} (line ${line}).`);
    expect(problem.where?.line).toBe(line);
    expect(problem.fix).toMatch(/[.]$/);
  });

  test('too many steps, too many lines', () => {
    const document = must(readWorkflow(seedText));
    const node = document.nodes['a1'];
    const many = Object.fromEntries(Array.from({ length: 501 }, (_, n) => [`n${n}`, node]));
    expect(parseWorkflow({ ...document, nodes: many })).toMatchObject({
      problem: { message: 'This workflow has 501 steps; Baton takes up to 500.' },
    });
    const lines = Array.from({ length: 2001 }, () => document.edges[0]);
    expect(parseWorkflow({ ...document, edges: lines })).toMatchObject({
      problem: { message: 'This workflow has 2001 lines between its steps; Baton takes up to 2000.' },
    });
  });

  test('a prototype key that came by another way', () => {
    const document = { ...must(readWorkflow(seedText)), later: [JSON.parse('{"__proto__": {}}')] };
    expect(parseWorkflow(document)).toMatchObject({ ok: false, problem: { where: { path: 'later.0.__proto__' } } });
  });
});

describe('versions', () => {
  test('a newer one is refused politely', () => {
    expect(refusal(changed('"formatVersion": 1', '"formatVersion": 4'))).toEqual({
      code: 'newer-version',
      message: `Made by a newer version of Baton (format 4); this one reads up to ${WORKFLOW_FORMAT_VERSION}.`,
      fix: 'Update Baton, or export the workflow from there in an older format.',
    });
  });

  test('there is a way from every older one', () => {
    const older = Array.from({ length: WORKFLOW_FORMAT_VERSION - 1 }, (_, n) => String(n + 1));
    expect(Object.keys(migrations)).toEqual(older);
  });
});

describe('what is taken', () => {
  test('a byte order mark, and line ends of Windows', () => {
    expect(readWorkflow(`\uFEFF${seedText.replaceAll('\n', '\r\n')}`)).toEqual(readWorkflow(seedText));
  });

  test('a file with the least there can be', () => {
    const text = '{"format":"baton.workflow","formatVersion":1,"id":"w","name":"W","nodes":{},"edges":[]}';
    expect(must(readWorkflow(text))).toMatchObject({
      description: '',
      settings: { allowReentry: false },
      notes: [],
      layout: {},
      requires: [],
      tests: [],
    });
  });

  test('places become whole pixels', () => {
    const { layout } = must(readWorkflow(changed('"t1": [0, 0]', '"t1": [0.4, -7.6]')));
    expect(layout['t1']).toEqual([0, -8]);
  });

  test('what JSON.parse takes, byte for byte', () => {
    const plain = fc
      .jsonValue()
      .filter((value) => !/"(__proto__|constructor|prototype)"|\\u0000/.test(JSON.stringify(value)));
    fc.assert(
      fc.property(plain, fc.nat(4), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  test('what JSON.parse does not take, it does not take either', () => {
    fc.assert(
      fc.property(fc.nat(seedText.length - 1), fc.string({ maxLength: 3 }), (at, noise) => {
        const text = seedText.slice(0, at) + noise + seedText.slice(at + 1);
        let value: unknown;
        try {
          value = JSON.parse(text);
        } catch {
          expect(readJson(text).ok).toBe(false);
          return;
        }
        const read = readJson(text);
        if (read.ok) expect(read.value).toEqual(value);
      }),
      { numRuns: 500 },
    );
  });

  test('five megabytes are read in one pass', () => {
    const node = '{ "type": "wait", "typeVersion": 1, "label": "x", "config": { "a": ["\\u0041", 1, null] } }';
    const text = `{ "nodes": { ${Array.from({ length: 40_000 }, (_, n) => `"n${n}": ${node}`).join(', ')} } }`;
    const { nodes } = must(readJson(text)) as Pick<Workflow, 'nodes'>;
    expect(Object.keys(nodes)).toHaveLength(40_000);
  });
});
