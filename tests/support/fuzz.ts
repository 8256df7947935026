// Fuzz tests: a reader is given what chance makes of good and bad input, some hundred cases in `npm test`, 10,000 each by
// `npm run fuzz`. A failure prints seed and path; BATON_FUZZ_SEED and BATON_FUZZ_PATH play it again.
import fc from 'fast-check';
import { test } from 'vitest';
import type { Result } from '../../shared/model/problem.ts';

const runs = Number(process.env['BATON_FUZZ_RUNS'] ?? 500);
const seed = process.env['BATON_FUZZ_SEED'];
const path = process.env['BATON_FUZZ_PATH'];

const shared = [
  Object.prototype,
  Array.prototype,
  Function.prototype,
  String.prototype,
  Map.prototype,
  Promise.prototype,
];
const known = shared.map((one) => Reflect.ownKeys(one).length);

/** One property of one reader. Whatever comes in, what all objects share stays as it is. */
export function fuzz<T>(name: string, input: fc.Arbitrary<T>, property: (value: T) => void | Promise<void>): void {
  // Time enough on a busy machine: the limit is there for what hangs.
  test(name, { timeout: 60_000 + runs * 100 }, async () => {
    await fc.assert(
      fc.asyncProperty(input, async (value) => {
        await property(value);
        shared.forEach((one, at) => {
          if (Reflect.ownKeys(one).length !== known[at]) throw new Error('a prototype was changed');
        });
      }),
      {
        numRuns: runs,
        ...(seed === undefined ? {} : { seed: Number(seed) }),
        ...(path === undefined ? {} : { path }),
      },
    );
  });
}

/** A refusal says what is wrong, in words for people, and never with a stack. */
export function checkRefusal(result: Result<unknown>): void {
  if (result.ok) return;
  const { code, message, fix = '' } = result.problem;
  if (code === '' || message.length < 10) throw new Error('a refusal without words');
  if (/\n\s+at |TypeError|RangeError|undefined|\[object/.test(message + fix))
    throw new Error(`no words for people: ${message}`);
}

/** Values that readers have stumbled over elsewhere. */
export const nasty = fc.constantFrom<unknown>(
  null,
  true,
  0,
  -0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  '',
  ' ',
  '__proto__',
  'constructor',
  'prototype',
  'toString',
  '../../x',
  'CON',
  'a\u202eb',
  '\ud800',
  '\u0000',
  '{{ contact.first_name }}',
  '=cmd()',
  'x'.repeat(201),
  'x'.repeat(10_001),
  [],
  {},
  [[]],
  { a: { b: {} } },
  JSON.parse('{ "__proto__": { "polluted": true } }'),
  JSON.parse('{ "constructor": { "prototype": { "polluted": true } } }'),
);

/** A text with a few places changed: cut, doubled, or with something put in. */
export function mutatedText(text: string, bits: readonly string[]): fc.Arbitrary<string> {
  const change = fc.record({
    at: fc.nat(text.length),
    cut: fc.oneof(fc.nat(3), fc.nat(60)),
    put: fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary', maxLength: 6 })),
  });
  return fc
    .array(change, { minLength: 1, maxLength: 5 })
    .map((changes) => changes.reduce((now, { at, cut, put }) => now.slice(0, at) + put + now.slice(at + cut), text));
}

/** A JSON value with a few of its values replaced, taken out, or given another name. */
export function mutatedJson(value: unknown): fc.Arbitrary<unknown> {
  const change = fc.record({
    at: fc.nat(100_000),
    how: fc.constantFrom('replace', 'replace', 'remove', 'rename', 'double'),
    value: fc.oneof(nasty, fc.jsonValue({ maxDepth: 3 })),
    name: fc.oneof(fc.constantFrom('__proto__', 'constructor', '', 'id', 'type', 'users'), fc.string({ maxLength: 8 })),
  });
  return fc.array(change, { minLength: 1, maxLength: 4 }).map((changes) => {
    const root = { root: structuredClone(value) };
    for (const { at, how, value: put, name } of changes) {
      const places = placesIn(root.root);
      const [parent, key] = places[at % Math.max(places.length, 1)] ?? [root, 'root'];
      const before = Reflect.get(parent, key) as unknown;
      if (how === 'replace') set(parent, key, structuredClone(put));
      else if (how === 'remove' && !Array.isArray(parent)) Reflect.deleteProperty(parent, key);
      else if (how === 'double' && Array.isArray(parent)) parent.push(structuredClone(before));
      else if (!Array.isArray(parent)) set(parent, name, before);
    }
    return root.root;
  });
}

type Place = readonly [parent: object, key: string];

function placesIn(value: unknown): readonly Place[] {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return [];
  return Object.keys(value).flatMap((key): readonly Place[] => [[value, key], ...placesIn(Reflect.get(value, key))]);
}

/** As JSON.parse does it: a key of its own, whatever it is called. */
function set(object: object, key: string, value: unknown): void {
  Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true });
}
