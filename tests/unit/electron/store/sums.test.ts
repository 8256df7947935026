// Checksums: joining the sums of two pieces, and writing a sum into bytes.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinSums, NO_SUM, sumOf, sumText, writeSum } from '../../../../electron/store/sums.ts';

const bytes = fc.uint8Array({ maxLength: 2000 });

test('the sums of two pieces give the sum of both in a row', () => {
  fc.assert(
    fc.property(bytes, bytes, (first, second) => {
      const both = Buffer.concat([first, second]);
      expect(joinSums(sumOf(first), sumOf(second), second.length)).toBe(sumOf(both));
    }),
  );
});

test('pieces of any length: a second one of gigabytes moves the first as far', () => {
  const zeros = new Uint8Array(1 << 20);
  let sum = sumOf('first');
  for (let piece = 0; piece < 64; piece++) sum = sumOf(zeros, sum);
  let later = sumOf(zeros);
  for (let piece = 1; piece < 64; piece++) later = sumOf(zeros, later);
  expect(joinSums(sumOf('first'), later, zeros.length * 64)).toBe(sum);
});

test('a sum is written into bytes as it is written as text', () => {
  fc.assert(
    fc.property(fc.nat({ max: 2 ** 32 - 1 }), (sum) => {
      const into = Buffer.alloc(8, '.');
      writeSum(into, 1, sum);
      expect(into.toString('latin1')).toBe(`.${sumText(sum)}.`);
    }),
  );
  expect(sumText(0)).toBe(NO_SUM);
});
