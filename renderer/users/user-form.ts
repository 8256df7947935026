// The form of a user as plain data: what is wrong with it, and the draft that it makes.
import { emailFault } from '../../shared/model/address.ts';
import type { UserDraft } from '../../shared/model/user.ts';

export const emptyUser: UserDraft = { name: '', email: '', phone: '', active: true };

/** What the form says, trimmed. */
export function trimmed({ name, email, phone, active }: UserDraft): UserDraft {
  return { name: name.trim(), email: email.trim(), phone: phone.trim(), active };
}

/** What is wrong, by field; empty when nothing is. */
export function userFaults(form: UserDraft): Readonly<Partial<Record<keyof UserDraft, string>>> {
  const { name, email, phone } = trimmed(form);
  const mail = email === '' ? undefined : emailFault(email);
  return {
    ...(name === '' && { name: 'Write a name.' }),
    ...(mail !== undefined && { email: mail }),
    ...(phone !== '' && !/\d/.test(phone) && { phone: 'A phone number needs digits.' }),
  };
}
