// Phone numbers as people type them, and when two of them are the same.
import { describe, expect, test } from 'vitest';
import { phoneKey, toE164 } from '../../../shared/phone.ts';

describe('E.164', () => {
  test.each([
    ['+442079460018', '+442079460018'],
    [' +442079460018 ', '+442079460018'],
    ['+44 20 7946 0018', '+442079460018'],
    ['+44 (0)20 7946-0018', '+442079460018'],
    ['+1 (202) 555-0123 ext. 5', '+12025550123'],
    ['＋４４ ２０ ７９４６ ００１８', '+442079460018'],
    ['020 7946 0018', undefined],
    ['', undefined],
    ['call me', undefined],
    ['+', undefined],
    ['+0123456789', undefined],
    ['+44 20 79', undefined],
    ['+1234567890123456', undefined],
    ['9'.repeat(10_000), undefined],
  ])('%s', (typed, expected) => {
    expect(toE164(typed)).toBe(expected);
  });

  test('a country makes a national number whole', () => {
    expect(toE164('020 7946 0018', 'GB')).toBe('+442079460018');
    expect(toE164('+351 912 345 678', 'GB')).toBe('+351912345678');
  });
});

describe('the same phone', () => {
  test.each([
    ['+44 20 7946 0018', '+442079460018'],
    ['020 7946 0018', '(020) 7946-0018'],
    ['020 7946 0018', '０２０ ７９４６ ００１８'],
    ['', ' '],
  ])('%s is %s', (one, other) => {
    expect(phoneKey(one)).toBe(phoneKey(other));
  });

  test('a national number is not an international one', () => {
    expect(phoneKey('442079460018')).not.toBe(phoneKey('+442079460018'));
  });

  test('no number, no key', () => {
    expect(phoneKey('none')).toBe('');
  });
});
