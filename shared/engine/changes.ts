// Applies a change: which records it sets, as values. The ledger and a test run both live by this one function.
import type { Contact } from '../model/contact.ts';
import type { Message } from '../model/message.ts';
import { SECOND, type Instant } from '../model/time.ts';
import type { Change, ChangeOf, ContactEdit } from '../steps/change.ts';
import { erasePuts } from './erase.ts';
import type { Get, Put, TableName, Tables } from './tables.ts';

export { tableNames, type Get, type Put, type TableName, type Tables } from './tables.ts';

/** The records that a change sets. A change to a record that is not there sets nothing. */
export function changePuts(change: Change, at: Instant, get: Get): readonly Put[] {
  switch (change.do) {
    case 'contact-created':
      return [put('contacts', change.contact.id, change.contact)];
    case 'contact-edited':
      return editContact(change.contact, change.set, at, get);
    case 'contact-owner-set':
      return setOwner(change, at, get);
    case 'contact-tags-set':
      return editContact(change.contact, { tags: change.tags }, at, get);
    case 'contact-deleted': {
      // What is in the bin goes by this time: deleted under a clock set back, it would be gone as soon as that is right again.
      const { updatedAt = at } = get('contacts', change.contact) ?? {};
      return editContact(change.contact, { deletedAt: notBefore(updatedAt, at) }, at, get);
    }
    case 'contact-restored': {
      const { deletedAt: _, ...contact } = get('contacts', change.contact) ?? {};
      return 'id' in contact && contact.erased === undefined
        ? [put('contacts', change.contact, { ...contact, updatedAt: notBefore(contact.updatedAt, at) })]
        : [];
    }
    case 'contact-erased':
      return erasePuts(change, at, get);
    case 'contact-erasure-done': {
      const contact = get('contacts', change.contact);
      return contact?.erased === undefined ? [] : [put('contacts', contact.id, { ...contact, erased: 'done' })];
    }
    case 'rotation-moved':
      return [put('rotations', change.rotation, change.state)];
    case 'conversation-added':
      return [put('conversations', change.entry.id, change.entry)];
    case 'message-moved': {
      const message = get('outbox', change.key);
      if (message === undefined) return [];
      const { nextAt: _, reason: __, ...rest } = message;
      const { state, attempts, nextAt, reason, address } = change;
      const moved: Message = {
        ...rest,
        state,
        attempts,
        stateAt: notBefore(message.stateAt, at),
        ...(nextAt === undefined ? {} : { nextAt }),
        ...(reason === undefined ? {} : { reason }),
        ...(address === undefined ? {} : { to: { ...rest.to, address } }),
      };
      return [put('outbox', change.key, moved)];
    }
    case 'message-read': {
      const message = get('outbox', change.key);
      if (message === undefined) return [];
      const { readBy: _, ...rest } = message;
      const by = change.by === undefined ? {} : { readBy: change.by };
      return [put('outbox', change.key, { ...rest, read: change.read, ...by })];
    }
    case 'run-put-away': {
      const { crashed: _, ...run } = get('runs', change.run) ?? {};
      return 'id' in run ? [put('runs', change.run, run)] : [];
    }
    case 'run-restored': {
      const run = get('runs', change.run);
      return run === undefined ? [] : [put('runs', run.id, { ...run, restored: change.backup })];
    }
    case 'workflow-live':
      return [put('live', change.live.workflow, change.live)];
    case 'job-moved':
      return [put('jobs', change.job.id, change.job)];
  }
}

function editContact(id: string, set: ContactEdit & Partial<Contact>, at: Instant, get: Get): readonly Put[] {
  const contact = get('contacts', id);
  if (contact === undefined || contact.erased !== undefined) return [];
  return [put('contacts', id, { ...contact, ...set, updatedAt: notBefore(contact.updatedAt, at) })];
}

function setOwner({ contact: id, to, byHand }: ChangeOf<'contact-owner-set'>, at: Instant, get: Get): readonly Put[] {
  const contact = get('contacts', id);
  if (contact === undefined || contact.erased !== undefined) return [];
  const { owner, createdAt } = contact;
  // Given as it came in: what the owner was told of it, she was told since. To keep a moment more costs an import a tenth.
  const isNew = owner === null && contact.updatedAt === createdAt && at - createdAt < SECOND;
  if (isNew && !byHand) return editContact(id, { owner: to }, at, get);
  const owned = { ...neverOwned(contact), owner: to, updatedAt: notBefore(contact.updatedAt, at) };
  if (to === null) return [put('contacts', id, owned)];
  return [put('contacts', id, { ...owned, ownerSince: at, ...(byHand && { ownerByHand: byHand }) })];
}

/** The contact without what was kept of its owner. */
function neverOwned(contact: Contact): Contact {
  const { ownerSince: _, ownerByHand: __, ...rest } = contact;
  return rest;
}

/** The clock may have been set back since the last change: nothing lasts less than no time. */
function notBefore(last: Instant, at: Instant): Instant {
  return Math.max(last, at);
}

function put<T extends TableName>(table: T, id: string, value: Tables[T]): Put {
  return { table, id, value };
}
