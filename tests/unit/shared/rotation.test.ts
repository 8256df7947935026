// Examples of the rules people read; rotation-proofs.test.ts holds them over random histories.
import { describe, expect, test } from 'vitest';
import { explainPick } from '../../../shared/rotation-why.ts';
import { ONE_PICK, pickNext, resetRotation, upcoming } from '../../../shared/rotation.ts';
import type { Candidate, RotationState, Split } from '../../../shared/rotation.ts';

/** "a b:3 -c" = a with weight 1, b with weight 3, c switched off. */
function list(text: string): Candidate[] {
  return text
    .split(' ')
    .filter(Boolean)
    .map((word) => {
      const [user = '', weight = '1'] = word.replace('-', '').split(':');
      return { user, weight: Number(weight), ...(word.startsWith('-') && { skip: 'switched off' }) };
    });
}

function take(n: number, text: string, split: Split, state?: RotationState): { users: string; state: RotationState } {
  let now = state ?? resetRotation();
  const users: string[] = [];
  for (let i = 0; i < n; i += 1) {
    const pick = pickNext(list(text), split, now);
    users.push(pick.user ?? '?');
    now = pick.next;
  }
  return { users: users.join(' '), state: now };
}

describe('split equally', () => {
  test('goes in list order, one each, then wraps', () => {
    expect(take(7, 'ana bo chi', 'equal').users).toBe('ana bo chi ana bo chi ana');
  });

  test('skips who cannot be chosen, who keeps the place in the list and is not made up to', () => {
    const first = take(2, 'ana bo chi', 'equal');
    const away = take(4, 'ana bo -chi', 'equal', first.state);
    const back = take(4, 'ana bo chi', 'equal', away.state);
    expect([first.users, away.users, back.users]).toEqual(['ana bo', 'ana bo ana bo', 'chi ana bo chi']);
  });

  test('goes on with the one after, when the user whose turn it is was taken out', () => {
    const { state } = take(1, 'ana bo chi dee', 'equal');
    expect(take(3, 'ana chi dee', 'equal', state).users).toBe('chi dee ana');
    expect(take(2, 'ana dee', 'equal', state).users).toBe('dee ana');
  });

  test('keeps the turn through reordering and additions', () => {
    const { state } = take(1, 'ana bo chi', 'equal');
    expect(take(3, 'chi bo ana', 'equal', state).users).toBe('bo ana chi');
    expect(take(4, 'ana eve bo chi', 'equal', state).users).toBe('bo chi ana eve');
  });

  test('starts at the top when nobody of the old list is left', () => {
    const { state } = take(1, 'ana bo', 'equal');
    expect(take(2, 'eve flo', 'equal', state).users).toBe('eve flo');
  });

  test('one user is picked every time', () => {
    expect(take(3, 'ana', 'equal').users).toBe('ana ana ana');
  });

  test('a user listed twice counts once', () => {
    expect(take(4, 'ana ana bo', 'equal').users).toBe('ana bo ana bo');
  });
});

describe('split by weight', () => {
  test.each([
    ['a:3 b:1', 'a a b a a a b a'],
    ['a:3 b:1 c:1', 'a b a c a a b a c a'],
    ['a:2 b:2', 'a b a b a b a b'],
    // Shares of a sixth are rounded down and halves are not: what ties on paper ties here.
    ['a b c d:3', 'd a b d c d d a b d c d'],
  ])('%s gives %s', (users, expected) => {
    expect(take(expected.split(' ').length, users, 'weighted').users).toBe(expected);
  });

  test('equal weights go in list order for long, in spite of rounding', () => {
    const { users } = take(3000, 'a b c', 'weighted');
    expect(users).toBe(take(3000, 'a b c', 'equal').users);
  });

  test('a weight edit neither starves nor floods: credits are shares of a pick', () => {
    const { state } = take(1, 'a:100 b:100', 'weighted');
    expect(take(4, 'a:1 b:1', 'weighted', state).users).toBe('b a b a');
  });

  test('who is away earns nothing', () => {
    const { state } = take(50, 'a b -c', 'weighted');
    expect(state.credits?.[2]).toBe(0);
    expect(take(3, 'a b c', 'weighted', state).users.match(/c/g)).toHaveLength(1);
  });

  test('what is earned is a share of one pick among those who can be chosen', () => {
    expect(pickNext(list('a b -c:2'), 'weighted').next.credits).toEqual([-ONE_PICK / 2, ONE_PICK / 2, 0]);
  });

  test('who is picked pays what all earned, to the unit, so that rounding never adds up', () => {
    const { credits = [] } = take(1000, 'a b c', 'weighted').state;
    expect(credits.reduce((sum, credit) => sum + credit, 0)).toBe(0);
  });

  test('forgets the credit of a removed user', () => {
    const { state } = take(1, 'a:1 b:1', 'weighted');
    const { state: without } = take(1, 'b:1', 'weighted', state);
    expect(pickNext(list('a b'), 'weighted', without).why.candidates[0]).toEqual({
      user: 'a',
      weight: 1,
      picks: 0,
      credit: 0,
    });
  });
});

describe('split in blocks', () => {
  test('gives as many in a row as the weight', () => {
    expect(take(8, 'a:3 b:1', 'weighted-blocks').users).toBe('a a a b a a a b');
  });

  test('a user back from away begins a new block at the next turn', () => {
    const { state } = take(2, 'a:3 b:1', 'weighted-blocks');
    const away = take(2, '-a:3 b:1', 'weighted-blocks', state);
    expect(away.users).toBe('b b');
    expect(take(4, 'a:3 b:1', 'weighted-blocks', away.state).users).toBe('a a a b');
  });

  test('a block that a lowered weight has ended begins anew when nobody else can be chosen', () => {
    const { state } = take(2, 'a:3 b:1', 'weighted-blocks');
    const alone = take(1, 'a:2 -b:1', 'weighted-blocks', state);
    expect(alone.users).toBe('a');
    expect(take(3, 'a:2 b:1', 'weighted-blocks', alone.state).users).toBe('a b a');
  });

  test('whoever comes after a user taken out in the middle of a block has a whole block', () => {
    const { state } = take(2, 'a:3 b:3 c:1', 'weighted-blocks');
    expect(take(5, 'b:3 c:1', 'weighted-blocks', state).users).toBe('b b b c b');
  });

  test('a block ends early when its weight is lowered, and goes on when raised', () => {
    const { state } = take(2, 'a:3 b:1', 'weighted-blocks');
    expect(take(3, 'a:2 b:1', 'weighted-blocks', state).users).toBe('b a a');
    expect(take(4, 'a:5 b:1', 'weighted-blocks', state).users).toBe('a a a b');
  });
});

describe('a change of split', () => {
  test('in the middle of a block goes on with the next user', () => {
    const { state } = take(1, 'a:3 b:1 c:1', 'weighted-blocks');
    expect(take(3, 'a:3 b:1 c:1', 'equal', state).users).toBe('b c a');
  });

  test('from weights to equal goes on after the last picked', () => {
    const { state } = take(2, 'a:3 b:1 c:1', 'weighted');
    expect(take(3, 'a:3 b:1 c:1', 'equal', state).users).toBe('c a b');
  });

  test('from equal to weights starts with credits of nothing', () => {
    const { state } = take(2, 'a:3 b:1', 'equal');
    expect(take(4, 'a:3 b:1', 'weighted', state).users).toBe('a a b a');
  });
});

describe('nobody to pick', () => {
  test.each<Split>(['equal', 'weighted', 'weighted-blocks'])('%s: answers null and leaves the state alone', (split) => {
    const { state } = take(2, 'a b c', split);
    for (const users of ['', '-a -b -c']) {
      const pick = pickNext(list(users), split, state);
      expect(pick.user).toBeNull();
      expect(pick.next).toEqual(state);
      expect(upcoming(list(users), split, state, 3)).toEqual([]);
    }
  });
});

test('a reset rotation begins at the top, and its counts at nought', () => {
  expect(take(2, 'a b', 'equal', resetRotation()).state).toEqual({
    order: ['a', 'b'],
    picks: [1, 1],
    total: 2,
    cursor: 'a',
  });
});

test('the preview is what will happen', () => {
  const { state } = take(3, 'a:3 b:2 c', 'weighted');
  expect(upcoming(list('a:3 b:2 c'), 'weighted', state, 5).join(' ')).toBe(
    take(5, 'a:3 b:2 c', 'weighted', state).users,
  );
});

describe('the why-card', () => {
  test('holds the list with reasons, counts and whose turn it was', () => {
    const { state } = take(1, 'ana bo chi', 'equal');
    expect(pickNext(list('ana -bo chi'), 'equal', state).why).toEqual({
      split: 'equal',
      candidates: [
        { user: 'ana', picks: 1 },
        { user: 'bo', picks: 0, skip: 'switched off' },
        { user: 'chi', picks: 0 },
      ],
      picked: 'chi',
      turn: 'bo',
    });
  });

  test('is explained: rule, turn before and after', () => {
    const { state } = take(1, 'ana bo chi', 'equal');
    const story = explainPick(pickNext(list('ana -bo chi'), 'equal', state).why);
    expect(story.rule).toContain('the turn went to the next one');
    expect([story.before, story.after]).toEqual(['bo', 'ana']);
  });

  test('is explained: credits before and after', () => {
    const { why } = pickNext(list('a:3 b:1'), 'weighted', undefined);
    const story = explainPick(why);
    // Credits decide: it was nobody's turn that could be passed over.
    expect(story.rule).toMatch(/^Split by weight: .* A tie goes to the first in the list\.$/);
    expect(story.candidates.map((one) => [one.creditBefore, one.creditAfter])).toEqual([
      [0, -0.25 * ONE_PICK],
      [0, 0.25 * ONE_PICK],
    ]);
    expect([story.before, story.after]).toEqual(['a', 'a']);
  });

  test('is explained: a list of one, of none, and of nobody who can be chosen', () => {
    const rule = (users: string) => explainPick(pickNext(list(users), 'equal', undefined).why).rule;
    expect(rule('a -b')).toBe('The only one in the list who can be chosen now.');
    expect(rule('')).toBe('Nobody is in the list.');
    expect(rule('-a')).toBe('Nobody in the list can be chosen now.');
  });
});
