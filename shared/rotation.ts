// Who is next: the one place that decides whose turn it is. Pure; used by Assign To User, the preview strip and the why-card.

/** One each in turn; by weight, interleaved (3:1 = A A B A); by weight, in blocks (3:1 = A A A B). */
export type Split = 'equal' | 'weighted' | 'weighted-blocks';

export interface Candidate {
  /** User id. */
  readonly user: string;
  /** Whole number from 1 to 100; an equal split does not look at it. */
  readonly weight: number;
  /** Why this user cannot be chosen now, in plain words ("switched off"); absent when nothing is in the way. */
  readonly skip?: string;
}

/** Where a rotation stands. Plain JSON; as long as the list of candidates at its last pick, never longer. */
export interface RotationState {
  /** The list at the last pick: it tells who comes after a user who has been taken out since. */
  readonly order: readonly string[];
  /** Picks of each user of `order` since joining the list. */
  readonly picks: readonly number[];
  /** All picks, those of users taken out included. */
  readonly total: number;
  /** The user whose turn is next. On a user and not an index, so that edits of the list move nobody. */
  readonly cursor: string | null;
  /** Picks that the cursor's user already had in the block under way. */
  readonly given?: number;
  /** Split by weight: credit of each user of `order`, in units of 10^-12 of a pick. */
  readonly credits?: readonly number[];
}

/** What went into a pick and who came out, stored with each assignment; `explainPick` works out the rest. */
export interface WhyCard {
  readonly split: Split;
  readonly candidates: readonly WhyCandidate[];
  readonly picked: string | null;
  /** The user whose turn it was; who is picked is another, if that one cannot be chosen. Null when credits decide. */
  readonly turn: string | null;
  /** Picks that user already had in the block under way. */
  readonly given?: number;
}

export interface WhyCandidate {
  readonly user: string;
  /** Absent in an equal split. */
  readonly weight?: number;
  readonly skip?: string;
  /** Picks before this one. */
  readonly picks: number;
  /** Split by weight: credit before this pick, in units of 10^-12 of a pick. */
  readonly credit?: number;
}

export interface RotationPick {
  /** Null when nobody can be chosen; `next` is then the state as it was. */
  readonly user: string | null;
  readonly next: RotationState;
  readonly why: WhyCard;
}

/** One pick, in the unit of credits. Times the largest weight it is far below 2^53: the arithmetic is exact. */
export const ONE_PICK = 1e12;
/** Credits closer than this are equal: shares are rounded down, so equal ones drift apart by a unit per pick. */
const TIE = 1000;

interface Seat {
  readonly user: string;
  readonly weight: number;
  readonly skip: string | undefined;
  readonly picks: number;
  readonly credit: number;
}

/** Id of the rotation that lives with a step of a workflow. */
export function stepRotation(workflow: string, node: string): string {
  return `${workflow}/${node}`;
}

/** Id of the rotation that lives with a pool, whichever workflow turns it. */
export function poolRotation(pool: string): string {
  return `pool:${pool}`;
}

/** A rotation that has picked nobody yet. */
export function resetRotation(): RotationState {
  return { order: [], picks: [], total: 0, cursor: null };
}

/**
 * Picks the next user and moves the rotation on. A user listed twice counts once, at the first place.
 *
 * How fair it is, with n users in the list (at its longest, if it changed):
 * - equal: while the same users can be chosen, counts differ by at most 1, from any state.
 * - in blocks: while the same users with the same weights can be chosen, a user of weight w among W in all is never
 *   further than w(W - w) / W picks from the exact share, from any state.
 * - by weight: while all can be chosen (weights may change), a user is ahead of the exact share by less than 1 pick and
 *   behind by at most 1/2 + 1/3 + ... + 1/n, counted from a fresh rotation. Whatever happened before (users switched off
 *   and on, removed, added), no credit leaves -(n - 1) to n - 1 picks; so from any state, while the same users can be
 *   chosen, counts stay within 2(n - 1) picks of the exact share. All of it give or take the rounding, n * 10^-9 picks.
 */
export function pickNext(
  candidates: readonly Candidate[],
  split: Split,
  state: RotationState = resetRotation(),
): RotationPick {
  const seats = takeSeats(candidates, state);
  const { at, given } = standing(seats, state);
  const earned = split === 'weighted' ? shares(seats) : undefined;
  const quota = (seat: Seat) => (split === 'equal' ? 1 : seat.weight);
  const index = earned ? largestCredit(seats, earned) : firstInTurn(seats, at, given, quota);
  const picked = index === undefined ? undefined : seats[index];

  const why: WhyCard = {
    split,
    candidates: seats.map((seat) => whyCandidate(seat, split)),
    picked: picked?.user ?? null,
    turn: earned ? null : (seats[at]?.user ?? null),
    ...(!earned && given > 0 && { given }),
  };
  if (index === undefined || picked === undefined) return { user: null, next: state, why };

  const inBlock = index === at && given < quota(picked) ? given + 1 : 1;
  const stays = !earned && inBlock < quota(picked);
  const paid = earned?.reduce((sum, share) => sum + share, 0) ?? 0;
  const next: RotationState = {
    order: seats.map((seat) => seat.user),
    picks: seats.map((seat) => (seat === picked ? seat.picks + 1 : seat.picks)),
    total: state.total + 1,
    cursor: stays ? picked.user : (seats[(index + 1) % seats.length]?.user ?? null),
    ...(stays && { given: inBlock }),
    ...(earned && {
      credits: seats.map((seat, i) => seat.credit + (earned[i] ?? 0) - (seat === picked ? paid : 0)),
    }),
  };
  return { user: picked.user, next, why };
}

/** The next `n` users if nothing changes, for the preview strip; shorter (empty) when nobody can be chosen. */
export function upcoming(
  candidates: readonly Candidate[],
  split: Split,
  state: RotationState | undefined,
  n: number,
): readonly string[] {
  const users: string[] = [];
  let now = state;
  while (users.length < n) {
    const { user, next } = pickNext(candidates, split, now);
    if (user === null) break;
    users.push(user);
    now = next;
  }
  return users;
}

/** The candidates with what the rotation knows of them; a newcomer starts from nothing. */
function takeSeats(candidates: readonly Candidate[], { order, picks, credits }: RotationState): readonly Seat[] {
  const seated = new Set<string>();
  const seats: Seat[] = [];
  for (const { user, weight, skip } of candidates) {
    if (seated.has(user)) continue;
    seated.add(user);
    const index = order[seats.length] === user ? seats.length : order.indexOf(user);
    seats.push({ user, weight, skip, picks: picks[index] ?? 0, credit: credits?.[index] ?? 0 });
  }
  return seats;
}

/** Where the cursor stands in the list; the turn of a user taken out belongs to the one after. */
function standing(seats: readonly Seat[], state: RotationState): { readonly at: number; readonly given: number } {
  const here = seats.findIndex(({ user }) => user === state.cursor);
  if (here !== -1) return { at: here, given: state.given ?? 0 };
  const gone = state.order.findIndex((user) => user === state.cursor);
  const queue = [...state.order.slice(gone + 1), ...state.order.slice(0, gone + 1)];
  const heir = queue.find((id) => seats.some(({ user }) => user === id));
  return { at: heir === undefined ? 0 : seats.findIndex(({ user }) => user === heir), given: 0 };
}

/** The user at the cursor unless skipped or served in full, else the first one after who can be chosen. */
function firstInTurn(
  seats: readonly Seat[],
  at: number,
  given: number,
  quota: (seat: Seat) => number,
): number | undefined {
  const here = seats[at];
  if (here && here.skip === undefined && given < quota(here)) return at;
  for (let step = 1; step <= seats.length; step += 1) {
    const index = (at + step) % seats.length;
    if (seats[index]?.skip === undefined) return index;
  }
  return undefined;
}

/** What each user earns for this pick: the share among those who can be chosen, nothing for the others. */
function shares(seats: readonly Seat[]): readonly number[] {
  const sum = seats.reduce((total, seat) => (seat.skip === undefined ? total + seat.weight : total), 0);
  return seats.map((seat) => (seat.skip === undefined ? Math.floor((ONE_PICK * seat.weight) / sum) : 0));
}

function largestCredit(seats: readonly Seat[], earned: readonly number[]): number | undefined {
  const credits = seats.map((seat, i) => (seat.skip === undefined ? seat.credit + (earned[i] ?? 0) : -Infinity));
  const best = credits.reduce((most, credit) => Math.max(most, credit), -Infinity);
  const index = credits.findIndex((credit) => best - credit < TIE);
  return index === -1 ? undefined : index;
}

function whyCandidate({ user, weight, skip, picks, credit }: Seat, split: Split): WhyCandidate {
  const known =
    split === 'equal'
      ? { user, picks }
      : split === 'weighted'
        ? { user, weight, picks, credit }
        : { user, weight, picks };
  return skip === undefined ? known : { ...known, skip };
}
