// What a person does to contacts from more than one place, each with its way back.
import { contactName, type Contact } from '../../shared/model/contact.ts';
import { ask } from '../api.ts';
import { confirm } from '../state/confirm.ts';
import { toast } from '../state/toasts.ts';
import { counted } from '../ui/plural.ts';

/** Deletes contacts, with Undo. `name` is said when there is one. True when it was done. */
export async function deleteContacts(ids: readonly string[], name: string): Promise<boolean> {
  const done = await ask('contacts.delete', { ids: [...ids] });
  if (done === undefined) return false;
  toast(`${ids.length === 1 ? name : counted(ids.length, 'contact')} deleted.`, () => void restoreContacts(ids));
  return true;
}

/** Brings deleted contacts back. */
export async function restoreContacts(ids: readonly string[]): Promise<void> {
  const done = await ask('contacts.restore', { ids: [...ids] });
  if (done !== undefined) toast(`${counted(ids.length, 'contact')} brought back. Ended enrolments stay ended.`);
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
