// Who owns this contact, why, and was that user told? Answered in plain sentences from what was recorded.
import { channelLabels, type Message } from '../model/message.ts';
import type { Instant } from '../model/time.ts';
import { hasEnded, type Run } from '../model/run.ts';
import type { WhyCandidate, WhyCard } from '../rotation.ts';
import type { ChangeOf } from '../steps/change.ts';
import { doer, listed, nameOf, type Names, type TimelineItem } from './timeline.ts';

/** A piece of a sentence. With `run` it leads to that run. */
export interface Part {
  readonly text: string;
  readonly run?: string;
}
export type Sentence = readonly Part[];

/** The answer: each sentence stands by itself. */
export interface OwnerStory {
  /** "Ana Silva owns this contact." with how that came about, or why nobody does. */
  readonly owner: readonly Sentence[];
  /** Whether the owner was told. Empty when nobody owns the contact. */
  readonly told: readonly Sentence[];
  /** A person should look: nobody owns it, or the owner does not know. */
  readonly attention: boolean;
}

export interface StoryInput {
  /** Id of the owner. */
  readonly owner: string | null;
  /** In time order, oldest first. */
  readonly timeline: readonly TimelineItem[];
  readonly runs: readonly { readonly run: Run; readonly workflowName: string }[];
  /** All messages about the contact. */
  readonly messages: readonly Message[];
  readonly names: Names;
  readonly when: (at: Instant) => string;
}

/** Tells who owns a contact, how that came about, and whether the owner was told. */
export function ownerStory(input: StoryInput): OwnerStory {
  if (input.owner === null) return { owner: nobody(input), told: [], attention: true };
  const name = nameOf(input.names.users, input.owner, 'A former user');
  const given = lastGiven(input, input.owner);
  const told = given === undefined ? [] : tellings(input, given, input.owner, name);
  return {
    owner: [[{ text: `${name} owns this contact.` }], ...(given === undefined ? [] : howGiven(given, input, name))],
    told: told.map((one) => one.sentence),
    attention: told.some((one) => !one.fine),
  };
}

type RunItem = Extract<TimelineItem, { kind: 'run' }>;
type ActItem = Extract<TimelineItem, { kind: 'act' }>;

/** The recorded fact that made the owner the owner. */
type Given = { readonly item: ActItem | RunItem; readonly change: ChangeOf<'contact-owner-set'> };

/** The latest change of the owner, to this user or to nobody. */
function lastGiven(input: StoryInput, to: string | null): Given | undefined {
  for (const item of input.timeline.toReversed()) {
    const changes =
      item.kind === 'act'
        ? item.changes
        : item.kind === 'run' && item.entry.kind === 'node-left'
          ? item.entry.changes
          : undefined;
    const change = changes?.findLast((one) => one.do === 'contact-owner-set');
    if (change?.do !== 'contact-owner-set' || item.kind === 'event') continue;
    return change.to === to ? { item, change } : undefined;
  }
  return undefined;
}

function howGiven({ item, change }: Given, input: StoryInput, name: string): readonly Sentence[] {
  const { names, when } = input;
  const before: Sentence[] =
    change.from === null
      ? []
      : [[{ text: `Before that it belonged to ${nameOf(names.users, change.from, 'a former user')}.` }]];
  if (item.kind === 'act') {
    const by = doer(item.by, names);
    return [[{ text: `${by === '' ? 'Set by hand' : `${by} set this by hand`} (${when(item.at)}).` }], ...before];
  }
  const because = item.entry.kind === 'node-left' ? item.entry.because : undefined;
  const reason = item.entry.kind === 'node-left' ? item.entry.reason : undefined;
  const card = isWhyCard(because) ? because : undefined;
  const turn = card === undefined || card.picked === null ? '' : turnWords(card, names);
  const picked: Sentence = [
    { text: `${item.step} in ` },
    runLink(item),
    { text: ` picked ${name}${turn} (${when(item.at)}).` },
  ];
  const notes = [reason, card === undefined ? undefined : passedOver(card, names)].filter((text) => text !== undefined);
  return [picked, ...notes.map((text) => [{ text }]), ...before];
}

/** ", next in turn after Chi". */
function turnWords(card: WhyCard, names: Names): string {
  const free = card.candidates.filter((one) => one.skip === undefined);
  if (free.length === 1)
    return card.candidates.length === 1 ? ', the only one in the list' : ', the only one who could be chosen';
  if (card.split === 'weighted') return ', whose share was due';
  const at = card.candidates.findIndex((one) => one.user === card.turn);
  const before = card.candidates.at(at - 1);
  if (card.split === 'weighted-blocks' && card.given !== undefined && card.picked === card.turn) {
    const weight = card.candidates[at]?.weight ?? 1;
    return `, number ${card.given + 1} of ${weight} in a row`;
  }
  if (at === -1 || before === undefined || before.picks === 0)
    return at === 0 ? ', first in the list' : ', next in turn';
  return `, next in turn after ${nameOf(names.users, before.user, 'a former user')}`;
}

/** Who was passed over between whose turn it was and who was picked: "Bo was passed over: switched off." */
function passedOver(card: WhyCard, names: Names): string | undefined {
  const passed =
    card.split === 'weighted' ? card.candidates.filter((one) => one.skip !== undefined) : passedInTurn(card);
  if (passed.length === 0) return undefined;
  const words = passed.map((one) => `${nameOf(names.users, one.user, 'a former user')} (${one.skip ?? ''})`);
  return `${listed(words)} ${passed.length === 1 ? 'was' : 'were'} passed over.`;
}

function passedInTurn(card: WhyCard): readonly WhyCandidate[] {
  const { candidates } = card;
  const from = candidates.findIndex((one) => one.user === card.turn);
  const to = candidates.findIndex((one) => one.user === card.picked);
  if (from === -1 || to === -1) return [];
  const between = from <= to ? candidates.slice(from, to) : [...candidates.slice(from), ...candidates.slice(0, to)];
  return between.filter((one) => one.skip !== undefined);
}

function isWhyCard(because: object | undefined): because is WhyCard {
  return because !== undefined && 'candidates' in because && 'picked' in because && 'split' in because;
}

interface Telling {
  readonly sentence: Sentence;
  /** The user knows, or nobody meant to tell. */
  readonly fine: boolean;
}

/** Whether the owner was told since being given the contact: by the run that gave it, else by a later one. */
function tellings(input: StoryInput, { item }: Given, owner: string, name: string): readonly Telling[] {
  const later = input.messages.filter((one) => one.at >= item.at);
  const same = item.kind === 'run' ? later.filter((one) => one.run === item.run) : [];
  const own = same.filter((one) => one.to.user === owner);
  const last = later.findLast((one) => one.to.user === owner);
  const told = own.length > 0 || last === undefined ? own : [last];
  if (told.length === 0) return [notTold(input, item, name), ...toldToo(same, owner)];
  const arrived = told.filter((one) => one.state === 'sent');
  const others = told.filter((one) => one.state !== 'sent');
  const trouble = others.map((one) =>
    arrived.length === 0 ? telling(one, name, input.when) : furtherTelling(one, input.when),
  );
  return [...arrived.map((one) => telling(one, name, input.when)), ...trouble, ...toldToo(same, owner)];
}

const things: Readonly<Record<Message['channel'], string>> = {
  notification: 'notification',
  email: 'email',
  sms: 'SMS',
  whatsapp: 'WhatsApp message',
};

function telling(message: Message, name: string, when: (at: Instant) => string): Telling {
  const thing = { notification: 'notification', email: 'email', sms: 'SMS', whatsapp: 'WhatsApp message' }[
    message.channel
  ];
  const why = message.reason === undefined ? '' : ` ${closed(message.reason)}`;
  const say = (text: string, fine: boolean): Telling => ({ sentence: [{ text }], fine });
  switch (message.state) {
    case 'sent': {
      const how =
        message.channel === 'notification'
          ? 'in the app'
          : `by ${channelLabels[message.channel]} to ${message.to.address}`;
      const read = message.read === undefined ? '' : message.read ? ' and has read it' : ' and has not read it yet';
      return say(`${name} was told ${how} (${when(message.stateAt)})${read}.`, true);
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

/** A message that did not arrive, to a user who knows from another one. */
function furtherTelling(message: Message, when: (at: Instant) => string): Telling {
  const why = message.reason === undefined ? '' : ` ${closed(message.reason)}`;
  const next = message.nextAt === undefined ? '' : ` It will be tried again (${when(message.nextAt)}).`;
  const how = {
    sent: '',
    queued: 'waits in the outbox',
    sending: 'is on its way',
    retry: 'did not go out',
    dead: 'could not be sent',
    uncertain: 'may or may not have arrived',
  };
  return { sentence: [{ text: `The ${things[message.channel]} ${how[message.state]}.${why}${next}` }], fine: true };
}

function toldToo(messages: readonly Message[], owner: string): readonly Telling[] {
  const others = new Set(
    messages.filter((one) => one.to.user !== owner && one.state === 'sent').map((one) => one.to.name),
  );
  return others.size === 0
    ? []
    : [{ sentence: [{ text: `${listed([...others])} ${others.size === 1 ? 'was' : 'were'} told too.` }], fine: true }];
}

/** No message went to the owner: what stood in the way. */
function notTold(input: StoryInput, item: ActItem | RunItem, name: string): Telling {
  if (item.kind === 'act')
    return { sentence: [{ text: `${name} was not told: an owner set by hand gets no message.` }], fine: true };
  const row = input.runs.find((one) => one.run.id === item.run);
  if (row !== undefined && !hasEnded(row.run)) {
    return {
      sentence: [{ text: `${name} has not been told yet: the enrolment is ${stateWords(row.run, input.when)}.` }],
      fine: false,
    };
  }
  const skipped = input.timeline.findLast(
    (one): one is RunItem =>
      one.kind === 'run' &&
      one.run === item.run &&
      one.entry.seq > item.entry.seq &&
      one.entry.kind === 'node-left' &&
      'told' in outputOf(one),
  );
  const why = skipped?.entry.kind === 'node-left' ? skipped.entry.reason : undefined;
  if (why !== undefined)
    return { sentence: [{ text: `${name} was not told. ${skipped?.step ?? ''}: ${closed(why)}` }], fine: false };
  return {
    sentence: [{ text: `${name} was not told: no step of ` }, runLink(item), { text: ' sent a message.' }],
    fine: false,
  };
}

/** Nobody owns the contact: what came of it instead. */
function nobody(input: StoryInput): readonly Sentence[] {
  const none: Sentence = [{ text: 'Nobody owns this contact.' }];
  const removed = lastGiven(input, null);
  if (removed !== undefined) return [none, ownerRemoved(removed, input)];
  const tried = input.timeline.findLast((item): item is RunItem => item.kind === 'run' && choseNobody(item));
  if (tried !== undefined) {
    const reason = 'reason' in tried.entry ? tried.entry.reason : undefined;
    return [
      none,
      [
        { text: tried.step === '' ? '' : `${tried.step} in ` },
        runLink(tried),
        { text: ` chose nobody (${input.when(tried.at)}).` },
      ],
      ...(reason === undefined ? [] : [[{ text: reason }]]),
    ];
  }
  const now = input.runs.filter(({ run }) => !hasEnded(run));
  if (now.length > 0) {
    return [
      none,
      ...now.map(({ run, workflowName }): Sentence => [
        { text: 'It is in ' },
        { text: `“${workflowName}”`, run: run.id },
        { text: ` now, ${stateWords(run, input.when)}.` },
      ]),
    ];
  }
  if (input.runs.length > 0) {
    return [
      none,
      ...input.runs.map(({ run, workflowName }): Sentence => [
        { text: 'It went through ' },
        { text: `“${workflowName}”`, run: run.id },
        { text: ', which gave it no owner.' },
      ]),
    ];
  }
  return [none, ...refusals(input)];
}

function ownerRemoved({ item, change }: Given, { names, when }: StoryInput): Sentence {
  const from = change.from === null ? 'The owner' : nameOf(names.users, change.from, 'A former user');
  if (item.kind === 'run')
    return [{ text: `${item.step} in ` }, runLink(item), { text: ` took it from ${from} (${when(item.at)}).` }];
  const by = doer(item.by, names);
  return [
    {
      text: `${by === '' ? `It was taken from ${from} by hand` : `${by} took it from ${from} by hand`} (${when(item.at)}).`,
    },
  ];
}

function refusals({ timeline, names }: StoryInput): readonly Sentence[] {
  const event = timeline.findLast((item) => item.kind === 'event');
  if (event?.kind !== 'event') return [];
  if (event.refused.length === 0) return [[{ text: 'No workflow was listening when it came in.' }]];
  return event.refused.map(({ workflow, rule }) => [
    { text: `“${nameOf(names.workflows, workflow, 'A deleted workflow')}” did not begin: ${closed(rule, false)}` },
  ]);
}

function choseNobody({ entry }: RunItem): boolean {
  if (entry.kind !== 'node-left' && entry.kind !== 'run-ended') return false;
  return isWhyCard(entry.because) && entry.because.picked === null;
}

function stateWords(run: Run, when: (at: Instant) => string): string {
  if (run.state === 'waiting') return run.due === undefined ? 'waiting' : `waiting until ${when(run.due)}`;
  return run.state === 'paused' ? 'paused, because the workflow is off' : 'still on its way';
}

function runLink(item: RunItem): Part {
  return { text: `“${item.workflowName}”`, run: item.run };
}

/** What the step answered, as a record; empty when it is none. */
function outputOf(item: RunItem): object {
  const output = item.entry.kind === 'node-left' ? item.entry.output : undefined;
  return typeof output === 'object' && output !== null ? output : {};
}

/** Ends with a full stop; begins with a capital letter unless it goes on after a colon. */
function closed(text: string, begins = true): string {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`;
  return begins ? ended.charAt(0).toUpperCase() + ended.slice(1) : ended;
}
