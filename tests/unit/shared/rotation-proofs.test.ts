// The promises of the rotation, over random histories of picks, absences, removals, additions and edits of weights.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { explainPick } from '../../../shared/rotation-why.ts';
import { ONE_PICK, pickNext, resetRotation, upcoming } from '../../../shared/rotation.ts';
import type { Candidate, RotationPick, RotationState, Split } from '../../../shared/rotation.ts';

const NAMES = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const splits = fc.constantFrom<Split>('equal', 'weighted', 'weighted-blocks');

type Act =
  | { readonly act: 'pick'; readonly times: number }
  | { readonly act: 'split'; readonly split: Split }
  | { readonly act: 'toggle' | 'remove' | 'add' | 'weigh'; readonly who: string; readonly number: number };

const pickAct = fc.record({ act: fc.constant('pick' as const), times: fc.integer({ min: 1, max: 12 }) });
const anyAct = (kinds: readonly ('toggle' | 'remove' | 'add' | 'weigh')[]): fc.Arbitrary<Act> =>
  fc.oneof(
    pickAct,
    fc.record({
      act: fc.constantFrom(...kinds),
      who: fc.constantFrom(...NAMES),
      number: fc.integer({ min: 1, max: 100 }),
    }),
  );
const splitAct = fc.record({ act: fc.constant('split' as const), split: splits });
const everything = fc.oneof(anyAct(['toggle', 'remove', 'add', 'weigh']), splitAct);
const pool = fc
  .uniqueArray(fc.constantFrom(...NAMES), { minLength: 1 })
  .chain((users) =>
    fc
      .array(fc.integer({ min: 1, max: 100 }), { minLength: users.length, maxLength: users.length })
      .map((weights) => users.map((user, i): Candidate => ({ user, weight: weights[i] ?? 1 }))),
  );

interface World {
  readonly candidates: readonly Candidate[];
  readonly split: Split;
  readonly state: RotationState;
}

function edit(candidates: readonly Candidate[], act: Act): readonly Candidate[] {
  if (act.act === 'pick' || act.act === 'split') return candidates;
  const rest = candidates.filter(({ user }) => user !== act.who);
  const known = candidates.find(({ user }) => user === act.who);
  if (act.act === 'remove') return rest;
  if (act.act === 'add')
    return known ? candidates : candidates.toSpliced(act.number % 9, 0, { user: act.who, weight: act.number });
  return candidates.map((one) => {
    if (one !== known) return one;
    if (act.act === 'weigh') return { ...one, weight: act.number };
    return one.skip === undefined ? { ...one, skip: 'away' } : { user: one.user, weight: one.weight };
  });
}

function live(world: World, acts: readonly Act[], seen?: (pick: RotationPick, world: World) => void): World {
  let { candidates, split, state } = world;
  for (const act of acts) {
    if (act.act === 'split') split = act.split;
    candidates = edit(candidates, act);
    for (let i = 0; act.act === 'pick' && i < act.times; i += 1) {
      const pick = pickNext(candidates, split, state);
      seen?.(pick, { candidates, split, state });
      state = pick.next;
    }
  }
  return { candidates, split, state };
}

const begin = (candidates: readonly Candidate[], split: Split): World => ({
  candidates,
  split,
  state: resetRotation(),
});
const free = (candidates: readonly Candidate[]) => candidates.filter(({ skip }) => skip === undefined);

function counts(world: World, picks: number): Map<string, number> {
  const users = upcoming(world.candidates, world.split, world.state, picks);
  return new Map(free(world.candidates).map(({ user }) => [user, users.filter((id) => id === user).length]));
}

/** How far each user who can be chosen gets from the exact share, at the worst of `picks` picks. */
function drift(world: World, picks: number): { readonly ahead: number; readonly behind: number } {
  const able = free(world.candidates);
  const sum = able.reduce((total, { weight }) => total + weight, 0);
  const had = new Map(able.map(({ user }) => [user, 0]));
  let ahead = 0;
  let behind = 0;
  upcoming(world.candidates, world.split, world.state, picks).forEach((user, i) => {
    had.set(user, (had.get(user) ?? 0) + 1);
    for (const one of able) {
      const off = (had.get(one.user) ?? 0) - ((i + 1) * one.weight) / sum;
      ahead = Math.max(ahead, off);
      behind = Math.max(behind, -off);
    }
  });
  return { ahead, behind };
}

const ROUNDING = 1e-6;

describe('over any history', () => {
  const history = fc.tuple(pool, splits, fc.array(everything, { maxLength: 40 }));

  test('nobody is picked who cannot be chosen, and somebody is whenever somebody can', () => {
    fc.assert(
      fc.property(history, ([candidates, split, acts]) => {
        live(begin(candidates, split), acts, (pick, before) => {
          const able: (string | null)[] = free(before.candidates).map(({ user }) => user);
          expect(able.length === 0 ? [null] : able).toContain(pick.user);
        });
      }),
    );
  });

  test('the same input gives the same pick, after a trip through JSON too, and nothing is changed in place', () => {
    fc.assert(
      fc.property(history, ([candidates, split, acts]) => {
        live(begin(candidates, split), acts, (pick, before) => {
          const copy = JSON.parse(JSON.stringify(before)) as World;
          const again = pickNext(copy.candidates, copy.split, copy.state);
          expect(again).toEqual(pick);
          expect(copy).toEqual(before);
          expect(JSON.parse(JSON.stringify(pick))).toEqual(pick);
        });
      }),
    );
  });

  test('the state stays as small as the list, whole numbers only, and its counts add up', () => {
    fc.assert(
      fc.property(history, ([candidates, split, acts]) => {
        let picked = 0;
        live(begin(candidates, split), acts, ({ user, next }, before) => {
          if (user === null) return;
          picked += 1;
          expect(next.order).toEqual(before.candidates.map((one) => one.user));
          expect(next.picks).toHaveLength(next.order.length);
          expect(next.total).toBe(picked);
          expect(next.order).toContain(next.cursor);
          for (const credit of next.credits ?? []) expect(Number.isSafeInteger(credit)).toBe(true);
        });
      }),
    );
  });

  test('a why-card tells the credits and the next turn as they became', () => {
    fc.assert(
      fc.property(history, ([candidates, split, acts]) => {
        live(begin(candidates, split), acts, (pick, before) => {
          const story = explainPick(pick.why);
          if (pick.user === null) return;
          const credits = story.candidates.map((one) => one.creditAfter).filter((credit) => credit !== undefined);
          expect(credits).toEqual(pick.next.credits ?? []);
          expect(story.after).toBe(upcoming(before.candidates, before.split, pick.next, 1)[0]);
        });
      }),
    );
  });

  test('equal: with a steady pool counts differ by at most 1, from any state', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 60 }), ([candidates, split, acts], picks) => {
        const world = { ...live(begin(candidates, split), acts), split: 'equal' as const };
        const each = [...counts(world, picks).values()];
        expect(Math.max(0, ...each) - Math.min(Infinity, ...each)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('in blocks: with a steady pool nobody is further than w(W - w) / W from the share, from any state', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 60 }), ([candidates, split, acts], picks) => {
        const world = { ...live(begin(candidates, split), acts), split: 'weighted-blocks' as const };
        const sum = free(world.candidates).reduce((total, { weight }) => total + weight, 0);
        const had = counts(world, picks);
        for (const { user, weight } of free(world.candidates)) {
          const off = Math.abs((had.get(user) ?? 0) - (picks * weight) / sum);
          expect(off).toBeLessThanOrEqual((weight * (sum - weight)) / sum + ROUNDING);
        }
      }),
    );
  });

  test('by weight: from a fresh rotation ahead by less than 1, behind by at most 1/2 + ... + 1/n', () => {
    fc.assert(
      fc.property(pool, fc.integer({ min: 1, max: 400 }), (candidates, picks) => {
        const { ahead, behind } = drift(begin(candidates, 'weighted'), picks);
        expect(ahead).toBeLessThan(1);
        const bound = candidates.reduce((sum, _, i) => sum + (i === 0 ? 0 : 1 / (i + 1)), 0);
        expect(behind).toBeLessThanOrEqual(bound + ROUNDING);
      }),
    );
  });

  test('by weight: no credit ever leaves -(n - 1) to n - 1 picks, so no steady stretch strays beyond 2(n - 1)', () => {
    const acts = fc.array(anyAct(['toggle', 'remove', 'add', 'weigh']), { maxLength: 80 });
    fc.assert(
      fc.property(pool, acts, fc.integer({ min: 1, max: 60 }), (candidates, history, picks) => {
        let longest = candidates.length;
        const world = live(begin(candidates, 'weighted'), history, ({ next }) => {
          longest = Math.max(longest, next.order.length);
          for (const credit of next.credits ?? []) {
            expect(Math.abs(credit) / ONE_PICK).toBeLessThanOrEqual(longest - 1 + ROUNDING);
          }
        });
        longest = Math.max(longest, world.candidates.length);
        const { ahead, behind } = drift(world, picks);
        expect(Math.max(ahead, behind)).toBeLessThanOrEqual(2 * (longest - 1) + ROUNDING);
      }),
    );
  });

  test('by weight: an edit of the weights alone keeps everybody within the bounds of a fresh rotation', () => {
    fc.assert(
      fc.property(pool, fc.array(anyAct(['weigh']), { maxLength: 80 }), (candidates, history) => {
        const bound = candidates.reduce((sum, _, i) => sum + (i === 0 ? 0 : 1 / (i + 1)), 0);
        live(begin(candidates, 'weighted'), history, ({ next }) => {
          for (const credit of next.credits ?? []) {
            expect(credit / ONE_PICK).toBeGreaterThan(-1);
            expect(credit / ONE_PICK).toBeLessThanOrEqual(bound + ROUNDING);
          }
        });
      }),
    );
  });

  test('no flood on return, however long the absence: nothing is earned away, nothing is made up', () => {
    const absence = fc.integer({ min: 1, max: 300 });
    fc.assert(
      fc.property(pool, splits, fc.integer({ min: 0, max: 30 }), absence, (candidates, split, before, away) => {
        fc.pre(candidates.length > 1);
        const [who] = candidates;
        const toggle: Act = { act: 'toggle', who: who?.user ?? '', number: 1 };
        const start = live(begin(candidates, split), [{ act: 'pick', times: before }]);
        const back = live(start, [toggle, { act: 'pick', times: away }, toggle]);
        const sum = candidates.reduce((total, { weight }) => total + weight, 0);
        const share = (who?.weight ?? 0) / sum;
        const had = counts(back, 50).get(who?.user ?? '') ?? 0;
        const slack = {
          equal: 1 + Math.abs(50 / candidates.length - 50 * share),
          weighted: candidates.length - 1,
          'weighted-blocks': (who?.weight ?? 0) * (1 - share),
        }[split];
        expect(had - 50 * share).toBeLessThanOrEqual(slack + ROUNDING);
        const credit = (world: World) => world.state.credits?.[0] ?? 0;
        expect(credit(back)).toBe(credit(start));
      }),
    );
  });
});
