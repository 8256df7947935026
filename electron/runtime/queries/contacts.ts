// Contacts as the window lists and opens them.
import { contactName, type Contact } from '../../../shared/model/contact.ts';
import type { ContactPage, ContactRow, ConversationRow, Page } from '../../../shared/ipc-types.ts';
import type { ConversationEntry } from '../../../shared/model/conversation.ts';
import type { Message } from '../../../shared/model/message.ts';
import type { Instant } from '../../../shared/model/time.ts';
import type { TimelineItem } from '../../../shared/engine/timeline.ts';
import { messagesOf } from '../../../shared/engine/views.ts';
import { dateInZone } from '../../../shared/calendar.ts';
import type { Core } from '../core.ts';
import { newestFirst, userName, userOf, workflowName } from './people.ts';
import { entriesOf, runRow } from './runs.ts';
import { searchFor } from './search.ts';

/** Which contacts a list shows, and in which order. */
export interface WantedContacts {
  readonly search: string;
  /** Only the contacts of this user; null: those of nobody. */
  readonly owner?: string | null | undefined;
  readonly sort?: 'newest' | 'owner' | undefined;
}

/** The contacts of a list, from its last to its first. */
export function listedContacts(core: Core, { search, owner, sort }: WantedContacts): readonly Contact[] {
  const found = findContacts(core, search, owner);
  return sort === 'owner' ? byOwner(core, found) : found;
}

/** From those of nobody to those of the first name; each user's stay in their order. */
function byOwner(core: Core, contacts: readonly Contact[]): readonly Contact[] {
  const groups = new Map<string | null, Contact[]>();
  for (const contact of contacts) {
    const group = groups.get(contact.owner);
    if (group === undefined) groups.set(contact.owner, [contact]);
    else group.push(contact);
  }
  const { compare } = new Intl.Collator();
  const owners = [...groups.keys()].filter((owner) => owner !== null);
  // Two users may have one name: their contacts still do not mix.
  owners.sort((a, b) => compare(userName(core, b), userName(core, a)) || compare(b, a));
  return [null, ...owners].flatMap((owner) => groups.get(owner) ?? []);
}

/**
 * Contacts that are not in the bin and have the words of the search in them or in their owner's name, newest last; only
 * those of an owner if one is named.
 */
export function findContacts(core: Core, search: string, only?: string | null): readonly Contact[] {
  const has = searchFor(core, search);
  const found: Contact[] = [];
  for (const record of core.ledger.table('contacts').values()) {
    const contact = record as Contact;
    if (contact.deletedAt !== undefined || (only !== undefined && contact.owner !== only)) continue;
    if (has(contact)) found.push(contact);
  }
  return found;
}

export function contactsPage(core: Core, wanted: WantedContacts, offset: number, limit: number): Page<ContactRow> {
  const found = listedContacts(core, wanted);
  const rows = newestFirst(found, offset, limit).map((contact) => ({
    contact,
    ownerName: userName(core, contact.owner),
    told: toldOf(core, contact),
  }));
  return { total: found.length, rows };
}

/**
 * How the owner of a contact was told about it since it was given to her: the latest message that arrived, else the latest.
 * A person who gives it tells nobody: there an earlier message counts, as on the contact's page (story-told.ts).
 */
function toldOf(core: Core, { id, owner, ownerSince = -Infinity, ownerByHand }: Contact): ContactRow['told'] {
  if (owner === null) return null;
  const all = core.lookups.messagesAbout(id).flatMap((key) => core.get('outbox', key) ?? []);
  const own = all.filter((one) => one.to.user === owner);
  const latest = (some: readonly Message[]) => some.findLast((one) => one.state === 'sent') ?? some.at(-1);
  const message =
    latest(own.filter((one) => one.at >= ownerSince)) ??
    (ownerByHand && latest(own.filter((one) => one.state !== 'dead')));
  return message === undefined ? null : { message, workflowName: workflowName(core, message.workflow) };
}

/** One contact with everything that happened to it, oldest first. */
export async function contactPage(core: Core, id: string): Promise<ContactPage> {
  const contact = core.get('contacts', id);
  const lines = await core.ledger.trace(id);
  const runs = core.lookups
    .runsOfContact(id)
    .flatMap((run) => core.get('runs', run) ?? [])
    .sort((a, b) => a.beganAt - b.beganAt);
  const traces = await Promise.all(runs.map(async (run) => ({ run, entries: await entriesOf(core, run.id) })));
  const timeline: TimelineItem[] = lines.flatMap((line): TimelineItem[] => {
    if (line.k === 'act') return [{ kind: 'act', at: line.at, by: line.by, changes: line.changes }];
    if (line.k !== 'event') return [];
    const began = runs.filter((run) => run.event === line.event.id).map((run) => run.id);
    return [{ kind: 'event', at: line.event.at, event: line.event, refused: line.refused, began }];
  });
  const walks = traces.map(({ run, entries }) => {
    const name = workflowName(core, run.workflow);
    const nodes = core.listeners.revision(run.workflow, run.revision)?.nodes;
    return entries.map((entry): TimelineItem => {
      const node = 'node' in entry ? nodes?.get(entry.node) : undefined;
      const step = 'node' in entry ? (node?.label ?? entry.node) : '';
      const ports = entry.kind === 'node-left' && node !== undefined && node.ports.length > 1 ? node.ports : [];
      const way = ports.find((port) => entry.kind === 'node-left' && port.id === entry.port)?.label;
      return {
        kind: 'run',
        at: entry.at,
        run: run.id,
        workflowName: name,
        step,
        ...(way === undefined ? {} : { way }),
        entry,
      };
    });
  });
  // Messages are records: those of enrolments whose steps were removed are still there.
  const others = core.lookups.messagesAbout(id).flatMap((key) => core.get('outbox', key) ?? []);
  const messages = [
    ...others.filter((message) => core.ledger.removed(message.run) !== undefined),
    ...traces.flatMap(({ entries }) => messagesOf(entries)).map((one) => core.get('outbox', one.key) ?? one),
  ];
  const removed = [id, ...runs.map((run) => run.id)].flatMap((key) => core.ledger.removed(key) ?? []);
  return {
    contact: contact?.erased === undefined ? (contact ?? null) : null,
    known: knownOf(core, contact),
    removed: removed.sort((a, b) => b.on - a.on)[0] ?? null,
    owner: userOf(core, contact?.owner) ?? null,
    timeline: inOrder([timeline, ...walks]),
    names: namesOf(core),
    runs: runs.map((run) => runRow(core, run)).reverse(),
    // Two enrolments at once take turns.
    messages: messages.toSorted((a, b) => a.at - b.at),
  };
}

function knownOf(core: Core, contact: Contact | undefined): string {
  if (contact === undefined) return 'Nothing is known of this contact any more.';
  if (contact.erased === undefined) return contactName(contact);
  return `Its data was erased on ${dateInZone(contact.deletedAt ?? contact.updatedAt, core.zone())}.`;
}

/**
 * Several histories as one, by time. Each stays in its own order, that of its numbers: after the clock was set back a
 * later thing has an earlier time. Equal times keep the order of the histories: the sort is stable.
 */
function inOrder(histories: readonly (readonly TimelineItem[])[]): readonly TimelineItem[] {
  const placed = histories.flatMap((items) => {
    let time = -Infinity;
    return items.map((item) => ({ item, time: (time = Math.max(time, item.at)) }));
  });
  return placed.sort((a, b) => a.time - b.time).map(({ item }) => item);
}

function namesOf(core: Core): ContactPage['names'] {
  const users = [...core.library.users().values()];
  const workflows = [...core.library.workflows()].map(([id, { document }]) => [id, document.name]);
  return {
    users: Object.fromEntries(users.map((user) => [user.id, user.name])),
    workflows: Object.fromEntries(workflows),
    left: Object.fromEntries(
      users.flatMap(({ id, removedAt, active }) =>
        removedAt !== undefined ? [[id, 'was removed']] : active ? [] : [[id, 'is switched off']],
      ),
    ),
  };
}

/** Contacts that something was said with come first, then the others; each newest first. */
export function conversationsPage(core: Core, search: string, offset: number, limit: number): Page<ConversationRow> {
  const last = new Map<string, ConversationEntry>();
  for (const record of core.ledger.table('conversations').values()) {
    const entry = record as ConversationEntry;
    if ((last.get(entry.contact)?.at ?? -1) <= entry.at) last.set(entry.contact, entry);
  }
  const found = findContacts(core, search);
  const silent: Contact[] = [];
  const talked: { readonly contact: Contact; readonly at: Instant }[] = [];
  for (const contact of found) {
    const said = last.get(contact.id);
    if (said === undefined) silent.push(contact);
    else talked.push({ contact, at: said.at });
  }
  talked.sort((a, b) => a.at - b.at);
  const ordered = [...silent, ...talked.map(({ contact }) => contact)];
  const rows = newestFirst(ordered, offset, limit).map((contact) => ({
    contact,
    ownerName: userName(core, contact.owner),
    last: last.get(contact.id) ?? null,
  }));
  return { total: found.length, rows };
}

/** What was said with one contact, oldest first. */
export function conversationOf(core: Core, contact: string): readonly ConversationEntry[] {
  const entries: ConversationEntry[] = [];
  for (const record of core.ledger.table('conversations').values()) {
    const entry = record as ConversationEntry;
    if (entry.contact === contact) entries.push(entry);
  }
  return entries;
}
