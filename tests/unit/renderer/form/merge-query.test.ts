// Offering merge fields while they are typed.
import { describe, expect, test } from 'vitest';
import { fieldsFor, mergeQueryAt, withField } from '../../../../renderer/form/merge-query.ts';

describe('the field under the caret', () => {
  test.each([
    ['Hello {{', { from: 6, typed: '' }],
    ['Hello {{ contact.fi', { from: 6, typed: 'contact.fi' }],
    ['{{ a }} {{b', { from: 8, typed: 'b' }],
  ])('%s', (text, query) => expect(mergeQueryAt(text, text.length)).toEqual(query));

  test.each(['Hello', 'Hello {', 'Hello {{ contact.first_name }}', '{{ contact.first_name | '])(
    'none in "%s"',
    (text) => expect(mergeQueryAt(text, text.length)).toBeUndefined(),
  );

  test('looks only at what stands before the caret', () => {
    expect(mergeQueryAt('{{ con }}', 6)).toEqual({ from: 0, typed: 'con' });
  });
});

test('fields are found by name and by label', () => {
  expect(fieldsFor('first').map((field) => field.name)).toContain('contact.first_name');
  expect(fieldsFor('who gets').map((field) => field.name)).toContain('user.name');
  expect(fieldsFor('zzz')).toEqual([]);
});

test('a chosen field takes the place of what was typed, and closes its braces once', () => {
  expect(withField('Hi {{ fi', 3, 8, 'contact.first_name')).toEqual({ text: 'Hi {{ contact.first_name }}', caret: 27 });
  expect(withField('Hi {{ fi }}!', 3, 8, 'now')).toEqual({ text: 'Hi {{ now }}!', caret: 12 });
  expect(withField('Hi ', 3, 3, 'now').text).toBe('Hi {{ now }}');
});
