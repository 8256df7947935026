// Action: give the contact an owner, in turn. Every rule stands in docs/domain.md, "Assign To User".
import { choice, optional, pool, shares, toggle, user, type Share } from '../fields/index.ts';
import type { Directory } from '../model/directory.ts';
import type { Finding } from '../model/problem.ts';
import { isEligible, whyNot, type User } from '../model/user.ts';
import type { RawConfig } from '../model/workflow.ts';
import { pickNext, poolRotation, stepRotation, type Candidate, type Split } from '../rotation.ts';
import type { Change } from './change.ts';
import { defineStep, type CheckContext, type Json } from './define.ts';

export const assignUser = defineStep({
  type: 'assign-user',
  typeVersion: 1,
  group: 'contact',
  label: 'Assign To User',
  icon: 'UserCheck',
  help: 'Makes one of your users the owner of the contact. With several users, contacts go round in turn.',
  keywords: ['owner', 'round robin', 'rotation', 'distribute', 'lead routing', 'assign'],
  fields: {
    users: optional(
      shares({
        label: 'Users',
        help: 'With several, each new contact goes to the next in this order.',
        required: 'Choose at least one user.',
      }),
    ),
    pool: optional(
      pool({ label: 'Pool', help: 'A rotation that several workflows share.', required: 'Choose a pool.' }),
    ),
    split: choice({
      label: 'Split',
      choices: [
        { value: 'equal', label: 'Equally', help: 'One contact each, in list order, then from the top again.' },
        {
          value: 'weighted',
          label: 'By weight, mixed',
          help: 'A weight of 3 to 1 gives A A B A: the larger share is spread out.',
        },
        { value: 'weighted-blocks', label: 'By weight, in blocks', help: 'A weight of 3 to 1 gives A A A B.' },
      ],
    }),
    onlyUnassigned: toggle({
      label: 'Only if the contact has no owner',
      help: 'Off: a new owner replaces the old one. On: a contact with an owner is left alone and takes no turn.',
    }),
    whenNobody: choice({
      label: 'When nobody can be chosen',
      help: 'Users who are switched off or removed are passed over and keep their place.',
      choices: [
        {
          value: 'continue',
          label: 'Leave without an owner and go on',
          help: 'The step is marked as skipped and the enrolment is flagged.',
        },
        { value: 'fallback', label: 'Give it to a fallback user' },
        { value: 'stop', label: 'Stop the enrolment' },
      ],
      later: ['hold'],
    }),
    fallback: optional(
      user({
        label: 'Fallback user',
        required: 'Choose the fallback user.',
        shownWhen: (config) => config['whenNobody'] === 'fallback',
      }),
    ),
  },
  modes: {
    label: 'Who',
    options: [
      { label: 'Users', fields: ['users'] },
      { label: 'Pool', fields: ['pool'] },
    ],
  },
  caption: (config, directory) => {
    if (config.pool !== undefined)
      return config.pool === '' ? 'Choose a pool' : `Round robin in ${directory.name(config.pool)}`;
    const names = (config.users ?? []).map((share) => directory.name(share.user));
    if (names.length === 0) return 'Choose at least one user';
    if (names.length === 1) return `Always ${names[0]}`;
    return `${config.split === 'equal' ? 'Round robin' : 'By weight'}: ${names.join(', ')}`;
  },
  check: (config, context) => [
    ...notYet(config, context.raw),
    ...nobodyActive(config, context),
    ...fallbackMissing(config),
  ],
  upgrades: {},
  traits: (config) => ({
    rotation: config.pool === undefined ? 'own' : { pool: config.pool },
    givesOwner: config.onlyUnassigned ? 'if-none' : 'always',
  }),
  plan: ({ config, view, at }) => {
    const { contact, directory } = view;
    const owner = view.user(contact.owner);
    if (config.onlyUnassigned && owner !== undefined && owner.removedAt === undefined) {
      const reason = `The contact belongs to ${owner.name} already.`;
      return { leave: 'next', result: 'skipped', reason, because: { rule: 'Only if the contact has no owner' } };
    }
    const { rotation, candidates } = candidatesOf(
      config,
      { workflow: view.workflow.id, node: at.node },
      directory,
      view.user,
    );
    const pick = pickNext(candidates, config.split, view.rotation(rotation));
    const picked = view.user(pick.user);
    if (picked !== undefined) {
      const changes: Change[] = [{ do: 'rotation-moved', rotation, state: pick.next }];
      if (contact.owner !== picked.id) changes.unshift(ownerSet(contact.id, contact.owner, picked));
      return { leave: 'next', result: 'done', output: given(picked, owner), changes, because: pick.why };
    }
    const isPoolGone = config.pool !== undefined && directory.pool(config.pool) === undefined;
    const reason = nobody(candidates, view.user, isPoolGone);
    if (config.whenNobody === 'fallback') {
      const fallback = config.fallback === undefined ? undefined : directory.user(config.fallback);
      if (fallback !== undefined && isEligible(fallback)) {
        const changes = contact.owner === fallback.id ? [] : [ownerSet(contact.id, contact.owner, fallback)];
        return {
          leave: 'next',
          result: 'done',
          reason: `${reason} ${fallback.name} is the fallback.`,
          output: given(fallback, owner),
          changes,
          because: pick.why,
        };
      }
      const why = `${reason} The fallback user ${fallback?.name ?? directory.name(config.fallback ?? '')} is ${whyNot(fallback)}.`;
      return { leave: 'next', result: 'skipped', reason: why, flag: true, because: pick.why };
    }
    if (config.whenNobody === 'stop') return { stop: 'stopped', reason, because: pick.why };
    return { leave: 'next', result: 'skipped', reason, flag: true, because: pick.why };
  },
});

/** Whose rotation a step turns and who is in it, in order; a pool's members are named by user id, the step's own by key. */
export function candidatesOf(
  config: { readonly users?: readonly Share[] | undefined; readonly pool?: string | undefined; readonly split?: Split },
  at: { readonly workflow: string; readonly node: string },
  directory: Directory,
  user: (id: string) => User | undefined,
): { readonly rotation: string; readonly split: Split; readonly candidates: readonly Candidate[] } {
  const split = config.split ?? 'equal';
  const pool = config.pool === undefined ? undefined : directory.pool(config.pool);
  if (pool === undefined) {
    const candidates = (config.users ?? []).map((share) => candidate(share, split, directory.user));
    return { rotation: stepRotation(at.workflow, at.node), split, candidates };
  }
  const candidates = pool.members.map((share) => candidate(share, split, user));
  return { rotation: poolRotation(pool.id), split, candidates };
}

function candidate(share: Share, split: Split, find: (key: string) => User | undefined): Candidate {
  const found = find(share.user);
  const skip = whyNot(found);
  const weight = split === 'equal' ? 1 : (share.weight ?? 1);
  return { user: found?.id ?? share.user, weight, ...(skip === undefined ? {} : { skip }) };
}

function ownerSet(contact: string, from: string | null, to: User): Change {
  return { do: 'contact-owner-set', contact, from, to: to.id };
}

function given(to: User, from: User | undefined): Json {
  return { owner: { id: to.id, name: to.name, email: to.email }, from: from?.name ?? null };
}

function nobody(candidates: readonly Candidate[], find: (id: string) => User | undefined, isPoolGone: boolean): string {
  if (isPoolGone) return 'Nobody can be chosen: the pool is not in this workspace.';
  if (candidates.length === 0) return 'Nobody can be chosen: the list is empty.';
  return `Nobody can be chosen: ${candidates.map((one) => `${find(one.user)?.name ?? one.user} is ${one.skip ?? 'free'}`).join(', ')}.`;
}

interface Chosen {
  readonly users?: readonly Share[] | undefined;
  readonly pool?: string | undefined;
  readonly whenNobody: string;
  readonly fallback?: string | undefined;
}

function nobodyActive(config: Chosen, { directory, user }: CheckContext): readonly Finding[] {
  if (config.pool !== undefined) {
    const found = directory.pool(config.pool);
    if (found === undefined || found.members.some((member) => isEligible(user(member.user)))) return [];
    return [nobodyIn(`Nobody in ${found.name} is active.`, 'pool')];
  }
  if (config.users === undefined) {
    return [{ severity: 'error', code: 'empty', message: 'Choose at least one user.', where: { field: 'users' } }];
  }
  const chosen = config.users.map((share) => directory.user(share.user));
  // Those who are not in this workspace have a problem of their own.
  if (chosen.every((one) => one === undefined) || chosen.some(isEligible)) return [];
  return [nobodyIn('None of the chosen users is active.', 'users')];
}

function nobodyIn(message: string, field: string): Finding {
  return {
    severity: 'error',
    code: 'nobody-active',
    message,
    where: { field },
    fix: 'Switch one of them on, or choose somebody else.',
  };
}

function fallbackMissing(config: Chosen): readonly Finding[] {
  if (config.whenNobody !== 'fallback' || config.fallback !== undefined) return [];
  return [{ severity: 'error', code: 'empty', message: 'Choose the fallback user.', where: { field: 'fallback' } }];
}

/** Settings that the file format knows and this version does not carry out: refused, never ignored. */
function notYet(config: Chosen, raw: RawConfig): readonly Finding[] {
  const asked = [
    { field: 'whenNobody', set: config.whenNobody === 'hold', what: 'Holding contacts until somebody can be chosen' },
    { field: 'workingHoursOnly', set: raw['workingHoursOnly'] === true, what: 'Assigning in working hours only' },
    { field: 'dailyCap', set: typeof raw['dailyCap'] === 'number', what: 'A daily cap' },
  ];
  return asked
    .filter((one) => one.set)
    .map(({ field, what }) => ({
      severity: 'error',
      code: 'not-in-this-version',
      message: `${what} is not in this version of Baton.`,
      where: { field },
      fix: field === 'whenNobody' ? 'Choose another way.' : `Take “${field}” out of the file, or use a newer Baton.`,
    }));
}
