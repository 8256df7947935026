// Second ways into the ledger's tables, kept up with every put: who has this email, which runs are open, what is unread.
import { emailKey, fullName, type Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import { phoneKey } from '../../shared/phone.ts';
import { DueQueue } from './due-queue.ts';

type OneOrMore = string | readonly string[];

export class Lookups {
  /** Waiting runs by the time they are due. */
  readonly waits = new DueQueue();
  /** Runs that have not ended, by workflow. */
  readonly openRuns = new Map<string, Set<string>>();
  /** Messages in the outbox, oldest first. */
  readonly messageKeys: string[] = [];
  /** Messages that are not final (queued, sending, retry, uncertain). */
  readonly openMessages = new Set<string>();
  /** Runs that were given up because they crashed Baton, oldest first, until somebody puts them away. */
  readonly crashed = new Set<string>();
  /** Erased contacts of whom files may still hold something. */
  readonly erasing = new Set<string>();
  /** Contacts outside the bin by what makes them the same, in the order in which they came (or came back). */
  private readonly byEmail = new Map<string, string | Set<string>>();
  private readonly byPhone = new Map<string, string | Set<string>>();
  /** Contact -> keys of the messages about it, oldest first. */
  private readonly messages = new Map<string, OneOrMore>();
  /** Workflow -> contact -> runs, oldest first. */
  private readonly runs = new Map<string, Map<string, OneOrMore>>();
  /** Workflow -> its runs, in the order in which they began; the ledger keeps it over a restart. */
  private readonly begun = new Map<string, string[]>();
  /** User -> in-app messages, oldest first; null = everybody's. */
  private readonly bells = new Map<string | null, string[]>([[null, []]]);
  private readonly unread = new Map<string, number>();

  /** Listens to the ledger. */
  put(table: string, id: string, before: object | undefined, after: object | null): void {
    if (table === 'contacts') this.putContact(before as Contact | undefined, after as Contact | null);
    else if (table === 'runs') this.putRun(id, before as Run | undefined, after as Run | null);
    else if (table === 'outbox') this.putMessage(id, before as Message | undefined, after as Message | null);
  }

  /** The contact that a draft is the same as: same email; without one, same phone and name. Contacts in the bin do not count. */
  sameContact(draft: Pick<Contact, 'email' | 'phone' | 'firstName' | 'lastName'>): string | undefined {
    const email = emailKey(draft.email);
    if (email !== '') return first(this.byEmail.get(email));
    const key = phoneAndName(draft);
    return key === undefined ? undefined : first(this.byPhone.get(key));
  }

  /** The contact's runs in a workflow, oldest first. */
  runsOf(workflow: string, contact: string): readonly string[] {
    return list(this.runs.get(workflow)?.get(contact));
  }

  /** All runs of a contact, workflow by workflow. */
  runsOfContact(contact: string): readonly string[] {
    return [...this.runs.values()].flatMap((contacts) => list(contacts.get(contact)));
  }

  /** The runs of a workflow, oldest first. */
  runsOfWorkflow(workflow: string): readonly string[] {
    return this.begun.get(workflow) ?? [];
  }

  /** How many contacts were ever enrolled in a workflow. */
  enrolled(workflow: string): number {
    return this.runs.get(workflow)?.size ?? 0;
  }

  /** Keys of the messages about a contact, oldest first. */
  messagesAbout(contact: string): readonly string[] {
    return list(this.messages.get(contact));
  }

  /** In-app messages of one user, or of everybody, oldest first. */
  bell(user: string | null): readonly string[] {
    return this.bells.get(user) ?? [];
  }

  unreadOf(user: string | null): number {
    if (user !== null) return this.unread.get(user) ?? 0;
    return [...this.unread.values()].reduce((sum, one) => sum + one, 0);
  }

  private putContact(before: Contact | undefined, after: Contact | null): void {
    if (after?.erased === 'begun') this.erasing.add(after.id);
    else if (before?.erased === 'begun') this.erasing.delete(before.id);
    const had = before === undefined || before.deletedAt !== undefined ? undefined : before;
    const has = after === null || after.deletedAt !== undefined ? undefined : after;
    if (
      had !== undefined &&
      has !== undefined &&
      had.email === has.email &&
      had.phone === has.phone &&
      had.firstName === has.firstName &&
      had.lastName === has.lastName
    )
      return;
    if (had !== undefined) {
      forget(this.byEmail, emailKey(had.email), had.id);
      forget(this.byPhone, phoneAndName(had), had.id);
    }
    if (has !== undefined) {
      const email = emailKey(has.email);
      if (email !== '') remember(this.byEmail, email, has.id);
      else remember(this.byPhone, phoneAndName(has), has.id);
    }
  }

  private putRun(id: string, before: Run | undefined, after: Run | null): void {
    const run = after ?? before;
    if (run === undefined) return;
    if (after?.crashed === true) this.crashed.add(id);
    else if (before?.crashed === true) this.crashed.delete(id);
    if (before === undefined && after !== null) this.addRun(id, after);
    const open = after !== null && !hasEnded(after);
    if (open !== (before !== undefined && !hasEnded(before))) {
      let runs = this.openRuns.get(run.workflow);
      if (runs === undefined) this.openRuns.set(run.workflow, (runs = new Set()));
      if (open) runs.add(id);
      else runs.delete(id);
    }
    if (after?.state === 'waiting' && after.due !== undefined) this.waits.set(id, after.due);
    else if (before?.state === 'waiting') this.waits.delete(id);
  }

  private addRun(id: string, run: Run): void {
    let contacts = this.runs.get(run.workflow);
    if (contacts === undefined) this.runs.set(run.workflow, (contacts = new Map()));
    const had = contacts.get(run.contact);
    contacts.set(run.contact, had === undefined ? id : [...list(had), id]);
    const begun = this.begun.get(run.workflow);
    if (begun === undefined) this.begun.set(run.workflow, [id]);
    else begun.push(id);
  }

  private putMessage(key: string, before: Message | undefined, after: Message | null): void {
    if (after === null) {
      this.openMessages.delete(key);
      if (before !== undefined) {
        const left = this.messagesAbout(before.contact).filter((one) => one !== key);
        if (left.length === 0) this.messages.delete(before.contact);
        else this.messages.set(before.contact, left);
      }
      return;
    }
    if (before === undefined) {
      this.messageKeys.push(key);
      const about = this.messages.get(after.contact);
      this.messages.set(after.contact, about === undefined ? key : [...list(about), key]);
      if (after.channel === 'notification' && after.to.user !== null) {
        this.bells.get(null)?.push(key);
        const bell = this.bells.get(after.to.user);
        if (bell === undefined) this.bells.set(after.to.user, [key]);
        else bell.push(key);
      }
    }
    const user = after.channel === 'notification' ? after.to.user : null;
    if (user !== null) {
      const change = Number(after.read === false) - Number(before?.read === false);
      if (change !== 0) this.unread.set(user, (this.unread.get(user) ?? 0) + change);
    }
    if (after.state === 'sent' || after.state === 'dead') this.openMessages.delete(key);
    else this.openMessages.add(key);
  }
}

function list(some: OneOrMore | undefined): readonly string[] {
  return some === undefined ? [] : typeof some === 'string' ? [some] : some;
}

/** What two drafts of the same contact have in common; undefined for one that is like no other. */
export function samenessOf(draft: Pick<Contact, 'email' | 'phone' | 'firstName' | 'lastName'>): string | undefined {
  const email = emailKey(draft.email);
  return email === '' ? phoneAndName(draft) : email;
}

function phoneAndName(contact: Pick<Contact, 'phone' | 'firstName' | 'lastName'>): string | undefined {
  const phone = contact.phone === '' ? '' : phoneKey(contact.phone);
  return phone === '' ? undefined : `${phone} ${fullName(contact).toLowerCase()}`;
}

function first(some: string | ReadonlySet<string> | undefined): string | undefined {
  if (some === undefined || typeof some === 'string') return some;
  for (const id of some) return id;
  return undefined;
}

// Nearly every key has one contact: a set is made only for the second. A whole file may share one address, so no lists.
function remember(map: Map<string, string | Set<string>>, key: string | undefined, id: string): void {
  if (key === undefined) return;
  const had = map.get(key);
  if (had === undefined) map.set(key, id);
  else if (typeof had === 'string') map.set(key, new Set([had, id]));
  else had.add(id);
}

function forget(map: Map<string, string | Set<string>>, key: string | undefined, id: string): void {
  if (key === undefined) return;
  const had = map.get(key);
  if (had === id) map.delete(key);
  else if (had instanceof Set && had.delete(id) && had.size === 0) map.delete(key);
}
