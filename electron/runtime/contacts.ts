// What people and imports do to contacts: add, edit, give away, delete, bring back.
import { emptyContactDraft, fullName, type Contact, type ContactDraft } from '../../shared/model/contact.ts';
import { isEmail } from '../../shared/model/address.ts';
import type { OwnersChanged } from '../../shared/ipc-types.ts';
import { oneLine, oneLineFault } from '../../shared/model/one-line.ts';
import type { DuplicateRule } from '../../shared/model/import-job.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { hasEnded } from '../../shared/model/run.ts';
import type { Change, ContactEdit } from '../../shared/steps/change.ts';
import { actor, asItIs, inSlices, type Core } from './core.ts';
import { hashId } from './ids.ts';
import type { Happening } from './runner.ts';

/** What became of a new contact: made, or one that was there got what it lacked, was passed over, or has all of it. */
export type Added =
  | { readonly kind: 'created'; readonly contact: string; readonly happening: Happening }
  | { readonly kind: 'merged' | 'skipped' | 'there'; readonly contact: string };

/** How a contact comes in. */
export interface Incoming {
  readonly id: string;
  readonly by: string | null;
  readonly duplicates: DuplicateRule;
  readonly runWorkflows: boolean;
}

/**
 * Stages a new contact and the runs it begins. The same id twice counts once ("there"). A draft that is the same as a
 * contact of the workspace is merged, skipped or added all the same, as `duplicates` says; one that has nothing new is "there".
 */
export function stageContact(core: Core, draft: ContactDraft, how: Incoming): Added {
  const { id } = how;
  if (core.get('contacts', id) !== undefined) return { kind: 'there', contact: id };
  const same = how.duplicates === 'add' ? undefined : core.lookups.sameContact(draft);
  if (same !== undefined) {
    if (how.duplicates === 'skip') return { kind: 'skipped', contact: same };
    return { kind: stageMerge(core, same, draft, how.by) ? 'merged' : 'there', contact: same };
  }
  const at = core.clock.now();
  // Field by field: a hundred thousand contacts of one shape take half the memory of as many made by spreading.
  const contact: Contact = {
    id,
    firstName: draft.firstName,
    lastName: draft.lastName,
    email: draft.email,
    phone: draft.phone,
    source: draft.source,
    tags: draft.tags,
    custom: draft.custom,
    owner: null,
    doNotDisturb: false,
    createdAt: at,
    updatedAt: at,
  };
  if (!how.runWorkflows) {
    core.runner.act(how.by, [{ do: 'contact-created', contact }], id);
    return { kind: 'created', contact: id, happening: { began: [], refused: [] } };
  }
  const event = { id: hashId(id, 'created'), type: 'contact-created', contact: id, at, by: how.by } as const;
  return { kind: 'created', contact: id, happening: core.runner.happen(event, [{ do: 'contact-created', contact }]) };
}

/** Fills the empty fields of a contact from a draft; tags are added. False when the draft has nothing that it lacks. */
function stageMerge(core: Core, id: string, draft: ContactDraft, by: string | null): boolean {
  const contact = core.get('contacts', id);
  if (contact === undefined) return false;
  const set: { -readonly [K in keyof ContactEdit]: ContactEdit[K] } = {};
  for (const field of ['firstName', 'lastName', 'email', 'phone', 'source'] as const) {
    if (contact[field] === '' && draft[field] !== '') set[field] = draft[field];
  }
  const tags = draft.tags.filter((tag) => !contact.tags.includes(tag));
  if (tags.length > 0) set.tags = [...contact.tags, ...tags];
  const custom = Object.entries(draft.custom).filter(
    ([key, value]) => value !== '' && (contact.custom[key] ?? '') === '',
  );
  if (custom.length > 0) set.custom = { ...contact.custom, ...Object.fromEntries(custom) };
  if (Object.keys(set).length === 0) return false;
  core.runner.act(by, [{ do: 'contact-edited', contact: id, set }], id);
  return true;
}

/** Adds one contact by hand. `act` names the press of the button: sent twice, it counts once. */
export async function createContact(core: Core, act: string, draft: ContactDraft): Promise<Result<{ id: string }>> {
  const clean = cleanDraft(draft);
  if (!clean.ok) return clean;
  const id = hashId('contact', act);
  const same = core.get('contacts', id) === undefined ? core.lookups.sameContact(clean.value) : undefined;
  if (same !== undefined) {
    const name = fullName(core.get('contacts', same) ?? clean.value) || clean.value.email;
    return bad(
      'contact-there',
      `${name} is there already, with the same ${clean.value.email === '' ? 'phone and name' : 'email'}.`,
      {
        where: { field: clean.value.email === '' ? 'phone' : 'email' },
        fix: 'Open that contact, or change the address.',
      },
    );
  }
  stageContact(core, clean.value, { id, by: actor(core), duplicates: 'add', runWorkflows: true });
  await core.runner.commit();
  return good({ id });
}

export async function updateContact(
  core: Core,
  id: string,
  draft: ContactDraft,
  doNotDisturb: boolean,
): Promise<Result<null>> {
  const there = presentContact(core, id);
  if (!there.ok) return there;
  const contact = there.value;
  const clean = cleanDraft(draft, contact);
  if (!clean.ok) return clean;
  const next = { ...clean.value, doNotDisturb };
  const changed = (Object.keys(next) as (keyof typeof next)[]).filter(
    (key) => JSON.stringify(next[key]) !== JSON.stringify(contact[key]),
  );
  if (changed.length === 0) return asItIs(core);
  const set = Object.fromEntries(changed.map((key) => [key, next[key]])) as ContactEdit;
  core.runner.act(actor(core), [{ do: 'contact-edited', contact: id, set }], id);
  await core.runner.commit();
  return good(null);
}

/** Trims, and says what cannot stay as it is. What a contact has already may: an import keeps what its file says. */
function cleanDraft(draft: ContactDraft, before: ContactDraft = emptyContactDraft): Result<ContactDraft> {
  const text = oneLine;
  const clean: ContactDraft = {
    firstName: text(draft.firstName),
    lastName: text(draft.lastName),
    email: text(draft.email),
    phone: text(draft.phone),
    source: text(draft.source),
    tags: [...new Set(draft.tags.map(text).filter((tag) => tag !== ''))],
    custom: Object.fromEntries(Object.entries(draft.custom).map(([key, value]) => [key, text(value)])),
  };
  const odd = oddText(clean, before);
  if (odd !== undefined) return odd;
  if (clean.email !== '' && !isEmail(clean.email)) {
    return bad('not-an-email', `“${clean.email}” is not an email address.`, {
      where: { field: 'email' },
      fix: 'Write it like maya@example.org, or leave it empty.',
    });
  }
  if (fullName(clean) === '' && clean.email === '' && clean.phone === '') {
    return bad('contact-empty', 'A contact needs a name, an email or a phone number.', {
      where: { field: 'firstName' },
      fix: 'Fill in at least one of them.',
    });
  }
  return good(clean);
}

/** The first text that is new and breaks the rule for one line. */
function oddText(draft: ContactDraft, before: ContactDraft): Result<never> | undefined {
  const lines = ['firstName', 'lastName', 'phone', 'source'] as const;
  const texts = [
    ...lines.filter((field) => draft[field] !== before[field]).map((field) => [field, draft[field]] as const),
    ...draft.tags.filter((tag) => !before.tags.includes(tag)).map((tag) => ['tags', tag] as const),
    ...Object.keys(draft.custom)
      .filter((name) => !Object.hasOwn(before.custom, name))
      .map((name) => ['custom', name] as const),
  ];
  for (const [field, value] of texts) {
    const fault = oneLineFault(value);
    if (fault !== undefined) return bad('not-one-line', fault, { where: { field } });
  }
  return undefined;
}

export async function setOwner(core: Core, id: string, owner: string | null): Promise<Result<null>> {
  const there = presentContact(core, id);
  if (!there.ok) return there;
  const contact = there.value;
  const able = canOwn(core, owner);
  if (!able.ok) return able;
  if (contact.owner === owner) return asItIs(core);
  stageOwner(core, contact, owner, actor(core));
  await core.runner.commit();
  return good(null);
}

/** Gives many contacts to a user, or to nobody. Answers whose those were that changed hands. Contacts in the bin stay as they are. */
export async function setOwners(
  core: Core,
  ids: readonly string[],
  owner: string | null,
): Promise<Result<OwnersChanged>> {
  const able = canOwn(core, owner);
  if (!able.ok) return able;
  const by = actor(core);
  const before = new Map<string | null, string[]>();
  let changed = 0;
  await inSlices(core, ids, (id) => {
    const contact = core.get('contacts', id);
    if (contact === undefined || contact.deletedAt !== undefined || contact.owner === owner) return;
    // The user may have been removed between two slices.
    if (!canOwn(core, owner).ok) return;
    stageOwner(core, contact, owner, by);
    changed += 1;
    const group = before.get(contact.owner);
    if (group === undefined) before.set(contact.owner, [id]);
    else group.push(id);
  });
  return good({ changed, before: [...before].map(([was, contacts]) => ({ owner: was, ids: contacts })) });
}

function canOwn(core: Core, owner: string | null): Result<null> {
  const user = owner === null ? null : core.library.users().get(owner);
  if (user !== undefined && user?.removedAt === undefined) return good(null);
  return bad('user-removed', 'That user is not there any more.', { fix: 'Choose another user.' });
}

/** Nobody is told: a message goes out only where a workflow sends one. */
function stageOwner(core: Core, { id, owner: from }: Contact, to: string | null, by: string | null): void {
  core.runner.act(by, [{ do: 'contact-owner-set', contact: id, from, to, byHand: true }], id);
}

/** Puts contacts into the bin: their runs end, and what was queued about them is withdrawn. */
export async function deleteContacts(core: Core, ids: readonly string[]): Promise<void> {
  const by = actor(core);
  await inSlices(core, ids, (id) => stageDeletion(core, id, by));
}

/** Stages the way into the bin; nothing for a contact that is there already. */
export function stageDeletion(core: Core, id: string, by: string | null): void {
  const contact = core.get('contacts', id);
  if (contact === undefined || contact.deletedAt !== undefined) return;
  for (const run of core.lookups.runsOfContact(id)) {
    const state = core.get('runs', run);
    if (state !== undefined && !hasEnded(state))
      core.runner.arrive(state, { kind: 'end', how: 'stopped', reason: 'The contact was deleted.' });
  }
  core.runner.act(by, [{ do: 'contact-deleted', contact: id }, ...withdrawn(core, id)], id);
}

/** What is on its way, or was sent, stays as it is. */
function withdrawn(core: Core, contact: string): readonly Change[] {
  return core.lookups.messagesAbout(contact).flatMap((key): readonly Change[] => {
    const message = core.get('outbox', key);
    if (message?.state !== 'queued' && message?.state !== 'retry') return [];
    const { attempts } = message;
    return [{ do: 'message-moved', key, state: 'dead', attempts, reason: 'The contact was deleted.' }];
  });
}

export async function restoreContacts(core: Core, ids: readonly string[]): Promise<void> {
  const by = actor(core);
  await inSlices(core, ids, (id) => {
    const contact = core.get('contacts', id);
    if (contact?.deletedAt !== undefined && contact.erased === undefined)
      core.runner.act(by, [{ do: 'contact-restored', contact: id }], id);
  });
}

/** The contact, if anything can be written about it: one in the bin is left as it is. */
export function presentContact(core: Core, id: string): Result<Contact> {
  const contact = core.get('contacts', id);
  if (contact === undefined || contact.erased !== undefined)
    return bad('contact-gone', 'This contact is not there any more.', { fix: 'Go back to the list of contacts.' });
  if (contact.deletedAt !== undefined)
    return bad('contact-binned', 'This contact is in the bin, so nothing can be changed about it.', {
      fix: 'Restore it first, on its page or in the bin.',
    });
  return good(contact);
}
