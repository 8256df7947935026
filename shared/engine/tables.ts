// The tables of the ledger, and what it takes to read one record and to set one.
import type { Contact } from '../model/contact.ts';
import type { ConversationEntry } from '../model/conversation.ts';
import type { ImportJob } from '../model/import-job.ts';
import type { Live } from '../model/live.ts';
import type { Message } from '../model/message.ts';
import type { Run } from '../model/run.ts';
import type { RotationState } from '../rotation.ts';

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
