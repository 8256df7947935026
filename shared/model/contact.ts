// A contact: the person a workflow is about.
import type { Instant } from './time.ts';

/** What a person types, or a CSV row gives, for a contact. The phone is kept as typed. */
export interface ContactDraft {
  readonly firstName: string;
  readonly lastName: string;
  readonly email: string;
  readonly phone: string;
  readonly source: string;
  readonly tags: readonly string[];
  readonly custom: Readonly<Record<string, string>>;
}

export interface Contact extends ContactDraft {
  readonly id: string;
  /** Id of the user who owns the contact. */
  readonly owner: string | null;
  /** When it was last given to the owner, also to the same one again; absent where it was given as it came in. */
  readonly ownerSince?: Instant;
  readonly ownerByHand?: true;
  readonly doNotDisturb: boolean;
  readonly createdAt: Instant;
  readonly updatedAt: Instant;
  /** Set while the contact is in the bin, and for good once it is erased. */
  readonly deletedAt?: Instant;
  /** Its data was erased, and this is what stays for counts and run ids. `begun`: files may still hold some of it. */
  readonly erased?: 'begun' | 'done';
}

export const emptyContactDraft: ContactDraft = {
  firstName: '',
  lastName: '',
  email: '',
  phone: '',
  source: '',
  tags: [],
  custom: {},
};

/** "Maya Öztürk", else the email, else the phone, else "Unnamed contact"; "Erased contact" for one whose data is gone. */
export function contactName(
  contact: Pick<ContactDraft, 'firstName' | 'lastName' | 'email' | 'phone'> & Pick<Contact, 'erased'>,
): string {
  if (contact.erased !== undefined) return 'Erased contact';
  const full = fullName(contact);
  return full || contact.email || contact.phone || 'Unnamed contact';
}

/** First and last name with one blank between; empty when both are. */
export function fullName(contact: Pick<ContactDraft, 'firstName' | 'lastName'>): string {
  if (contact.firstName === '') return contact.lastName;
  return contact.lastName === '' ? contact.firstName : `${contact.firstName} ${contact.lastName}`;
}

/** The key by which two emails are the same contact; empty when there is none. */
export function emailKey(email: string): string {
  return email.trim().toLowerCase();
}
