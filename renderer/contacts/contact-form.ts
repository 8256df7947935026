// The form of a contact as plain data: what it starts with, what is wrong with it, and the draft that it makes.
import { emailFault } from '../../shared/model/address.ts';
import { emptyContactDraft, type Contact, type ContactDraft } from '../../shared/model/contact.ts';
import { unsafeKeys } from '../../shared/model/unsafe-keys.ts';
import { toE164 } from '../../shared/phone.ts';

export interface ContactForm {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly source: string;
  readonly tags: string[];
  readonly custom: { readonly name: string; readonly value: string }[];
  readonly doNotDisturb: boolean;
}

/** The form filled from a contact, or empty. */
export function formOf(contact: Contact | null): ContactForm {
  const { firstName, lastName, email, phone, source, tags, custom } = contact ?? emptyContactDraft;
  return {
    firstName,
    lastName,
    email,
    phone,
    source,
    tags: [...tags],
    custom: Object.entries(custom).map(([name, value]) => ({ name, value })),
    doNotDisturb: contact?.doNotDisturb ?? false,
  };
}

/** What the form says, trimmed. Custom fields without a name and a value are left out. */
export function draftOf(form: ContactForm): ContactDraft {
  return {
    firstName: form.firstName.trim(),
    lastName: form.lastName.trim(),
    email: form.email.trim(),
    phone: form.phone.trim(),
    source: form.source.trim(),
    tags: form.tags.map((tag) => tag.trim()).filter((tag) => tag !== ''),
    custom: Object.fromEntries(
      form.custom.map(({ name, value }) => [name.trim(), value.trim()]).filter(([name]) => name !== ''),
    ),
  };
}

/** What is wrong, by field; "custom.0.name" for the first custom field. */
export function formFaults(form: ContactForm): Record<string, string> {
  const draft = draftOf(form);
  const faults: Record<string, string> = {};
  if (draft.firstName === '' && draft.lastName === '' && draft.email === '' && draft.phone === '') {
    faults['firstName'] = 'Write a name, an email or a phone number.';
  }
  const email = draft.email === '' ? undefined : emailFault(draft.email);
  if (email !== undefined) faults['email'] = email;
  if (draft.phone !== '' && !/\d/.test(draft.phone)) faults['phone'] = 'A phone number needs digits.';
  const names = form.custom.map(({ name }) => name.trim());
  names.forEach((name, at) => {
    if (name === '' && form.custom[at]?.value.trim() !== '') faults[`custom.${at}.name`] = 'Give the field a name.';
    if (unsafeKeys.has(name)) faults[`custom.${at}.name`] = 'Baton keeps this name for itself. Choose another one.';
    if (name !== '' && names.indexOf(name) < at) faults[`custom.${at}.name`] = 'There is a field of this name already.';
  });
  return faults;
}

/** How a phone number is understood, for the line below its field; empty when there is nothing to add. */
export function phoneHint(phone: string): string {
  const typed = phone.trim();
  if (typed === '' || !/\d/.test(typed)) return '';
  const number = toE164(typed);
  if (number === undefined) return 'Kept as typed. Begin with + and the country code to have it dialled from anywhere.';
  return number === typed ? '' : `Read as ${number}`;
}
