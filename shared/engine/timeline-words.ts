// Changes and entries in words, one each.
import { channelNouns, MARKED_ARRIVED, type Message } from '../model/message.ts';
import type { ConversationEntry } from '../model/conversation.ts';
import type { Instant } from '../model/time.ts';
import type { Change, ChangeOf, ContactEdit } from '../steps/change.ts';
import { isWhyCard } from '../rotation-why.ts';
import { capital, listed, lower } from '../words.ts';
import { nameOf, type Names } from './names.ts';
import type { Entry, EntryOf } from './trace.ts';
import { endWords, resultWords } from './views.ts';

/** How a line is meant: something began, went well, was passed over, went wrong, waits, or is just noted. */
export type Tone = 'event' | 'done' | 'skipped' | 'failed' | 'waiting' | 'note';

/** Words for one thing that happened. */
export interface Words {
  readonly title: string;
  readonly details?: readonly string[];
  readonly tone?: Tone;
  /** Baton did it, whoever the act names. */
  readonly byItself?: boolean;
}

/** A change in words; undefined for what says nothing to people. `message`: the one that it moves, where that is known. */
export function changeWords(change: Change, names: Names, message?: Message): Words | undefined {
  switch (change.do) {
    case 'contact-created':
      return { title: 'Contact created', tone: 'event' };
    case 'contact-edited':
      return editWords(change.set);
    case 'contact-owner-set':
      return ownerWords(change, names);
    case 'contact-tags-set':
      return { title: change.added.length === 0 ? 'Tags changed' : `Tagged ${change.added.join(', ')}` };
    case 'contact-deleted':
      return { title: 'Contact deleted' };
    case 'contact-erased':
      return { title: 'Contact erased' };
    case 'contact-erasure-done':
      return undefined;
    case 'contact-restored':
      return { title: 'Contact brought back' };
    case 'conversation-added':
      return { title: conversationWords(change.entry), details: [change.entry.body] };
    case 'message-moved':
      return movedWords(change, message);
    case 'message-read':
      if (!change.read) return undefined;
      return { title: change.by === undefined ? 'Notification read' : 'Notification marked as read by “Everybody”' };
    case 'run-put-away':
      return { title: 'Given-up enrolment put away' };
    case 'run-restored':
    case 'rotation-moved':
    case 'workflow-live':
    case 'job-moved':
      return undefined;
  }
}

const fieldWords: Readonly<Record<keyof ContactEdit, string>> = {
  firstName: 'first name',
  lastName: 'last name',
  email: 'email',
  phone: 'phone',
  source: 'source',
  tags: 'tags',
  custom: 'custom fields',
  doNotDisturb: 'do not disturb',
};

function editWords(set: ContactEdit): Words | undefined {
  const fields = (Object.keys(set) as (keyof ContactEdit)[]).map((field) => fieldWords[field]);
  if (fields.length === 0) return undefined;
  if (fields.length === 1 && set.doNotDisturb !== undefined)
    return { title: `Do not disturb turned ${set.doNotDisturb ? 'on' : 'off'}` };
  return { title: `${capital(listed(fields))} changed` };
}

function ownerWords(change: ChangeOf<'contact-owner-set'>, names: Names): Words {
  const { from, to } = change;
  const before = from === null ? [] : [`Before: ${nameOf(names.users, from, 'a former user')}`];
  return {
    title: to === null ? 'Owner removed' : `Owner set to ${nameOf(names.users, to, 'a former user')}`,
    details: before,
  };
}

function movedWords(change: ChangeOf<'message-moved'>, message: Message | undefined): Words | undefined {
  const what = message === undefined ? 'Message' : capital(`${channelNouns[message.channel]} to ${message.to.name}`);
  const details = change.reason === undefined ? [] : [change.reason];
  switch (change.state) {
    case 'sent':
      if (change.reason === MARKED_ARRIVED) return { title: `${what} marked as arrived`, tone: 'done' };
      return { title: `${what} sent`, details, tone: 'done', byItself: true };
    case 'dead':
      return { title: `${what} not sent`, details, tone: 'failed', byItself: true };
    case 'uncertain':
      return { title: `${what} may not have arrived`, details, tone: 'waiting', byItself: true };
    case 'retry':
      return { title: `${what} will be tried again`, details, tone: 'waiting', byItself: true };
    case 'queued':
      // With a reason it waits for its channel; without one a person asked for it.
      return change.reason === undefined ? { title: `${what} to be sent again` } : undefined;
    case 'sending':
      return undefined;
  }
}

const conversationTitles: Readonly<Record<ConversationEntry['channel'], string>> = {
  email: 'Email',
  sms: 'SMS',
  whatsapp: 'WhatsApp message',
  call: 'Call',
  note: 'Note',
};

/** "Email from the contact logged", "Call to the contact logged", "Note logged". */
function conversationWords(entry: ConversationEntry): string {
  const way = { in: ' from the contact', out: ' to the contact', internal: '' }[entry.direction];
  return `${conversationTitles[entry.channel]}${way} logged`;
}

/** The step that an entry is about, and the way on that it was left by if it has several: their labels. */
interface Stage {
  readonly step: string;
  readonly way?: string;
}

/** One entry of a run in words; undefined for what says nothing to people. */
export function entryWords(entry: Entry, at: Stage, names: Names, when: (at: Instant) => string): Words | undefined {
  const { step } = at;
  switch (entry.kind) {
    case 'run-began':
      return {
        title: `Entered the workflow, version ${entry.revision}`,
        details: [
          `Accepted: ${entry.because}`,
          ...(entry.overrides === undefined ? [] : [`Overrides: ${entry.overrides}`]),
        ],
        tone: 'event',
      };
    case 'node-left':
      return leftWords(entry, at, names);
    case 'message-queued':
      return {
        title: queuedWords(entry.message, step),
        details: [entry.message.title || entry.message.text, ...heldWhy(entry.message)],
        tone: queuedTones[entry.message.state] ?? 'done',
      };
    case 'wait-began':
      return { title: `${step}: until ${when(entry.due)}`, tone: 'waiting' };
    case 'wait-over':
      return { title: `${step}: over`, tone: 'done' };
    case 'arrival-late':
      return { title: `Came too late: ${entry.what}`, tone: 'skipped' };
    case 'run-paused':
      return { title: 'Paused', details: [entry.reason], tone: 'waiting' };
    case 'run-resumed':
      return { title: 'Went on' };
    case 'run-ended':
      return {
        title: entry.how === 'completed' ? 'Completed the workflow' : endWords(entry.how),
        details: entry.reason === undefined ? [] : [entry.reason],
        tone: entry.how === 'failed' ? 'failed' : entry.how === 'completed' ? 'done' : 'skipped',
      };
    case 'node-entered':
      return undefined;
  }
}

function leftWords(entry: EntryOf<'node-left'>, { step, way }: Stage, names: Names): Words {
  const { result, reason, because } = entry;
  const details = reason === undefined ? [] : [reason];
  if (result !== 'done') return { title: `${step}: ${lower(resultWords(result))}`, details, tone: result };
  const changes = (entry.changes ?? []).flatMap((change) => changeWords(change, names)?.title ?? []);
  const picked = isWhyCard(because) ? because.picked : null;
  // The rotation moved on, and its pick owned the contact already.
  const done = way === undefined ? 'done' : `went by “${way}”`;
  const stays = picked === null ? done : `${nameOf(names.users, picked, 'a former user')} stays the owner`;
  return { title: `${step}: ${changes.length === 0 ? stays : lower(listed(changes))}`, details, tone: 'done' };
}

function queuedWords(message: Message, step: string): string {
  const words = `${step}: ${channelNouns[message.channel]} to ${message.to.name}`;
  if (isHeld(message)) return `${words} is held`;
  return message.state === 'dead' ? `${words} cannot be sent` : words;
}

const queuedTones: Readonly<Partial<Record<Message['state'], Tone>>> = { dead: 'failed', uncertain: 'waiting' };

/** Queued in a workspace restored from a backup: the original may have sent it. */
function isHeld({ state }: Message): boolean {
  return state === 'uncertain';
}

function heldWhy(message: Message): readonly string[] {
  return isHeld(message) && message.reason !== undefined ? [message.reason] : [];
}
