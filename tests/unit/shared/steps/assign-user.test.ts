// Assign To User: every rule of docs/domain.md.
import { describe, expect, test } from 'vitest';
import type { Contact } from '../../../../shared/model/contact.ts';
import { directoryOf } from '../../../../shared/model/directory.ts';
import type { User } from '../../../../shared/model/user.ts';
import type { RawConfig } from '../../../../shared/model/workflow.ts';
import { parseConfig } from '../../../../shared/steps/config.ts';
import { assignUser, candidatesOf } from '../../../../shared/steps/assign-user.ts';
import { stepRotation } from '../../../../shared/rotation.ts';
import { aContact, aDesk, type Desk, type Ran } from '../../../support/desk.ts';
import { assignTo, aUser, aWorkflow, somePeople } from '../../../support/workflow.ts';

const team = [aUser('ana'), aUser('bo'), aUser('chi')];

function desk(config: RawConfig, users: readonly User[] = team, options: Parameters<typeof aDesk>[1] = {}): Desk {
  const workflow = aWorkflow()
    .trigger('t1')
    .step('a1', 'assign-user', config)
    .step('n1', 'add-tag', { tags: ['done'] });
  return aDesk(workflow, { people: somePeople(users), ...options });
}

/** Who gets the next contacts: "ana bo -" where "-" is nobody. */
function owners(at: Desk, n: number, first = 0): string {
  return Array.from({ length: n }, (_, i) => at.enrol(aContact(`c${first + i}`)).contact.owner ?? '-').join(' ');
}

/** One contact through the step. */
function one(config: RawConfig, contact: Partial<Contact> = {}, users: readonly User[] = team): Ran {
  return desk(config, users).enrol(aContact('maya', contact));
}

/** What the assign step left behind. */
function assigned(ran: Ran): Ran['left'] {
  const entry = ran.entries.find((each) => each.kind === 'node-left' && each.node === 'a1');
  if (entry?.kind !== 'node-left') throw new Error('the step was not left');
  return entry;
}

describe('who is next', () => {
  test.each([
    ['one user: always that one', assignTo('bo'), 'bo bo bo'],
    ['several: in list order, then from the top', assignTo('ana', 'bo', 'chi'), 'ana bo chi ana bo chi ana'],
    [
      'by weight, mixed',
      { users: [{ user: 'ana', weight: 3 }, { user: 'bo' }], split: 'weighted' },
      'ana ana bo ana ana ana bo ana',
    ],
    [
      'by weight, in blocks',
      { users: [{ user: 'ana', weight: 3 }, { user: 'bo' }], split: 'weighted-blocks' },
      'ana ana ana bo ana ana ana bo',
    ],
    [
      'weights do not count in an equal split',
      { users: [{ user: 'ana', weight: 9 }, { user: 'bo' }] },
      'ana bo ana bo',
    ],
  ])('%s', (_, config, expected) => {
    expect(owners(desk(config), expected.split(' ').length)).toBe(expected);
  });

  test('who is switched off, removed or not here is passed over', () => {
    const users = [aUser('ana', { active: false }), aUser('bo'), aUser('chi', { removedAt: 1 })];
    expect(owners(desk(assignTo('ana', 'zoe', 'bo', 'chi'), users), 2)).toBe('bo bo');
  });

  test('keys mean the users they are bound to', () => {
    expect(owners(desk(assignTo('ana', 'x'), team, { bindings: { ana: 'bo', x: 'chi' } }), 4)).toBe('bo chi bo chi');
  });

  test('a pool is shared, by user ids, whatever the keys mean', () => {
    const people = somePeople(team, [
      {
        id: 'sales',
        name: 'Sales',
        members: [
          { user: 'bo', weight: 1 },
          { user: 'ana', weight: 1 },
        ],
      },
    ]);
    const pooled = desk({ users: undefined, pool: 'p' }, [], { people, bindings: { p: 'sales', ana: null } });
    expect(owners(pooled, 3)).toBe('bo ana bo');
    expect(pooled.world.get('rotations', 'pool:sales')?.total).toBe(3);
  });

  test('the rotation lives with workflow and step', () => {
    const at = desk(assignTo('ana', 'bo'));
    owners(at, 1);
    expect(at.world.get('rotations', stepRotation('w1', 'a1'))).toMatchObject({ total: 1, cursor: 'bo' });
  });
});

describe('the contact', () => {
  test('gets the owner, and later steps see it', () => {
    const ran = one(assignTo('ana'));
    expect(ran.contact.owner).toBe('ana');
    expect(assigned(ran)).toMatchObject({
      result: 'done',
      output: { owner: { id: 'ana', name: 'Ana', email: 'ana@example.com' }, from: null },
      changes: [
        { do: 'contact-owner-set', contact: 'maya', from: null, to: 'ana' },
        { do: 'rotation-moved', rotation: 'w1/a1' },
      ],
    });
  });

  test('with an owner: overwritten, from and to are shown', () => {
    const ran = one(assignTo('ana'), { owner: 'bo' });
    expect(assigned(ran).changes?.[0]).toEqual({ do: 'contact-owner-set', contact: 'maya', from: 'bo', to: 'ana' });
    expect(assigned(ran).output).toMatchObject({ from: 'Bo' });
  });

  test('with the owner who is picked: no change, but a turn', () => {
    expect(assigned(one(assignTo('ana'), { owner: 'ana' })).changes).toMatchObject([{ do: 'rotation-moved' }]);
  });

  test('only if unassigned: an owner stays, and no turn is taken', () => {
    const ran = one({ ...assignTo('ana'), onlyUnassigned: true }, { owner: 'bo' });
    expect(ran.contact.owner).toBe('bo');
    expect(assigned(ran)).toMatchObject({ result: 'skipped', reason: 'The contact belongs to Bo already.' });
    expect(assigned(ran)).not.toHaveProperty('changes');
    expect(assigned(ran)).not.toHaveProperty('flag');
  });

  test('only if unassigned: an owner who was removed is none', () => {
    const users = [aUser('ana'), aUser('bo', { removedAt: 1 })];
    expect(one({ ...assignTo('ana'), onlyUnassigned: true }, { owner: 'bo' }, users).contact.owner).toBe('ana');
  });
});

describe('nobody can be chosen', () => {
  const away = [aUser('ana', { active: false }), aUser('bo', { removedAt: 1 }), aUser('chi')];
  const nobody = 'Nobody can be chosen: Ana is switched off, Bo is removed.';

  test('go on without an owner, skipped and flagged', () => {
    const ran = one(assignTo('ana', 'bo'), {}, away);
    expect(assigned(ran)).toMatchObject({ result: 'skipped', reason: nobody, flag: true });
    expect(ran.run).toMatchObject({ state: 'completed', flag: nobody });
    expect(ran.contact).toMatchObject({ owner: null, tags: ['done'] });
  });

  test('stop', () => {
    const ran = one({ ...assignTo('ana', 'bo'), whenNobody: 'stop' }, {}, away);
    expect(ran.run).toMatchObject({ state: 'stopped', reason: `Assign To User: ${nobody}` });
    expect(ran.contact.tags).toEqual([]);
  });

  test('the fallback user, who takes no turn', () => {
    const ran = one({ ...assignTo('ana', 'bo'), whenNobody: 'fallback', fallback: 'chi' }, {}, away);
    expect(ran.contact.owner).toBe('chi');
    expect(assigned(ran)).toMatchObject({ result: 'done', reason: `${nobody} Chi is the fallback.` });
    expect(assigned(ran).changes).toEqual([{ do: 'contact-owner-set', contact: 'maya', from: null, to: 'chi' }]);
  });

  test.each([
    ['is away too', 'bo', `${nobody} The fallback user Bo is removed.`],
    ['is not here', 'zoe', `${nobody} The fallback user zoe is not in this workspace.`],
  ])('a fallback user who %s', (_, fallback, reason) => {
    expect(assigned(one({ ...assignTo('ana', 'bo'), whenNobody: 'fallback', fallback }, {}, away))).toMatchObject({
      result: 'skipped',
      reason,
      flag: true,
    });
  });

  test('an empty list, a pool that is gone', () => {
    expect(assigned(one({ users: [] })).reason).toBe('Nobody can be chosen: the list is empty.');
    expect(assigned(one({ users: undefined, pool: 'gone' })).reason).toBe(
      'Nobody can be chosen: the pool is not in this workspace.',
    );
  });
});

test('every assignment keeps a why-card', () => {
  expect(assigned(one(assignTo('ana', 'bo'), {}, [aUser('ana', { active: false }), aUser('bo')])).because).toEqual({
    split: 'equal',
    candidates: [
      { user: 'ana', picks: 0, skip: 'switched off' },
      { user: 'bo', picks: 0 },
    ],
    picked: 'bo',
    turn: 'ana',
  });
});

describe('on its card and in its preview', () => {
  const directory = directoryOf(somePeople(team, [{ id: 'sales', name: 'Sales', members: [] }]), {}, []);
  test.each([
    [{ users: [] }, 'Choose at least one user'],
    [assignTo('bo'), 'Always Bo'],
    [assignTo('ana', 'bo'), 'Round robin: Ana, Bo'],
    [{ ...assignTo('ana', 'bo'), split: 'weighted' }, 'By weight: Ana, Bo'],
    [{ pool: '' }, 'Choose a pool'],
    [{ pool: 'sales' }, 'Round robin in Sales'],
  ])('%j reads "%s"', (config, words) => {
    expect(assignUser.caption(parseConfig(assignUser, config).config as never, directory)).toBe(words);
  });

  test('the candidates for a preview', () => {
    const at = { workflow: 'w1', node: 'a1' };
    const byId = (id: string): User | undefined => team.find((user) => user.id === id);
    expect(candidatesOf(assignTo('ana', 'zoe'), at, directory, byId)).toEqual({
      rotation: 'w1/a1',
      split: 'equal',
      candidates: [
        { user: 'ana', weight: 1 },
        { user: 'zoe', weight: 1, skip: 'not in this workspace' },
      ],
    });
  });
});
