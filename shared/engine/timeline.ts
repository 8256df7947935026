// What happened to one contact, item by item, and each item in plain words. The contact page is a view of it.
import { channelLabels, type Message } from '../model/message.ts';
import type { ConversationEntry } from '../model/conversation.ts';
import type { CrmEvent } from '../model/crm-event.ts';
import type { Instant } from '../model/time.ts';
import type { Change, ChangeOf, ContactEdit } from '../steps/change.ts';
import type { Refusal } from './line.ts';
import type { Entry } from './trace.ts';
import { endWords, resultWords } from './views.ts';

/** One thing that happened to a contact. */
export type TimelineItem =
  | {
      readonly kind: 'event';
      readonly at: Instant;
      readonly event: CrmEvent;
      readonly refused: readonly Refusal[];
      /** Ids of the runs that it began. */
      readonly began: readonly string[];
    }
  | { readonly kind: 'act'; readonly at: Instant; readonly by: string | null; readonly changes: readonly Change[] }
  | {
      readonly kind: 'run';
      readonly at: Instant;
      readonly run: string;
      readonly workflowName: string;
      /** Label of the step that the entry is about; empty when it is about the whole run. */
      readonly step: string;
      readonly entry: Entry;
    };

/** The names behind the ids that a timeline mentions, those of removed users and deleted workflows too. */
export interface Names {
  readonly users: Readonly<Record<string, string>>;
  readonly workflows: Readonly<Record<string, string>>;
}

/** How a line is meant: something began, went well, was passed over, went wrong, waits, or is just noted. */
export type Tone = 'event' | 'done' | 'skipped' | 'failed' | 'waiting' | 'note';

/** One item as people read it. */
export interface TimelineLine {
  readonly at: Instant;
  readonly title: string;
  /** Why, or what exactly, when there is more to say. */
  readonly details: readonly string[];
  readonly tone: Tone;
  /** Who did it, in words; empty for nobody in particular. */
  readonly by: string;
  /** The run that it belongs to. */
  readonly run?: string;
  readonly workflowName?: string;
}

/** The items in words; those that say nothing to people (a step was entered) are left out. Keeps the order. */
export function timelineLines(
  items: readonly TimelineItem[],
  names: Names,
  when: (at: Instant) => string,
): readonly TimelineLine[] {
  return items.flatMap((item) => {
    switch (item.kind) {
      case 'event':
        return [eventLine(item, names)];
      case 'act':
        return actLines(item, names);
      case 'run':
        return runLines(item, names, when);
    }
  });
}

/** Who did something, by user id; "CSV import" and the like for what is not a user, empty for nobody in particular. */
export function doer(by: string | null, names: Names): string {
  if (by === null) return '';
  if (by === 'import') return 'CSV import';
  if (by === 'command line') return 'the command line';
  return nameOf(names.users, by, 'a former user');
}

/** The name behind an id, or words for one that is gone. */
export function nameOf(names: Readonly<Record<string, string>>, id: string, gone: string): string {
  return Object.hasOwn(names, id) ? (names[id] ?? gone) : gone;
}

function eventLine({ at, event, refused }: Extract<TimelineItem, { kind: 'event' }>, names: Names): TimelineLine {
  const title = eventTitle(event, names);
  const details = refused.map((one) => `${capital(workflow(one.workflow, names))} did not begin: ${one.rule}`);
  return { at, title, details, tone: 'event', by: doer(event.by, names) };
}

function eventTitle(event: CrmEvent, names: Names): string {
  switch (event.type) {
    case 'contact-created':
      return 'Contact created';
    case 'enrolled-by-hand':
      return `Enrolled by hand in ${workflow(event.workflow, names)}`;
    case 'moved':
      return `Moved to the newest version of ${workflow(event.workflow, names)}`;
  }
}

function actLines({ at, by, changes }: Extract<TimelineItem, { kind: 'act' }>, names: Names): readonly TimelineLine[] {
  return changes.flatMap((change): TimelineLine[] => {
    const words = changeWords(change, names);
    if (words === undefined) return [];
    const { title, details = [], tone = 'note', byItself = false } = words;
    return [{ at, title, details, tone, by: byItself ? '' : doer(by, names) }];
  });
}

interface ChangeWords {
  readonly title: string;
  readonly details?: readonly string[];
  readonly tone?: Tone;
  /** Baton did it, whoever the act names. */
  readonly byItself?: boolean;
}

function changeWords(change: Change, names: Names): ChangeWords | undefined {
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
    case 'contact-restored':
      return { title: 'Contact brought back' };
    case 'conversation-added':
      return { title: conversationWords(change.entry), details: [change.entry.body] };
    case 'message-moved':
      return movedWords(change);
    case 'message-read':
      return change.read ? { title: 'Notification read' } : undefined;
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

function editWords(set: ContactEdit): ChangeWords | undefined {
  const fields = (Object.keys(set) as (keyof ContactEdit)[]).map((field) => fieldWords[field]);
  if (fields.length === 0) return undefined;
  if (fields.length === 1 && set.doNotDisturb !== undefined)
    return { title: `Do not disturb turned ${set.doNotDisturb ? 'on' : 'off'}` };
  return { title: `${capital(listed(fields))} changed` };
}

function ownerWords(change: ChangeOf<'contact-owner-set'>, names: Names): ChangeWords {
  const { from, to } = change;
  const before = from === null ? [] : [`Before: ${nameOf(names.users, from, 'a former user')}`];
  return {
    title: to === null ? 'Owner removed' : `Owner set to ${nameOf(names.users, to, 'a former user')}`,
    details: before,
  };
}

function movedWords(change: ChangeOf<'message-moved'>): ChangeWords | undefined {
  const details = change.reason === undefined ? [] : [change.reason];
  switch (change.state) {
    case 'sent':
      return { title: 'Message sent', details, tone: 'done', byItself: true };
    case 'dead':
      return { title: 'Message not sent', details, tone: 'failed', byItself: true };
    case 'uncertain':
      return { title: 'Message may not have arrived', details, tone: 'waiting', byItself: true };
    case 'retry':
      return { title: 'Message will be tried again', details, tone: 'waiting', byItself: true };
    case 'queued':
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

function runLines(
  item: Extract<TimelineItem, { kind: 'run' }>,
  names: Names,
  when: (at: Instant) => string,
): readonly TimelineLine[] {
  const words = entryWords(item.entry, item.step, names, when);
  if (words === undefined) return [];
  const { title, details = [], tone = 'note' } = words;
  return [{ at: item.at, title, details, tone, by: '', run: item.run, workflowName: item.workflowName }];
}

/** One entry of a run in words; undefined for what says nothing to people. */
function entryWords(entry: Entry, step: string, names: Names, when: (at: Instant) => string): ChangeWords | undefined {
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
    case 'node-left': {
      const changes = (entry.changes ?? []).flatMap((change) => changeWords(change, names)?.title ?? []);
      const reason = entry.reason === undefined ? [] : [entry.reason];
      const title =
        entry.result === 'done'
          ? `${step}: ${changes[0] === undefined ? 'done' : lower(listed(changes))}`
          : `${step}: ${lower(resultWords(entry.result))}`;
      return { title, details: reason, tone: entry.result };
    }
    case 'message-queued':
      return {
        title: queuedWords(entry.message),
        details: entry.message.title === '' ? [entry.message.text] : [entry.message.title],
        tone: 'note',
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

function queuedWords(message: Message): string {
  return message.state === 'dead'
    ? `${channelLabels[message.channel]} to ${message.to.name} cannot be sent`
    : `${channelLabels[message.channel]} to ${message.to.name}`;
}

function workflow(id: string | undefined, names: Names): string {
  const name = id === undefined ? '' : nameOf(names.workflows, id, '');
  return name === '' ? 'a deleted workflow' : `“${name}”`;
}

/** "email, phone and tags". */
export function listed(words: readonly string[]): string {
  if (words.length < 2) return words[0] ?? '';
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
