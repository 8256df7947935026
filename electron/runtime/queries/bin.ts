// What is in the bin, as the window lists it: what was deleted last comes first.
import type { BinnedContact, BinnedWorkflow, Page } from '../../../shared/ipc-types.ts';
import type { Contact } from '../../../shared/model/contact.ts';
import { DAY } from '../../../shared/model/time.ts';
import type { Core } from '../core.ts';
import { BIN_DAYS } from '../keeping.ts';

/** Contacts in the bin, what was deleted last first. */
export function binnedContacts(core: Core): readonly BinnedContact[] {
  const found: BinnedContact[] = [];
  for (const record of core.ledger.table('contacts').values()) {
    const contact = record as Contact;
    const { deletedAt, erased } = contact;
    if (deletedAt === undefined || erased !== undefined) continue;
    found.push({ contact, deletedAt, goesAt: deletedAt + BIN_DAYS * DAY });
  }
  return found.sort((a, b) => b.deletedAt - a.deletedAt);
}

export function binnedContactsPage(core: Core, offset: number, limit: number): Page<BinnedContact> {
  const found = binnedContacts(core);
  return { total: found.length, rows: found.slice(offset, offset + limit) };
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
