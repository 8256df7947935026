// The names by which conditions and merge fields ask about a contact, and their values.
import { fullName, type Contact } from './contact.ts';
import type { User } from './user.ts';

/** A name that can stand in {{ }} or in a condition. */
export interface FactName {
  /** "contact.first_name" */
  readonly name: string;
  readonly label: string;
  readonly sample: string;
}

export const contactFactNames: readonly FactName[] = [
  { name: 'contact.first_name', label: 'First name', sample: 'Maya' },
  { name: 'contact.last_name', label: 'Last name', sample: 'Öztürk' },
  { name: 'contact.full_name', label: 'Full name', sample: 'Maya Öztürk' },
  { name: 'contact.email', label: 'Email', sample: 'maya.ozturk@example.org' },
  { name: 'contact.phone', label: 'Phone', sample: '+905321234567' },
  { name: 'contact.source', label: 'Source', sample: 'Website' },
  { name: 'contact.tags', label: 'Tags', sample: 'new, vip' },
  { name: 'contact.owner.name', label: 'Owner’s name', sample: 'Ana Silva' },
  { name: 'contact.owner.email', label: 'Owner’s email', sample: 'ana@example.com' },
];

/** What is known about a contact, by the second part of the fact names. Tags are a list. */
export interface ContactFacts {
  readonly first_name: string;
  readonly last_name: string;
  readonly full_name: string;
  readonly email: string;
  readonly phone: string;
  readonly source: string;
  readonly tags: readonly string[];
  readonly owner: { readonly name: string; readonly email: string };
  readonly custom: Readonly<Record<string, string>>;
}

export function contactFacts(contact: Contact, owner: User | undefined): ContactFacts {
  return {
    first_name: contact.firstName,
    last_name: contact.lastName,
    full_name: fullName(contact),
    email: contact.email,
    phone: contact.phone,
    source: contact.source,
    tags: contact.tags,
    owner: { name: owner?.name ?? '', email: owner?.email ?? '' },
    custom: contact.custom,
  };
}

/** The value behind a fact name such as "contact.owner.name" or "contact.custom.plan"; undefined for an unknown name. */
export function factValue(facts: ContactFacts, name: string): string | readonly string[] | undefined {
  const path = name.split('.');
  if (path[0] !== 'contact' || path.length < 2) return undefined;
  if (path[1] === 'custom') return ownText(facts.custom, path.slice(2).join('.')) ?? '';
  let at: unknown = facts;
  for (const part of path.slice(1)) {
    if (typeof at !== 'object' || at === null || Array.isArray(at) || !Object.hasOwn(at, part)) return undefined;
    at = (at as Record<string, unknown>)[part];
  }
  return typeof at === 'string' || Array.isArray(at) ? (at as string | readonly string[]) : undefined;
}

/** True for a name that conditions may ask about. */
export function isFactName(name: string): boolean {
  return contactFactNames.some((fact) => fact.name === name) || /^contact\.custom\..+/.test(name);
}

function ownText(from: Readonly<Record<string, string>>, key: string): string | undefined {
  return Object.hasOwn(from, key) ? from[key] : undefined;
}
