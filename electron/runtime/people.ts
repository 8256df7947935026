// What people do to users and pools. Ids are minted once and never used again.
import { isEmail } from '../../shared/model/address.ts';
import { emailKey } from '../../shared/model/contact.ts';
import { oneLine, oneLineFault } from '../../shared/model/one-line.ts';
import type { UserTouches } from '../../shared/ipc-types.ts';
import type { Pool } from '../../shared/model/pool.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { mintUserId, unsaid, type ListedUser, type User, type UserDraft } from '../../shared/model/user.ts';
import { boundId, type WorkflowNode } from '../../shared/model/workflow.ts';
import { poolRotation } from '../../shared/rotation.ts';
import { phoneKey } from '../../shared/phone.ts';
import { fieldsInUse, presentConfig } from '../../shared/steps/config.ts';
import { stepType } from '../../shared/steps/index.ts';
import { keysIn } from '../../shared/steps/keys.ts';
import type { Core } from './core.ts';

/** One edit of users or pools at a time, each on what the one before left. */
function inTurn<T>(core: Core, work: () => Promise<Result<T>>): Promise<Result<T>> {
  return core.library.turns.take('people', work);
}

export function createUser(core: Core, draft: UserDraft): Promise<Result<{ id: string }>> {
  return inTurn(core, () => createNow(core, draft));
}

async function createNow(core: Core, draft: UserDraft): Promise<Result<{ id: string }>> {
  const users = core.library.users();
  const clean = cleanUser(draft, users);
  if (!clean.ok) return clean;
  const id = mintUserId(clean.value.name, new Set([...users.keys(), ...core.library.pools().keys()]));
  const saved = await core.library.saveUsers([...users.values(), { id, ...clean.value }]);
  return saved.ok ? good({ id }) : saved;
}

export function updateUser(core: Core, id: string, draft: UserDraft): Promise<Result<null>> {
  return changeUser(core, id, (user, users) => {
    const clean = cleanUser(draft, users, id);
    return clean.ok ? good({ ...user, ...clean.value }) : clean;
  });
}

/** Takes the user out of every rotation; the rest go on in order. Old traces keep the name. */
export function removeUser(core: Core, id: string): Promise<Result<null>> {
  return changeUser(core, id, (user) => good({ removedAt: core.clock.now(), ...user }));
}

/** Brings a removed user back, unless somebody else has the email by now. */
export function restoreUser(core: Core, id: string): Promise<Result<null>> {
  return changeUser(core, id, (removed, users) => {
    const { removedAt: _, ...user } = removed;
    const clean = cleanUser(user, users, id);
    return clean.ok ? good(user) : clean;
  });
}

/** Changes one user as it stands when its turn comes. */
function changeUser(
  core: Core,
  id: string,
  change: (user: User, users: ReadonlyMap<string, User>) => Result<User>,
): Promise<Result<null>> {
  return inTurn(core, async () => {
    const users = core.library.users();
    const user = users.get(id);
    if (user === undefined) return gone();
    const changed = change(user, users);
    if (!changed.ok) return changed;
    const saved = await core.library.saveUsers([...users.values()].map((one) => (one.id === id ? changed.value : one)));
    return saved.ok ? good(null) : saved;
  });
}

/** Adds users, or updates those with the same email; without one on either side, those of the same name. All or none. */
export function mergeUsers(
  core: Core,
  drafts: readonly ListedUser[],
): Promise<Result<{ added: number; updated: number }>> {
  return inTurn(core, () => mergeNow(core, drafts));
}

async function mergeNow(
  core: Core,
  drafts: readonly ListedUser[],
): Promise<Result<{ added: number; updated: number }>> {
  const { users, added, updated } = mergedUsers(core, drafts);
  const saved = await core.library.saveUsers([...users.values()]);
  return saved.ok ? good({ added, updated }) : saved;
}

/** The users that `mergeUsers` would leave, with the same ids; nothing is written. */
export function mergedUsers(
  core: Core,
  drafts: readonly ListedUser[],
): { readonly users: ReadonlyMap<string, User>; readonly added: number; readonly updated: number } {
  const users = new Map(core.library.users());
  const byEmail = new Map(
    [...users.values()]
      .filter((one) => one.removedAt === undefined && one.email !== '')
      .map((one) => [emailKey(one.email), one]),
  );
  const namesakes = namesakesOf(users.values());
  // One for all: a list may have very many users.
  const taken = new Set([...users.keys(), ...core.library.pools().keys()]);
  let [added, updated] = [0, 0];
  for (const draft of drafts) {
    const known = draft.email === '' ? namesakes(draft) : byEmail.get(emailKey(draft.email));
    const id = known?.id ?? mintUserId(draft.name, taken);
    taken.add(id);
    const user: User = { ...unsaid, ...known, ...draft, id };
    users.set(id, user);
    if (draft.email !== '') byEmail.set(emailKey(draft.email), user);
    if (known === undefined) added += 1;
    else updated += 1;
  }
  return { users, added, updated };
}

/**
 * Finds who without an email a row without one means: somebody of that name, with the same phone rather than another. Each is
 * meant by one row only, so that two of one name in a list stay two.
 */
function namesakesOf(users: Iterable<User>): (draft: ListedUser) => User | undefined {
  const nameKey = (name: string): string => oneLine(name).toLowerCase();
  const left = new Map<string, User[]>();
  for (const user of users) {
    if (user.removedAt !== undefined || user.email !== '') continue;
    const same = left.get(nameKey(user.name));
    if (same === undefined) left.set(nameKey(user.name), [user]);
    else same.push(user);
  }
  return ({ name, phone = '' }) => {
    const same = left.get(nameKey(name)) ?? [];
    const at = same.findIndex((user) => phoneKey(user.phone) === phoneKey(phone));
    return same.splice(Math.max(at, 0), 1)[0];
  };
}

/** What removing a user touches: told before it is done. */
export function userTouches(core: Core, id: string): UserTouches {
  const workflows = [...core.library.workflows()].flatMap(([workflow, { document, bindings }]) => {
    if (core.get('live', workflow)?.status === 'binned') return [];
    const steps = Object.values(document.nodes).filter((node) =>
      usersNamed(node).some((key) => boundId(bindings, key) === id),
    );
    return steps.map((node) => ({ id: workflow, name: document.name, step: node.label || node.type }));
  });
  const pools = [...core.library.pools().values()]
    .filter((pool) => pool.members.some((member) => member.user === id))
    .map((pool) => pool.name);
  let contacts = 0;
  for (const contact of core.ledger.table('contacts').values()) {
    if ((contact as { owner?: unknown }).owner === id && !('deletedAt' in contact)) contacts += 1;
  }
  const queuedMessages = [...core.lookups.openMessages].filter((key) => {
    const message = core.get('outbox', key);
    return message?.to.user === id && (message.state === 'queued' || message.state === 'retry');
  }).length;
  return { workflows, pools, contacts, queuedMessages };
}

/** The keys of the users that a step names with the settings that are in use. */
function usersNamed(node: WorkflowNode): readonly string[] {
  const type = stepType(node.type);
  if (type === undefined) return [];
  const config = presentConfig(type, node);
  const used = Object.fromEntries(fieldsInUse(type, config).map((name) => [name, config[name]]));
  return keysIn(type, used).flatMap(({ kind, key }) => (kind === 'user' ? [key] : []));
}

export function savePool(
  core: Core,
  id: string | null,
  name: string,
  members: Pool['members'],
): Promise<Result<{ id: string }>> {
  return inTurn(core, () => savePoolNow(core, id, name, members));
}

async function savePoolNow(
  core: Core,
  id: string | null,
  name: string,
  members: Pool['members'],
): Promise<Result<{ id: string }>> {
  const pools = core.library.pools();
  const clean = oneLine(name);
  if (clean === '') return bad('empty', 'A pool needs a name.', { where: { field: 'name' } });
  const fault = oneLineFault(clean);
  if (fault !== undefined) return bad('not-one-line', fault, { where: { field: 'name' } });
  if (id !== null && !pools.has(id))
    return bad('pool-gone', 'This pool is not there any more.', { fix: 'Go back to the list of pools.' });
  if (members.some((one) => !core.library.users().has(one.user))) return gone();
  const same = [...pools.values()].find((pool) => pool.id !== id && pool.name.toLowerCase() === clean.toLowerCase());
  if (same !== undefined)
    return bad('pool-there', `There is a pool named ${same.name} already.`, {
      where: { field: 'name' },
      fix: 'Choose another name.',
    });
  const kept =
    id ?? mintUserId(clean, new Set([...pools.keys(), ...core.library.users().keys(), ...turnedPools(core)]));
  const saved = await core.library.savePools([
    ...[...pools.values()].filter((pool) => pool.id !== kept),
    { id: kept, name: clean, members },
  ]);
  return saved.ok ? good({ id: kept }) : saved;
}

/** Pools whose rotation was ever turned, those removed since too: a new one goes on with the turns of none. */
function turnedPools(core: Core): readonly string[] {
  const own = poolRotation('');
  return [...core.ledger.table('rotations').keys()].flatMap((id) => (id.startsWith(own) ? [id.slice(own.length)] : []));
}

export function removePool(core: Core, id: string): Promise<Result<null>> {
  return inTurn(core, async () => {
    const saved = await core.library.savePools([...core.library.pools().values()].filter((pool) => pool.id !== id));
    return saved.ok ? good(null) : saved;
  });
}

function cleanUser(draft: UserDraft, users: ReadonlyMap<string, User>, id?: string): Result<UserDraft> {
  const { active } = draft;
  const clean = { name: oneLine(draft.name), email: oneLine(draft.email), phone: oneLine(draft.phone), active };
  if (clean.name === '') return bad('empty', 'A user needs a name.', { where: { field: 'name' } });
  for (const field of ['name', 'phone'] as const) {
    const fault = oneLineFault(clean[field]);
    if (fault !== undefined) return bad('not-one-line', fault, { where: { field } });
  }
  if (clean.email !== '' && !isEmail(clean.email)) {
    return bad('not-an-email', `“${clean.email}” is not an email address.`, {
      where: { field: 'email' },
      fix: 'Write it like ana@example.com, or leave it empty.',
    });
  }
  const same = [...users.values()].find(
    (one) =>
      one.id !== id &&
      one.removedAt === undefined &&
      clean.email !== '' &&
      emailKey(one.email) === emailKey(clean.email),
  );
  if (same !== undefined)
    return bad('user-there', `${same.name} has this email already.`, {
      where: { field: 'email' },
      fix: 'Use another address.',
    });
  return good(clean);
}

function gone(): Result<never> {
  return bad('user-gone', 'This user is not there any more.', { fix: 'Go back to the list of users.' });
}
