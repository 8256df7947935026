// Names for ids, as pages show them.
import { contactName } from '../../../shared/model/contact.ts';
import type { User } from '../../../shared/model/user.ts';
import type { Core } from '../core.ts';

/** The owner's name; empty when there is none. */
export function userName(core: Core, id: string | null): string {
  return id === null ? '' : (core.library.users().get(id)?.name ?? id);
}

/** The user behind an id; undefined for nobody. */
export function userOf(core: Core, id: string | null | undefined): User | undefined {
  return typeof id === 'string' ? core.library.users().get(id) : undefined;
}

export function nameOfContact(core: Core, id: string): string {
  const contact = core.get('contacts', id);
  return contact === undefined ? 'A contact that is gone' : contactName(contact);
}

export function workflowName(core: Core, id: string): string {
  const here = core.library.workflows().get(id)?.document.name;
  return here ?? core.get('live', id)?.deleted ?? 'A workflow that is gone';
}

/** One page of a list, newest first. */
export function newestFirst<T>(all: readonly T[], offset: number, limit: number): readonly T[] {
  const end = Math.max(all.length - offset, 0);
  return all.slice(Math.max(end - limit, 0), end).reverse();
}
