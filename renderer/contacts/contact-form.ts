// The form of a contact as plain data: what it starts with, what is wrong with it, and the draft that it makes.
import { emailFault } from '../../shared/model/address.ts';
import { emptyContactDraft, type Contact, type ContactDraft } from '../../shared/model/contact.ts';
import { lengthFault, limits } from '../../shared/model/limits.ts';
import { oneLine, oneLineFault } from '../../shared/model/one-line.ts';
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
    firstName: oneLine(form.firstName),
    lastName: oneLine(form.lastName),
    email: oneLine(form.email),
    phone: oneLine(form.phone),
    source: oneLine(form.source),
    tags: form.tags.map(oneLine).filter((tag) => tag !== ''),
    custom: Object.fromEntries(
      form.custom.map(({ name, value }) => [oneLine(name), oneLine(value)]).filter(([name]) => name !== ''),
    ),
  };
}

/**
 * What is wrong, by field; "custom.0.name" for the first custom field. What the form began with may stay: an import keeps
 * what its file says.
 */
export function formFaults(form: ContactForm, before: ContactForm = formOf(null)): Record<string, string> {
  const draft = draftOf(form);
  const faults: Record<string, string> = {};
  for (const field of ['firstName', 'lastName', 'phone', 'source'] as const) {
    const fault = form[field] === before[field] ? undefined : lineFault(form[field]);
    if (fault !== undefined) faults[field] = fault;
  }
  const tag = draft.tags.find((one) => !before.tags.includes(one) && lineFault(one) !== undefined);
  if (tag !== undefined) faults['tags'] = lineFault(tag) ?? '';
  const { tags } = limits.contact;
  if (draft.tags.length > tags)
    faults['tags'] = `These are ${draft.tags.length} tags; a contact takes at most ${tags}.`;
  if (draft.firstName === '' && draft.lastName === '' && draft.email === '' && draft.phone === '') {
    faults['firstName'] = 'Write a name, an email or a phone number.';
  }
  const email = draft.email === '' ? undefined : emailFault(draft.email);
  if (email !== undefined) faults['email'] = email;
  if (draft.phone !== '' && !/\d/.test(draft.phone)) faults['phone'] = 'A phone number needs digits.';
  const names = form.custom.map(({ name }) => oneLine(name));
  names.forEach((name, at) => {
    const value = oneLine(form.custom[at]?.value ?? '');
    const fault = before.custom.some((one) => one.name === name)
      ? undefined
      : (lengthFault(name, limits.contact.fieldName) ?? oneLineFault(name));
    if (fault !== undefined) faults[`custom.${at}.name`] = fault;
    const long = lengthFault(value, limits.contact.value);
    if (long !== undefined) faults[`custom.${at}.value`] = long;
    if (name === '' && value !== '') faults[`custom.${at}.name`] = 'Give the field a name.';
    if (unsafeKeys.has(name)) faults[`custom.${at}.name`] = 'Baton keeps this name for itself. Choose another one.';
    if (name !== '' && names.indexOf(name) < at) faults[`custom.${at}.name`] = 'There is a field of this name already.';
  });
  return faults;
}

/** Why a value cannot stay as it is: it is too long, or not a line of text. */
function lineFault(text: string): string | undefined {
  return lengthFault(oneLine(text), limits.contact.value) ?? oneLineFault(text);
}

/** How a phone number is understood, for the line below its field; empty when there is nothing to add. */
export function phoneHint(phone: string): string {
  const typed = phone.trim();
  if (typed === '' || !/\d/.test(typed)) return '';
  const number = toE164(typed);
  if (number === undefined) return 'Kept as typed. Begin with + and the country code to have it dialled from anywhere.';
  return number === typed ? '' : `Read as ${number}`;
}
