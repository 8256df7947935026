// A why-card made readable: what follows from the stored card is worked out here and not stored with each assignment.
import { pickNext, upcoming } from './rotation.ts';
import type { Candidate, RotationState, Split, WhyCard } from './rotation.ts';

export interface PickStory {
  /** The rule that decided, in words. */
  readonly rule: string;
  /** Whose turn it was, and whose it is now if nothing changes; null when nobody can be chosen. */
  readonly before: string | null;
  readonly after: string | null;
  readonly candidates: readonly CandidateStory[];
}

export interface CandidateStory {
  readonly user: string;
  readonly weight?: number;
  readonly skip?: string;
  readonly picksBefore: number;
  /** Split by weight only: in units of 10^-12 of a pick. */
  readonly creditBefore?: number;
  readonly creditAfter?: number;
}

const rules: Readonly<Record<Split, string>> = {
  equal: 'Split equally: one each in list order, then from the top again.',
  'weighted-blocks': 'Split in blocks: each gets as many in a row as their weight, then it is the next one’s turn.',
  weighted:
    'Split by weight: everyone who can be chosen earns their share of a pick, and the largest credit is picked and pays for it. A tie goes to the first in the list.',
};

/** True when what a step gave as its reason is the why-card of a pick. */
export function isWhyCard(because: object | undefined): because is WhyCard {
  return because !== undefined && 'candidates' in because && 'picked' in because && 'split' in because;
}

/** Works out what a why-card leaves unsaid, by making its pick again. */
export function explainPick(card: WhyCard): PickStory {
  const candidates: readonly Candidate[] = card.candidates.map(({ user, weight, skip }) => ({
    user,
    weight: weight ?? 1,
    ...(skip !== undefined && { skip }),
  }));
  const { next } = pickNext(candidates, card.split, stateBefore(card));
  return {
    rule: ruleInWords(card),
    before: card.turn ?? card.picked,
    after: upcoming(candidates, card.split, next, 1)[0] ?? null,
    candidates: card.candidates.map(({ user, weight, skip, picks, credit }, index) => ({
      user,
      ...(weight !== undefined && { weight }),
      ...(skip !== undefined && { skip }),
      picksBefore: picks,
      ...(credit !== undefined && { creditBefore: credit, creditAfter: next.credits?.[index] ?? credit }),
    })),
  };
}

function stateBefore(card: WhyCard): RotationState {
  const credits = card.candidates.map(({ credit }) => credit ?? 0);
  return {
    order: card.candidates.map(({ user }) => user),
    picks: card.candidates.map(({ picks }) => picks),
    total: 0,
    cursor: card.turn,
    ...(card.given !== undefined && { given: card.given }),
    ...(card.split === 'weighted' && { credits }),
  };
}

function ruleInWords(card: WhyCard): string {
  const free = card.candidates.filter(({ skip }) => skip === undefined);
  if (card.candidates.length === 0) return 'Nobody is in the list.';
  if (card.picked === null) return 'Nobody in the list can be chosen now.';
  if (free.length === 1) return 'The only one in the list who can be chosen now.';
  const passedOn = card.split !== 'weighted' && !free.some(({ user }) => user === card.turn);
  return passedOn
    ? `${rules[card.split]} The one whose turn it was cannot be chosen now, so the turn went to the next one.`
    : rules[card.split];
}
