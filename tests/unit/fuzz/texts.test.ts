// Readers of text: workflow files, CSV files of contacts and users, templates, links.
import fc from 'fast-check';
import { expect } from 'vitest';
import { previewContacts } from '../../../electron/csv/preview.ts';
import { readUsers } from '../../../electron/csv/users.ts';
import { contactsToCsv } from '../../../electron/csv/write.ts';
import { screenOfLink } from '../../../electron/desktop/links.ts';
import { readClip } from '../../../shared/file/clipboard.ts';
import { planImport } from '../../../shared/file/import-plan.ts';
import { writeWorkflow } from '../../../shared/file/write.ts';
import { checkWorkflow } from '../../../shared/graph/check.ts';
import { indexGraph } from '../../../shared/graph/index-graph.ts';
import { placesOf } from '../../../shared/graph/layout.ts';
import type { ContactDraft } from '../../../shared/model/contact.ts';
import { recordLink } from '../../../shared/model/link.ts';
import { unsafeKeys } from '../../../shared/model/unsafe-keys.ts';
import { userSchema } from '../../../shared/model/user.ts';
import { emptyWorkflow, type Workflow } from '../../../shared/model/workflow.ts';
import { parseTemplate } from '../../../shared/template.ts';
import { readAll } from '../../support/csv.ts';
import { checkRefusal, fuzz, mutatedJson, mutatedText } from '../../support/fuzz.ts';
import { seedText } from '../../support/seed.ts';
import { aUser, somePeople } from '../../support/workflow.ts';

const people = somePeople([aUser('ana'), aUser('bo')]);
const surroundings = {
  ...people,
  workflows: new Map([['w1', 'Workflow']]),
  findings: (document: Parameters<typeof checkWorkflow>[0], bindings: Parameters<typeof indexGraph>[1]) =>
    checkWorkflow(document, { bindings, people, channelReady: () => true, rivals: [] }),
};
const jsonBits = [
  '"',
  '\\',
  '\\u0000',
  '\\ud800',
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '1e400',
  '-',
  '"__proto__":',
  'null',
  '\ufeff',
  '\0',
];
const seed: unknown = JSON.parse(seedText);

/** As data, with the two lists that a file holds sorted. */
function inOrder(document: Workflow): unknown {
  const sorted = (list: readonly object[]): readonly string[] =>
    list.map((one) => JSON.stringify(Object.entries(one).toSorted(([a], [b]) => (a < b ? -1 : 1)))).toSorted();
  const plain = JSON.parse(JSON.stringify(document)) as Workflow;
  return { ...plain, edges: sorted(plain.edges), requires: sorted(plain.requires) };
}

/** Whether an object has a key of its own that reaches what all objects share. JSON.parse keeps them as plain keys. */
function hasReachingKey(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(value).some(([key, inside]) => unsafeKeys.has(key) || hasReachingKey(inside));
}

fuzz(
  'a workflow file is taken whole and comes out the same, or is refused in words',
  fc.oneof(
    mutatedText(seedText, jsonBits),
    mutatedJson(seed).map((value) => JSON.stringify(value)),
    fc.json({ maxDepth: 6 }),
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.constantFrom('[', '{"a":', '[{"":').chain((bit) => fc.nat(30_000).map((times) => bit.repeat(times))),
  ),
  (text) => {
    const plan = planImport(text, surroundings);
    checkRefusal(plan);
    const clip = readClip(text, { document: emptyWorkflow('w1', 'W'), bindings: {}, people });
    checkRefusal(clip);
    if (!plan.ok) return;
    expect(hasReachingKey(JSON.parse(text.replace(/^\uFEFF/, '')))).toBe(false);
    const { document, findings } = plan.value;
    for (const { message } of findings) expect(message).not.toMatch(/undefined|\[object|TypeError/);
    const written = writeWorkflow(document);
    const again = planImport(written, surroundings);
    if (!again.ok) throw new Error(`its own file is refused: ${again.problem.message}`);
    expect(inOrder(again.value.document)).toEqual(inOrder(document));
    expect(writeWorkflow(again.value.document)).toBe(written);
    // What was taken in can be drawn and looked up.
    const places = placesOf(document);
    expect(Object.keys(document.nodes).filter((id) => !Object.hasOwn(places, id))).toEqual([]);
    indexGraph(document, {});
  },
);

/** The seed file with a name in one of its objects that would reach what all objects share. */
const reaching = fc
  .record({
    at: fc.nat(),
    first: fc.boolean(),
    key: fc.constantFrom('"__proto__"', '"constructor"', '"prototype"', String.raw`"\u005f_proto__"`),
    value: fc.oneof(fc.constant({ polluted: true }), fc.jsonValue({ maxDepth: 2 })),
  })
  .map(({ at, first, key, value }) => {
    // Not those within texts: merge fields have braces, too.
    const found = [...seedText.matchAll(/"(?:[^"\\]|\\.)*"|[{}]/g)];
    const braces = found.filter(([brace]) => brace === (first ? '{' : '}'));
    const place = braces[at % braces.length]?.index ?? 0;
    const member = `${key}:${JSON.stringify(value)}`;
    const [before, after] = [seedText.slice(0, place), seedText.slice(place + 1)];
    if (first) return `${before}{${member}${/^\s*\}/.test(after) ? '' : ','}${after}`;
    return `${before}${/\{\s*$/.test(before) ? '' : ','}${member}}${after}`;
  });

fuzz('a workflow file with a name that reaches what all objects share is refused by that name', reaching, (text) => {
  const plan = planImport(text, surroundings);
  checkRefusal(plan);
  expect(plan).toMatchObject({ ok: false, problem: { message: expect.stringMatching(/name “.*” is not allowed/) } });
  expect(readClip(text, { document: emptyWorkflow('w1', 'W'), bindings: {}, people }).ok).toBe(false);
});

const csvBits = [
  '"',
  '""',
  ',',
  ';',
  '\t',
  '|',
  '\n',
  '\r',
  '\r\n',
  ' ',
  "'",
  '=1+1',
  '+',
  '@',
  '-',
  'é',
  '😀',
  '\ufeff',
  '\0',
];
const headers = fc.shuffledSubarray(
  [
    'First Name',
    'Last Name',
    'Email',
    'Phone',
    'Tags',
    'Source',
    'custom.a',
    '__proto__',
    'constructor',
    'custom.__proto__',
    'Notes',
    '',
  ],
  { minLength: 1 },
);
const cell = fc.oneof(
  fc.constantFrom(...csvBits),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
  fc.constant('a@example.org'),
);
const csv = fc
  .record({
    headers,
    separator: fc.constantFrom(',', ';', '\t'),
    rows: fc.array(fc.array(cell, { maxLength: 13 }), { maxLength: 12 }),
  })
  .map(({ headers: names, separator, rows }) => [names, ...rows].map((row) => row.join(separator)).join('\n'));
const csvBytes = fc.oneof(
  csv.map((text) => new TextEncoder().encode(text)),
  csv.map((text) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))),
  csv.chain((text) => mutatedText(text, csvBits)).map((text) => new TextEncoder().encode(text)),
  fc.uint8Array({ maxLength: 300 }),
);

/** What the file that we write does not keep: its own comment says so. */
function survives({ firstName, lastName, email, phone, source, tags, custom }: ContactDraft): boolean {
  const all = [firstName, lastName, email, phone, source, ...tags, ...Object.entries(custom).flat()];
  return !/[\r\uFFFD\0]/.test(all.join('')) && all.every((text) => text.trim().normalize('NFC') === text);
}

fuzz(
  'contacts of a CSV file come in as rows or are named as skipped, and go out and in again as they were',
  csvBytes,
  async (bytes) => {
    const look = previewContacts(bytes);
    checkRefusal(look);
    const rows = await readAll(bytes);
    const contacts: ContactDraft[] = [];
    for (const row of rows) {
      if ('refused' in row) checkRefusal({ ok: false, problem: row.refused });
      else if ('skipped' in row) expect(row.skipped.length).toBeGreaterThan(5);
      else contacts.push(row.contact);
    }
    for (const contact of contacts) {
      for (const key of Object.keys(contact.custom)) expect(key).not.toMatch(/^(__proto__|constructor|prototype)$/);
      expect(Object.getPrototypeOf(contact.custom)).toBe(Object.prototype);
    }
    const kept = contacts.filter(survives);
    const again = await readAll([...contactsToCsv(kept)].join(''));
    expect(again.map((row) => ('contact' in row ? row.contact : row))).toEqual(kept);
  },
);

fuzz(
  'users of a CSV file are users, or lines with a reason',
  fc.oneof(
    csvBytes,
    csv.map((text) => new TextEncoder().encode(text.replace(/^[^\n]*/, 'name,email,phone,active'))),
  ),
  (bytes) => {
    const read = readUsers(bytes);
    checkRefusal(read);
    if (!read.ok) return;
    for (const { user } of read.value.users) expect(userSchema.safeParse({ id: 'x', ...user }).success).toBe(true);
    for (const { reason } of read.value.skipped) expect(reason.length).toBeGreaterThan(3);
  },
);

const templateBits = fc.constantFrom(
  '{{',
  '}}',
  '{{ ',
  ' }}',
  '{%',
  '%}',
  'contact.first_name',
  'contact',
  '.',
  '[',
  ']',
  '"',
  "'",
  '|',
  ' | default: "x"',
  ' | upcase',
  'constructor',
  '__proto__',
  'contact.custom["a"]',
  '\\',
  ' ',
  '\n',
  'user.email',
  '(1..9)',
  'x'.repeat(50),
  '€',
);
const values = {
  contact: { first_name: '{{ user.email }}', email: '$&$1', custom: { a: '<b>' }, owner: {} },
  user: { email: 'secret@example.com' },
};

fuzz(
  'a template is filled in once, from known fields, or keeps what was written',
  fc
    .array(fc.oneof(templateBits, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 30 })
    .map((bits) => bits.join('')),
  (source) => {
    const template = parseTemplate(source);
    const { text } = template.render(values);
    for (const problem of template.problems) checkRefusal({ ok: false, problem });
    expect(text).not.toMatch(/function |\[native|\[object/);
    if (!/\{[{%]/.test(source)) expect(text).toBe(source);
    if (!source.includes('user')) expect(text.includes('secret@example.com')).toBe(false);
    expect(parseTemplate(source).render(values)).toEqual(template.render(values));
  },
);

const linkBits = [
  'baton://',
  'contact',
  'conversation',
  '/',
  '..',
  '%2e',
  '?',
  '#',
  '@',
  ':',
  '\n',
  '\0',
  'c1',
  '\\',
  ' ',
];

fuzz(
  'a link opens a screen of ours with a plain id, or nothing',
  fc.oneof(
    fc.array(fc.constantFrom(...linkBits), { maxLength: 8 }).map((bits) => bits.join('')),
    mutatedText('baton://contact/0123456789abcdef', linkBits),
    fc.webUrl(),
  ),
  (link) => {
    const screen = screenOfLink(link);
    if (screen === undefined) return;
    if (!('id' in screen)) throw new Error('a screen without a record');
    expect(screen.id).toMatch(/^[A-Za-z0-9_-]{1,100}$/);
    expect(screen.to).toMatch(/^(contact|conversation)$/);
    expect(screenOfLink(recordLink(screen.to === 'contact' ? 'contact' : 'conversation', screen.id))).toEqual(screen);
  },
);
