// The members of a pool while they are edited: order, weights, and what share of the contacts that gives.
import type { Pool } from '../../shared/model/pool.ts';

export type Member = Pool['members'][number];

/** The list with the member at an index one place further up (-1) or down (1). */
export function moved(members: readonly Member[], at: number, by: -1 | 1): readonly Member[] {
  const here = members[at];
  const there = members[at + by];
  if (!here || !there) return members;
  return members.map((member, index) => (index === at ? there : index === at + by ? here : member));
}

/** A whole number from 1 to 100, whatever was typed. */
export function clampWeight(typed: string | number): number {
  const number = Math.round(Number(typed));
  return Number.isFinite(number) ? Math.min(100, Math.max(1, number)) : 1;
}

/** "75 %": a member's share of the contacts when the step splits by weight. */
export function shareWords(member: Member, members: readonly Member[]): string {
  const sum = members.reduce((total, { weight }) => total + weight, 0);
  return `${Math.round((100 * member.weight) / sum)} %`;
}
