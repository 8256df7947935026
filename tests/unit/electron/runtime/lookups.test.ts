// Which contact a draft is the same as, while contacts come, change, go to the bin and come back.
import { describe, expect, test } from 'vitest';
import { Lookups } from '../../../../electron/runtime/lookups.ts';
import type { Contact } from '../../../../shared/model/contact.ts';
import type { Message } from '../../../../shared/model/message.ts';
import { aContact, MORNING } from '../../../support/desk.ts';

/** Look-ups over a table of contacts that is kept as the ledger keeps it. */
function someLookups() {
  const lookups = new Lookups();
  const contacts = new Map<string, Contact>();
  const put = (id: string, after: Contact | null): void => {
    lookups.put('contacts', id, contacts.get(id), after);
    if (after === null) contacts.delete(id);
    else contacts.set(id, after);
  };
  const now = (id: string): Contact => contacts.get(id) ?? aContact(id);
  return {
    add: (id: string, more: Partial<Contact>) => put(id, aContact(id, more)),
    change: (id: string, more: Partial<Contact>) => put(id, { ...now(id), ...more }),
    bin: (id: string) => put(id, { ...now(id), deletedAt: MORNING }),
    restore: (id: string) => {
      const { deletedAt: _gone, ...rest } = now(id);
      put(id, rest);
    },
    erase: (id: string) => put(id, null),
    same: (draft: Partial<Contact>) => lookups.sameContact(aContact('draft', draft)),
  };
}

const maya = { email: 'maya@example.org' };

describe('two contacts with one email', () => {
  test('the first who came is the one', () => {
    const { add, same } = someLookups();
    add('c1', maya);
    add('c2', maya);
    expect(same({ email: ' MAYA@example.org ' })).toBe('c1');
  });

  test('with the first in the bin the second is found, and the first again when it comes back', () => {
    const { add, bin, restore, same } = someLookups();
    add('c1', maya);
    add('c2', maya);
    bin('c1');
    expect(same(maya)).toBe('c2');
    restore('c1');
    expect(same(maya)).toBeDefined();
    bin('c2');
    expect(same(maya)).toBe('c1');
    bin('c1');
    expect(same(maya)).toBeUndefined();
    restore('c2');
    expect(same(maya)).toBe('c2');
  });

  test('an erased contact and one with another email make room for the next', () => {
    const { add, change, erase, same } = someLookups();
    for (const id of ['c1', 'c2', 'c3']) add(id, maya);
    change('c1', { email: 'other@example.org' });
    expect(same(maya)).toBe('c2');
    erase('c2');
    expect(same(maya)).toBe('c3');
    expect(same({ email: 'other@example.org' })).toBe('c1');
  });
});

describe('without an email', () => {
  const lars = { firstName: 'Lars', email: '', phone: '+44 20 7946 0018' };

  test('a phone without a digit tells nobody', () => {
    const { add, same } = someLookups();
    add('c1', { ...lars, phone: 'n/a' });
    expect(same({ ...lars, phone: 'n/a' })).toBeUndefined();
  });

  test('phone and name tell, and the next is found when the first goes', () => {
    const { add, bin, restore, same } = someLookups();
    add('c1', lars);
    add('c2', { ...lars, phone: '+442079460018' });
    expect(same({ ...lars, firstName: 'Ingrid' })).toBeUndefined();
    expect(same(lars)).toBe('c1');
    bin('c1');
    expect(same(lars)).toBe('c2');
    bin('c2');
    expect(same(lars)).toBeUndefined();
    restore('c1');
    expect(same(lars)).toBe('c1');
  });

  test('a contact that gets an email is found by that alone', () => {
    const { add, change, same } = someLookups();
    add('c1', lars);
    change('c1', { email: 'lars@example.org' });
    expect(same(lars)).toBeUndefined();
    expect(same({ email: 'lars@example.org' })).toBe('c1');
  });
});

test('messages about a contact are found, oldest first, and one that is erased is not', () => {
  const lookups = new Lookups();
  const message = (key: string): Message => ({
    key,
    run: 'r1',
    workflow: 'w1',
    node: 'n1',
    contact: 'c1',
    channel: 'notification',
    to: { user: 'ana', name: 'Ana', address: '' },
    title: 'New',
    text: 'Hello',
    redirect: 'contact',
    state: 'sent',
    attempts: 0,
    at: MORNING,
    stateAt: MORNING,
    read: false,
  });
  for (const key of ['m1', 'm2', 'm3']) lookups.put('outbox', key, undefined, message(key));
  lookups.put('outbox', 'm2', message('m2'), { ...message('m2'), read: true });
  expect(lookups.messagesAbout('c1')).toEqual(['m1', 'm2', 'm3']);
  lookups.put('outbox', 'm2', message('m2'), null);
  expect(lookups.messagesAbout('c1')).toEqual(['m1', 'm3']);
  expect(lookups.messagesAbout('c2')).toEqual([]);
  for (const key of ['m1', 'm3']) lookups.put('outbox', key, message(key), null);
  expect(lookups.messagesAbout('c1')).toEqual([]);
});
