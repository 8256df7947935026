// What stays of a contact in the records once it is erased: an anonymous contact, runs and messages without words, so that
// counts, rotations and ids go on as they were.
import { emptyContactDraft } from '../model/contact.ts';
import type { Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import type { ChangeOf } from '../steps/change.ts';
import type { Get, Put } from './tables.ts';

const ERASED = 'The contact was erased.';

/** The records without the contact's data. */
export function erasePuts(change: ChangeOf<'contact-erased'>, at: Instant, get: Get): readonly Put[] {
  const contact = get('contacts', change.contact);
  if (contact === undefined) return [];
  const { id, createdAt } = contact;
  const nobody = { ...emptyContactDraft, id, owner: null, doNotDisturb: true, createdAt, updatedAt: at };
  return [
    { table: 'contacts', id, value: { ...nobody, deletedAt: at, erased: 'begun' } },
    ...change.runs.flatMap((run) => erasedRun(run, get)),
    ...change.messages.flatMap((key) => erasedMessage(key, at, get)),
    ...change.conversations.map((entry): Put => ({ table: 'conversations', id: entry, value: null })),
  ];
}

/** Flags and reasons quote what a step met. */
function erasedRun(id: string, get: Get): readonly Put[] {
  const run = get('runs', id);
  if (run === undefined) return [];
  const { flag: _, crashed: __, reason, ...rest } = run;
  return [{ table: 'runs', id, value: reason === undefined ? rest : { ...rest, reason: ERASED } }];
}

function erasedMessage(key: string, at: Instant, get: Get): readonly Put[] {
  const message = get('outbox', key);
  if (message === undefined) return [];
  // Nobody can read it any more, and a notice without words is not left unread.
  const { cc: _, bcc: __, reason: ___, nextAt: ____, read: _____, readBy: ______, ...rest } = message;
  const waiting = message.state === 'queued' || message.state === 'retry';
  const withdrawn: Partial<Message> = waiting ? { state: 'dead', stateAt: at, reason: ERASED } : {};
  // A typed address may be the contact's own.
  const to = message.to.user === null ? { user: null, name: '', address: '' } : message.to;
  return [{ table: 'outbox', id: key, value: { ...rest, to, title: '', text: '', ...withdrawn } }];
}
