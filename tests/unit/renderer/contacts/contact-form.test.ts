// The form of a contact: what it refuses, how it reads a phone number, what it makes.
import { describe, expect, test } from 'vitest';
import { draftOf, formFaults, formOf, phoneHint } from '../../../../renderer/contacts/contact-form.ts';

const empty = formOf(null);

describe('what is wrong', () => {
  test('nothing to know the contact by', () => {
    expect(formFaults({ ...empty, source: 'Fair', firstName: '  ' })).toEqual({
      firstName: 'Write a name, an email or a phone number.',
    });
  });

  test('each field says its own', () => {
    expect(formFaults({ ...empty, email: 'maya@example', phone: 'later' })).toEqual({
      email: '“example” is not a full domain, such as example.com.',
      phone: 'A phone number needs digits.',
    });
  });

  test('custom fields need a name of their own', () => {
    const custom = [
      { name: 'plan', value: 'Pro' },
      { name: ' plan ', value: 'Basic' },
      { name: '', value: 'lost' },
      { name: '', value: '' },
    ];
    expect(formFaults({ ...empty, firstName: 'Maya', custom })).toEqual({
      'custom.1.name': 'There is a field of this name already.',
      'custom.2.name': 'Give the field a name.',
    });
  });

  test('a domain in another script is none', () => {
    expect(formFaults({ ...empty, email: 'maya@bücher.example' })).toEqual({});
    expect(formFaults({ ...empty, email: 'maya@bücher' })).toEqual({
      email: '“bücher” is not a full domain, such as example.com.',
    });
  });

  test('a phone number alone is enough', () => {
    expect(formFaults({ ...empty, phone: '020 7946 0018' })).toEqual({});
  });
});

test('the draft is trimmed, and empty rows are left out', () => {
  const form = {
    ...empty,
    firstName: ' Maya ',
    tags: ['vip ', ''],
    custom: [
      { name: ' plan', value: 'Pro ' },
      { name: '', value: '' },
    ],
  };
  expect(draftOf(form)).toEqual({
    firstName: 'Maya',
    lastName: '',
    email: '',
    phone: '',
    source: '',
    tags: ['vip'],
    custom: { plan: 'Pro' },
  });
});

test.each([
  ['', ''],
  ['+442079460018', ''],
  ['+44 20 7946 0018', 'Read as +442079460018'],
  ['020 7946 0018', 'Kept as typed. Begin with + and the country code to have it dialled from anywhere.'],
])('phone "%s"', (phone, hint) => {
  expect(phoneHint(phone)).toBe(hint);
});

test('a text that no line can hold is said under its field, unless the contact came with it', () => {
  const odd = {
    ...formOf(null),
    firstName: '\u200d',
    lastName: 'a\u0000',
    tags: ['a\nb'],
    custom: [{ name: 'c\nd', value: '1' }],
  };
  expect(Object.keys(formFaults(odd)).toSorted()).toEqual(['custom.0.name', 'firstName', 'lastName', 'tags']);
  expect(formFaults({ ...odd, source: 'Website' }, odd)).toEqual({});
});
