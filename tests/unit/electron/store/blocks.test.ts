// Blocks of records: whatever is packed comes back as JSON would have given it, in the same order.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inBlocks, unpack, type Block } from '../../../../electron/store/blocks.ts';

type Row = readonly [id: string, record: object];

/** What a snapshot makes of the rows: blocks, as JSON and back. */
function written(rows: readonly Row[]): Block[] {
  return [...inBlocks(rows)].map((block) => JSON.parse(JSON.stringify(block)) as Block);
}

function read(blocks: readonly Block[]): Row[] {
  const rows: Row[] = [];
  for (const block of blocks) unpack(block, (id, record) => rows.push([id, record]));
  return rows;
}

test('any records come back as they were, in the same order', () => {
  // Few names, values and kinds, so that they meet again, and texts that look like something else.
  const name = fc.constantFrom('a', 'b', '1', '__proto__', 'like', 'toString', '');
  const text = fc.constantFrom('', 'x', '1', 'null', '{"a":1}', '[]', 'ü\n"', '__proto__');
  const some = fc.oneof(text, fc.string(), fc.integer(), fc.double(), fc.boolean(), fc.constant(null));
  const value = fc.oneof(some, fc.constant(undefined), fc.array(some), fc.dictionary(name, some));
  const record = fc.oneof(fc.dictionary(name, value), fc.record({ id: text, a: value, b: some }));
  fc.assert(
    fc.property(fc.array(fc.tuple(fc.oneof(text, fc.string()), record)), (rows) => {
      // As text, so that the fields are in the same order as well.
      expect(JSON.stringify(read(written(rows)))).toBe(JSON.stringify(rows));
    }),
    { numRuns: 1000 },
  );
});

test('a text is not taken for the object that it looks like', () => {
  const rows: Row[] = ['{"a":1}', { a: 1 }, '[]', [], 'null', null].map((value, at) => [`${at}`, { value }]);
  const often = [...rows, ...rows, ...rows, ...rows];
  expect(read(written(often))).toEqual(often);
});

test('what is the same in all records stands there once, what repeats is named once, an id in a field is not repeated', () => {
  const rows: Row[] = ['ada', 'bo', 'ada', 'bo', 'ada'].map((owner, at) => [
    `contact-${at}`,
    { id: `contact-${at}`, source: 'Fair', owner },
  ]);
  expect(written(rows)).toEqual([
    {
      parts: [
        {
          rows: 5,
          like: { id: 'contact-0', source: 'Fair', owner: 'ada' },
          id: 'id',
          columns: {
            id: ['contact-0', 'contact-1', 'contact-2', 'contact-3', 'contact-4'],
            owner: { of: ['ada', 'bo'], at: [0, 1, 0, 1, 0] },
          },
        },
      ],
    },
  ]);
});

test('records of two kinds by turns are one block of two parts, each in its turn', () => {
  const rows = Array.from({ length: 100 }, (_, at): Row => [
    `${at}`,
    at % 2 === 0 ? { channel: 'email', at } : { channel: 'sms', at, sent: true },
  ]);
  const blocks = written(rows);
  expect(blocks.map(({ parts }) => parts.map((part) => part.rows))).toEqual([[50, 50]]);
  expect(read(blocks)).toEqual(rows);
});

test('a block is not long: a few hundred records, fewer when they are long, a single one however long it is', () => {
  const lengths = (rows: readonly Row[]): number[] =>
    written(rows).map(({ parts }) => parts.reduce((sum, part) => sum + part.rows, 0));
  const short = Array.from({ length: 1100 }, (_, at): Row => [`${at}`, { at }]);
  expect(lengths(short)).toEqual([512, 512, 76]);
  const inside = Array.from({ length: 6 }, (_, at): Row => [`${at}`, { custom: { note: ['x'.repeat(50_000)] } }]);
  expect(lengths(inside)).toEqual([3, 3]);
  const named = Array.from({ length: 6 }, (_, at): Row => [`${at}`, { custom: { ['x'.repeat(50_000)]: '' } }]);
  expect(lengths(named)).toEqual([3, 3]);
  expect(lengths([['long', { note: 'x'.repeat(1_000_000) }]])).toEqual([1]);
  expect(lengths([])).toEqual([]);
});
