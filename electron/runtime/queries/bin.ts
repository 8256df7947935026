// What is in the bin, as the window lists it: what was deleted last comes first.
import type { BinnedContact, BinnedWorkflow, Page } from '../../../shared/ipc-types.ts';
import type { Contact } from '../../../shared/model/contact.ts';
import { DAY } from '../../../shared/model/time.ts';
import type { Core } from '../core.ts';
import { BIN_DAYS } from '../keeping.ts';

/** Contacts in the bin, in the order in which they were deleted. */
export function binnedContacts(core: Core): readonly Contact[] {
  const found: Contact[] = [];
  for (const record of core.ledger.table('contacts').values()) {
    const contact = record as Contact;
    if (contact.deletedAt !== undefined && contact.erased === undefined) found.push(contact);
  }
  return found.sort((a, b) => (b.deletedAt ?? 0) - (a.deletedAt ?? 0));
}

export function binnedContactsPage(core: Core, offset: number, limit: number): Page<BinnedContact> {
  const found = binnedContacts(core);
  const rows = found.slice(offset, offset + limit).map((contact) => {
    const deletedAt = contact.deletedAt ?? 0;
    return { contact, deletedAt, goesAt: deletedAt + BIN_DAYS * DAY };
  });
  return { total: found.length, rows };
}

export function binnedWorkflows(core: Core): readonly BinnedWorkflow[] {
  const rows = [...core.library.workflows()].flatMap(([id, { document }]): BinnedWorkflow[] => {
    const live = core.get('live', id);
    if (live?.status !== 'binned' || live.deleted !== undefined) return [];
    const active = core.lookups.openRuns.get(id)?.size ?? 0;
    return [{ id, name: document.name, deletedAt: live.changedAt, active, enrolled: core.lookups.enrolled(id) }];
  });
  return rows.sort((a, b) => b.deletedAt - a.deletedAt);
}
