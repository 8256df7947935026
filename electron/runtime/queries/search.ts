// What the search fields of the lists find: contacts, by the words typed.
import type { Contact } from '../../../shared/model/contact.ts';
import type { Core } from '../core.ts';

/** True for a contact that has all words of the search in it or in its owner's name, in whatever case; with no words, for all. */
export function searchFor(core: Core, search: string): (contact: Contact) => boolean {
  const words = search
    .normalize('NFC')
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const owners = new Map(
    [...core.library.users().values()].map(({ id, name }) => [id, name.normalize('NFC').toLowerCase()]),
  );
  return (contact) => {
    const text = textOf(contact);
    const owner = contact.owner === null ? '' : (owners.get(contact.owner) ?? '');
    return words.every((word) => text.includes(word) || owner.includes(word));
  };
}

/** What a search looks through of a contact itself, in small letters; worked out at the first search and kept while the record stays. */
const texts = new WeakMap<Contact, string>();

function textOf(contact: Contact): string {
  const known = texts.get(contact);
  if (known !== undefined) return known;
  const { firstName, lastName, email, phone, source, tags } = contact;
  // A number is kept as it was typed, but people look for it without its spaces, too.
  const digits = phone.replaceAll(/[^\d+]/g, '');
  // A word of a search has no line break in it, so it is found within one of these only.
  const text = [firstName, lastName, email, phone, digits, source, ...tags].join('\n').normalize('NFC').toLowerCase();
  texts.set(contact, text);
  return text;
}
