// What a person does to contacts from more than one place, each with its way back.
import { contactName, type Contact } from '../../shared/model/contact.ts';
import type { OwnersChanged } from '../../shared/ipc-types.ts';
import { ask } from '../api.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { counted } from '../ui/plural.ts';
import { slicesOf } from './slices.ts';

/** Deletes contacts, with Undo. `name` is said when there is one. True when it was done. */
export async function deleteContacts(ids: readonly string[], name: string): Promise<boolean> {
  const done = await inSlices('contacts.delete', ids);
  if (done.length > 0)
    toast(`${ids.length === 1 ? name : counted(done.length, 'contact')} deleted.`, () => void restoreContacts(done));
  return done.length === ids.length;
}

/** Brings deleted contacts back. */
export async function restoreContacts(ids: readonly string[]): Promise<void> {
  const done = await inSlices('contacts.restore', ids);
  if (done.length > 0) toast(`${counted(done.length, 'contact')} brought back. Ended enrolments stay ended.`);
}

/** Does it to all of them, slice by slice; answers to which it was done. What went wrong has been said then. */
async function inSlices(
  act: 'contacts.delete' | 'contacts.restore',
  ids: readonly string[],
): Promise<readonly string[]> {
  const done: string[][] = [];
  for (const some of slicesOf(ids)) {
    if ((await ask(act, { ids: some })) === undefined) break;
    done.push(some);
  }
  return done.flat();
}

export const eraseWords =
  'The name, the addresses, conversations, messages and every recorded step leave this workspace and all its files. This cannot be undone. Counts stay, and messages that were sent stay sent. Backups made earlier still hold the data.';

/** Erases a contact after a yes that names it. True when it was done. */
export async function eraseContact(contact: Contact): Promise<boolean> {
  const name = contactName(contact);
  const yes = await confirm({
    title: `Erase ${name}?`,
    message: eraseWords,
    action: `Erase ${name}`,
    danger: true,
  });
  if (!yes || (await ask('bin.eraseContacts', { ids: [contact.id] })) === undefined) return false;
  toast(`${name} was erased.`);
  return true;
}

/** Gives a contact to a user, or to nobody, with Undo. */
export async function changeOwner(
  contact: Contact,
  owner: { readonly id: string; readonly name: string } | null,
): Promise<void> {
  const { id, owner: before } = contact;
  if ((owner?.id ?? null) === before) return;
  const done = await ask('contacts.setOwner', { id, owner: owner?.id ?? null });
  if (done === undefined) return;
  const name = contactName(contact);
  const words = owner === null ? `Nobody owns ${name} now.` : `${owner.name} owns ${name} now.`;
  toast(words, () => void ask('contacts.setOwner', { id, owner: before }));
}

/** Gives many contacts to a user, or to nobody, with Undo. True when it was done. */
export async function changeOwners(
  ids: readonly string[],
  owner: { readonly id: string; readonly name: string } | null,
): Promise<boolean> {
  const done = await setOwners(ids, owner?.id ?? null);
  if (done === undefined) return false;
  if (done.changed === 0) toast(owner === null ? 'They had no owner before.' : `${owner.name} owned them before.`);
  else toast(ownersWords(done.changed, owner), () => void giveBack(done.before));
  return true;
}

/** Gives contacts to a user, or to nobody. Undefined when it did not work; that has been said then. */
export async function setOwners(ids: readonly string[], owner: string | null): Promise<OwnersChanged | undefined> {
  const before: OwnersChanged['before'][number][] = [];
  let changed = 0;
  for (const some of slicesOf(ids)) {
    const done = await ask('contacts.setOwners', { ids: some, owner });
    if (done === undefined) return undefined;
    changed += done.changed;
    before.push(...done.before);
  }
  return { changed, before };
}

/** "12 contacts went to Bo Lind.": how many Bo owns now is not said, there may have been others before. */
export function ownersWords(changed: number, owner: { readonly name: string } | null): string {
  if (owner !== null) return `${counted(changed, 'contact')} went to ${owner.name}.`;
  return `${counted(changed, 'contact has', 'contacts have')} no owner now.`;
}

/** Gives contacts back to whoever owned them before. */
export async function giveBack(before: OwnersChanged['before']): Promise<void> {
  for (const { owner, ids } of before) await setOwners(ids, owner);
}
