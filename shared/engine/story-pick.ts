// Why it was this user's turn, in words, from the why-card of the assignment.
import type { WhyCandidate, WhyCard } from '../rotation.ts';
import { listed } from '../words.ts';
import { nameOf, type Names } from './names.ts';

/** ", next in turn after Chi". */
export function turnWords(card: WhyCard, names: Names): string {
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
    return at === 0 && card.picked === card.turn ? ', first in the list' : ', next in turn';
  return `, next in turn after ${nameOf(names.users, before.user, 'a former user')}`;
}

/** Who was passed over between whose turn it was and who was picked: "Bo was passed over: switched off." */
export function passedOver(card: WhyCard, names: Names): string | undefined {
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
