// What the search fields of the lists find: contacts, by the words typed.
import type { Contact } from '../../../shared/model/contact.ts';
import { sought } from '../../../shared/model/plain.ts';
import type { Core } from '../core.ts';

/**
 * True for a contact that has all words of the search in it or in its owner's name, in whatever case and with or without
 * accents; with no words, for all.
 */
export function searchFor(core: Core, search: string): (contact: Contact) => boolean {
  const words = sought(search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const owners = new Map([...core.library.users().values()].map(({ id, name }) => [id, sought(name)]));
  return (contact) => {
    const text = textOf(contact);
    const owner = contact.owner === null ? '' : (owners.get(contact.owner) ?? '');
    return words.every((word) => text.includes(word) || owner.includes(word) || hasWithCountry(text, word));
  };
}

/** Whether a number as it is dialled at home, "0151 ...", stands in the text with a country before it, "+49151 ...". */
function hasWithCountry(text: string, word: string): boolean {
  if (!/^0[1-9]\d{2,}$/.test(word)) return false;
  const number = word.slice(1);
  for (let at = text.indexOf(number); at >= 0; at = text.indexOf(number, at + 1)) {
    if (/\+\d{1,3}$/.test(text.slice(Math.max(0, at - 4), at))) return true;
  }
  return false;
}

/** What a search looks through of a contact itself, as it is sought; worked out at the first search and kept while the record stays. */
const texts = new WeakMap<Contact, string>();

function textOf(contact: Contact): string {
  const known = texts.get(contact);
  if (known !== undefined) return known;
  const { firstName, lastName, email, phone, source, tags } = contact;
  // A number is kept as it was typed, but people look for it without its spaces, too.
  const digits = phone.replaceAll(/[^\d+]/g, '');
  // A word of a search has no line break in it, so it is found within one of these only.
  const text = sought([firstName, lastName, email, phone, digits, source, ...tags].join('\n'));
  texts.set(contact, text);
  return text;
}
