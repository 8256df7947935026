// Was the owner told? From the messages of the run that gave the contact, and from what its steps say.
import { channelNouns, channelWords, MARKED_ARRIVED, type Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import { hasEnded } from '../model/run.ts';
import {
  cutShort,
  runLink,
  stateWords,
  walkOf,
  type ActItem,
  type Given,
  type RunItem,
  type Sentence,
  type StoryInput,
} from './story-parts.ts';
import { readWords } from './read-words.ts';
import { capital, closed, listed } from '../words.ts';

/** One sentence about one message, or about none. */
export interface Telling {
  readonly sentence: Sentence;
  /** The user knows, or nobody meant to tell. */
  readonly fine: boolean;
}

/** Whether the owner was told since being given the contact: by the run that gave it, else by a later one. */
export function tellings(input: StoryInput, { item }: Given, owner: string, name: string): readonly Telling[] {
  const later = input.messages.filter((one) => one.at >= item.at);
  const same = item.kind === 'run' ? ofWalk(input, item, later) : [];
  const own = same.filter((one) => one.to.user === owner);
  const others = later.filter((one) => one.to.user === owner && !own.includes(one));
  const told = own.some(isSent) ? own : [...own, ...latest(others, own.length === 0)];
  if (told.length === 0) return [toldBefore(input, item, owner, name) ?? notTold(input, item, name)];
  const arrived = told.filter(isSent);
  const trouble = told
    .filter((one) => !isSent(one))
    .map((one) => (arrived.length === 0 ? telling(one, name, input.when) : furtherTelling(one, input.when)));
  return [...arrived.map((one) => telling(one, name, input.when)), ...trouble, ...toldToo(same, owner)];
}

/** How the owner came to be it is not on record any more: then whatever tells most of what the owner was told. */
export function lastTelling(input: StoryInput, owner: string, name: string): readonly Telling[] {
  const own = input.messages.filter((one) => one.to.user === owner);
  return latest(own, true).map((one) => telling(one, name, input.when));
}

function isSent({ state }: Message): boolean {
  return state === 'sent';
}

/** The latest message that arrived; failing that the latest of all, if `any` will do. */
function latest(messages: readonly Message[], any: boolean): readonly Message[] {
  const found = messages.findLast(isSent) ?? (any ? messages.at(-1) : undefined);
  return found === undefined ? [] : [found];
}

/** Those of the run that gave the contact, and of the runs that it was moved on to. */
function ofWalk<T extends { readonly run: string }>(
  input: StoryInput,
  { run }: RunItem,
  all: readonly T[],
): readonly T[] {
  const walk = new Set([run, ...walkOf(input, run).map((row) => row.run.id)]);
  return all.filter((one) => walk.has(one.run));
}

function telling(message: Message, name: string, when: (at: Instant) => string): Telling {
  const thing = channelNouns[message.channel];
  const why = message.reason === undefined ? '' : ` ${capital(closed(message.reason))}`;
  const say = (text: string, fine: boolean): Telling => ({ sentence: [{ text }], fine });
  switch (message.state) {
    case 'sent': {
      const how =
        message.channel === 'notification'
          ? 'in the app'
          : `by ${channelWords[message.channel]} to ${message.to.address}`;
      const marked = message.reason === MARKED_ARRIVED ? ': it was marked as arrived by hand' : '';
      return say(`${name} was told ${how}${marked} (${when(message.stateAt)})${readPart(message)}.`, true);
    }
    case 'queued':
    case 'sending':
      return say(`${name} has not been told yet: the ${thing} waits in the outbox.${why}`, false);
    case 'retry': {
      const next = message.nextAt === undefined ? '' : ` It will be tried again (${when(message.nextAt)}).`;
      return say(`${name} has not been told yet: the ${thing} did not go out.${why}${next}`, false);
    }
    case 'dead':
      return say(`${name} was not told: the ${thing} could not be sent.${why}`, false);
    case 'uncertain':
      return say(`${name} may not have been told: nobody knows whether the ${thing} arrived.${why}`, false);
  }
}

function readPart({ read, readBy }: Message): string {
  if (read === undefined) return '';
  if (!read) return ' and has not read it yet';
  return readBy === undefined ? ' and has read it' : ', and it was marked as read by “Everybody”';
}

/** A message that did not arrive, to a user who knows from another one. */
function furtherTelling(message: Message, when: (at: Instant) => string): Telling {
  const why = message.reason === undefined ? '' : ` ${capital(closed(message.reason))}`;
  const next = message.nextAt === undefined ? '' : ` It will be tried again (${when(message.nextAt)}).`;
  const how = {
    sent: '',
    queued: 'waits in the outbox',
    sending: 'is on its way',
    retry: 'did not go out',
    dead: 'could not be sent',
    uncertain: 'may or may not have arrived',
  };
  return {
    sentence: [{ text: `The ${channelNouns[message.channel]} ${how[message.state]}.${why}${next}` }],
    fine: true,
  };
}

function toldToo(messages: readonly Message[], owner: string): readonly Telling[] {
  const others = new Set(
    messages.filter((one) => one.to.user !== owner && one.state === 'sent').map((one) => one.to.name),
  );
  if (others.size === 0) return [];
  const too = `${listed([...others])} ${others.size === 1 ? 'was' : 'were'} told too.`;
  // What the owner was told with the others: that she has read it says nothing about them.
  const step = messages.find((one) => one.to.user === owner && one.channel === 'notification')?.node;
  const read = readWords(messages.filter((one) => one.node === step));
  return [{ sentence: [{ text: read === '' ? too : `${too} ${read}` }], fine: true }];
}

/** An owner set by hand gets no message, but may know from an earlier one, or will: taken away and given back, say. */
function toldBefore(input: StoryInput, item: ActItem | RunItem, owner: string, name: string): Telling | undefined {
  if (item.kind === 'run') return undefined;
  const own = input.messages.filter((one) => one.to.user === owner && one.state !== 'dead');
  const [last] = latest(own, true);
  return last && telling(last, name, input.when);
}

/** No message went to the owner: what stood in the way. */
function notTold(input: StoryInput, item: ActItem | RunItem, name: string): Telling {
  if (item.kind === 'act')
    return { sentence: [{ text: `${name} was not told: an owner set by hand gets no message.` }], fine: true };
  const row = walkOf(input, item.run).at(-1);
  if (row !== undefined && !hasEnded(row.run)) {
    return {
      sentence: [{ text: `${name} has not been told yet: the enrolment is ${stateWords(row, input.when)}.` }],
      fine: false,
    };
  }
  const steps = input.timeline.filter((one): one is RunItem => one.kind === 'run');
  const skipped = ofWalk(input, item, steps).findLast(
    (one) => one.entry.kind === 'node-left' && 'told' in outputOf(one),
  );
  const why = skipped?.entry.kind === 'node-left' ? skipped.entry.reason : undefined;
  const isLater = skipped?.run !== item.run || skipped.entry.seq > item.entry.seq;
  const cut = row === undefined ? undefined : cutShort(row.run);
  if (skipped !== undefined && why !== undefined && (isLater || cut === undefined)) {
    const step = isLater ? skipped.step : `${skipped.step} came before ${item.step}`;
    return { sentence: [{ text: `${name} was not told. ${step}: ${capital(closed(why))}` }], fine: false };
  }
  const others = ofWalk(input, item, input.messages);
  const arrived = others.filter(isSent);
  const instead = listed([...new Set((arrived.length === 0 ? others : arrived).map((one) => one.to.name))]);
  const did = arrived.length === 0 ? 'meant to tell' : 'told';
  const link = [{ text: `${name} was not told: ` }, runLink(item)];
  const end = row?.run.reason === undefined ? '' : ` ${closed(row.run.reason)}`;
  if (cut !== undefined)
    return {
      sentence: [
        ...link,
        { text: ` ${cut} and ${instead === '' ? 'sent no message' : `${did} only ${instead}`}.${end}` },
      ],
      fine: false,
    };
  if (instead !== '') return { sentence: [...link, { text: ` ${did} ${instead} instead.` }], fine: false };
  return {
    sentence: [{ text: `${name} was not told: no step of ` }, runLink(item), { text: ' sent a message.' }],
    fine: false,
  };
}

/** What the step answered, as a record; empty when it is none. */
function outputOf(item: RunItem): object {
  const output = item.entry.kind === 'node-left' ? item.entry.output : undefined;
  return typeof output === 'object' && output !== null ? output : {};
}
