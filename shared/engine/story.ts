// Who owns this contact, why, and was that user told? Answered in plain sentences from what was recorded.
import { lastGiven, runLink, type Given, type Sentence, type StoryInput } from './story-parts.ts';
import { isWhyCard } from '../rotation-why.ts';
import { nobody } from './story-nobody.ts';
import { passedOver, turnWords } from './story-pick.ts';
import { lastTelling, tellings } from './story-told.ts';
import { doer, nameOf } from './names.ts';

export type { Sentence, StoryInput } from './story-parts.ts';

/** The answer: each sentence stands by itself. */
export interface OwnerStory {
  /** "Ana Silva owns this contact." with how that came about, or why nobody does. */
  readonly owner: readonly Sentence[];
  /** Whether the owner was told. Empty when nobody owns the contact. */
  readonly told: readonly Sentence[];
  /** A person should look: nobody owns it, or the owner does not know. */
  readonly attention: boolean;
}

/** Tells who owns a contact, how that came about, and whether the owner was told. */
export function ownerStory(input: StoryInput): OwnerStory {
  if (input.owner === null) return { owner: nobody(input), told: [], attention: true };
  const name = nameOf(input.names.users, input.owner, 'A former user');
  const given = lastGiven(input, input.owner);
  const told = given === undefined ? lastTelling(input, input.owner, name) : tellings(input, given, input.owner, name);
  const left = nameOf(input.names.left ?? {}, input.owner, '');
  const owns = left === '' ? `${name} owns this contact.` : `${name} owns this contact, but ${left}.`;
  return {
    owner: [[{ text: owns }], ...(given === undefined ? [] : howGiven(given, input, name))],
    told: told.map((one) => one.sentence),
    attention: left === 'was removed' || told.some((one) => !one.fine),
  };
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
