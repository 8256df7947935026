// Applies a change: which records it sets, as values. The ledger and a test run both live by this one function.
import type { Contact } from '../model/contact.ts';
import type { ConversationEntry } from '../model/conversation.ts';
import type { ImportJob } from '../model/import-job.ts';
import type { Live } from '../model/live.ts';
import type { Message } from '../model/message.ts';
import type { Run } from '../model/run.ts';
import type { Instant } from '../model/time.ts';
import type { RotationState } from '../rotation.ts';
import type { Change, ContactEdit } from '../steps/change.ts';

/** The tables of the ledger, by name. */
export interface Tables {
  readonly contacts: Contact;
  readonly runs: Run;
  readonly rotations: RotationState;
  readonly outbox: Message;
  readonly conversations: ConversationEntry;
  readonly live: Live;
  readonly jobs: ImportJob;
}

export type TableName = keyof Tables;
export const tableNames: readonly TableName[] = [
  'contacts',
  'runs',
  'rotations',
  'outbox',
  'conversations',
  'live',
  'jobs',
];

/** Reads one record; undefined when there is none. */
export type Get = <T extends TableName>(table: T, id: string) => Tables[T] | undefined;

/** One record set by a change. */
export interface Put {
  readonly table: TableName;
  readonly id: string;
  readonly value: object | null;
}

/** The records that a change sets. A change to a record that is not there sets nothing. */
export function changePuts(change: Change, at: Instant, get: Get): readonly Put[] {
  switch (change.do) {
    case 'contact-created':
      return [put('contacts', change.contact.id, change.contact)];
    case 'contact-edited':
      return editContact(change.contact, change.set, at, get);
    case 'contact-owner-set':
      return editContact(change.contact, { owner: change.to }, at, get);
    case 'contact-tags-set':
      return editContact(change.contact, { tags: change.tags }, at, get);
    case 'contact-deleted':
      return editContact(change.contact, { deletedAt: at }, at, get);
    case 'contact-restored': {
      const { deletedAt: _, ...contact } = get('contacts', change.contact) ?? {};
      return 'id' in contact ? [put('contacts', change.contact, { ...contact, updatedAt: at })] : [];
    }
    case 'rotation-moved':
      return [put('rotations', change.rotation, change.state)];
    case 'conversation-added':
      return [put('conversations', change.entry.id, change.entry)];
    case 'message-moved': {
      const message = get('outbox', change.key);
      if (message === undefined) return [];
      const { nextAt: _, reason: __, ...rest } = message;
      const { state, attempts, nextAt, reason } = change;
      const moved: Message = {
        ...rest,
        state,
        attempts,
        stateAt: at,
        ...(nextAt === undefined ? {} : { nextAt }),
        ...(reason === undefined ? {} : { reason }),
      };
      return [put('outbox', change.key, moved)];
    }
    case 'message-read': {
      const message = get('outbox', change.key);
      return message === undefined ? [] : [put('outbox', change.key, { ...message, read: change.read })];
    }
    case 'workflow-live':
      return [put('live', change.live.workflow, change.live)];
    case 'job-moved':
      return [put('jobs', change.job.id, change.job)];
  }
}

function editContact(id: string, set: ContactEdit & Partial<Contact>, at: Instant, get: Get): readonly Put[] {
  const contact = get('contacts', id);
  return contact === undefined ? [] : [put('contacts', id, { ...contact, ...set, updatedAt: at })];
}

function put<T extends TableName>(table: T, id: string, value: Tables[T]): Put {
  return { table, id, value };
}
