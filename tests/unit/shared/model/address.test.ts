// Email addresses as people type them, and what is said about those that are none.
import { expect, test } from 'vitest';
import { emailFault, splitAddresses } from '../../../../shared/model/address.ts';

test.each([
  ['maya.ozturk@example.org', undefined],
  ['o’brien@example.org', '“o’brien” has characters that an email address cannot have.'],
  ['maya', 'An email address needs an @.'],
  ['@example.org', 'The part before the @ is missing.'],
  ['maya@', 'The part after the @ is missing.'],
  ['maya@example', '“example” is not a full domain, such as example.com.'],
  ['maya@@example.org', 'An email address has one @ only.'],
  ['maya @example.org', 'An email address has no blanks.'],
  ['a@example.org, b@example.org', 'Write one address only.'],
  ['carl@x.y', '“x.y” does not end in two letters or more, such as .com.'],
  ['carl@192.168.1.2', '“192.168.1.2” does not end in two letters or more, such as .com.'],
  ['carl@example..org', '“example..org” has a dot too many.'],
  ['carl.@example.org', '“carl.” has a dot too many.'],
  ['carl@exa_mple.y', '“exa_mple.y” has characters that an email address cannot have.'],
  ['maya@exa_mple.org', '“exa_mple.org” has characters that an email address cannot have.'],
])('%s', (text, fault) => {
  expect(emailFault(text)).toBe(fault);
});

test('splits a list of addresses', () => {
  expect(splitAddresses('a@example.org; b@example.org,\n c@example.org')).toEqual([
    'a@example.org',
    'b@example.org',
    'c@example.org',
  ]);
});
