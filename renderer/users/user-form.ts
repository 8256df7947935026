// The form of a user as plain data: what is wrong with it, and the draft that it makes.
import { emailFault } from '../../shared/model/address.ts';
import { oneLine, oneLineFault } from '../../shared/model/one-line.ts';
import type { UserDraft } from '../../shared/model/user.ts';

export const emptyUser: UserDraft = { name: '', email: '', phone: '', active: true };

/** What the form says, trimmed. */
export function trimmed({ name, email, phone, active }: UserDraft): UserDraft {
  return { name: oneLine(name), email: oneLine(email), phone: oneLine(phone), active };
}

/** What is wrong, by field; empty when nothing is. */
export function userFaults(form: UserDraft): Readonly<Partial<Record<keyof UserDraft, string>>> {
  const { name, email, phone } = trimmed(form);
  const mail = email === '' ? undefined : emailFault(email);
  const odd = { name: oneLineFault(name), phone: oneLineFault(phone) };
  return {
    ...(odd.name !== undefined && { name: odd.name }),
    ...(name === '' && { name: 'Write a name.' }),
    ...(mail !== undefined && { email: mail }),
    ...(odd.phone !== undefined && { phone: odd.phone }),
    ...(phone !== '' && !/\d/.test(phone) && { phone: 'A phone number needs digits.' }),
  };
}
