// Erases contacts: their data leaves the records at once, and every file of the workspace right after. The act is one frame;
// what a crash leaves of the files' part is done when the workspace is opened again.
import path from 'node:path';
import type { Line } from '../../shared/engine/line.ts';
import { contactName, type Contact } from '../../shared/model/contact.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import type { Change } from '../../shared/steps/change.ts';
import type { Disk } from '../store/disk.ts';
import { removeFilesWith } from '../store/remove-files.ts';
import { stageDeletion } from './contacts.ts';
import { actor, type Core } from './core.ts';
import type { Uploads } from './uploads.ts';

/** Where the files of a workspace are. */
export interface Files {
  readonly disk: Disk;
  /** The workspace's folder. */
  readonly folder: string;
  readonly uploads: Uploads;
}

/** Folders in which anything may stand, byte for byte as it was found. */
const LOOSE = ['quarantine', 'bin', 'imports', ''];
// The ledger prunes faster when it need not look for more words than this.
const MOST_WORDS = 50;
// Shorter words stand in everybody's data.
const SHORTEST = 3;

/** Erases contacts for good. Resolves with their number when no file of the workspace holds their data any more. */
export async function eraseContacts(
  core: Core,
  files: Files,
  ids: readonly string[],
): Promise<Result<{ readonly erased: number }>> {
  const contacts = ids.flatMap((id) => core.get('contacts', id) ?? []).filter((one) => one.erased === undefined);
  const job = runningImport(core);
  if (job !== undefined) {
    return bad('import-running', `“${job}” is being imported, and the copy of it may hold this contact.`, {
      fix: 'Erase the contact when the import has ended, or cancel the import.',
    });
  }
  if (contacts.length === 0) return good({ erased: 0 });
  const by = actor(core);
  const said = conversationsOf(core, new Set(contacts.map((contact) => contact.id)));
  // One turn and so one frame: before it there is a contact, after it there is none. Nothing is waited for until it is
  // staged, so no import, edit or note comes in between.
  for (const { id } of contacts) {
    stageDeletion(core, id, by);
    const runs = core.lookups.runsOfContact(id);
    const messages = core.lookups.messagesAbout(id);
    const conversations = said.get(id) ?? [];
    core.runner.act(by, [{ do: 'contact-erased', contact: id, runs, messages, conversations }], id);
  }
  await core.runner.commit();
  await clean(core, files, contacts);
  return good({ erased: contacts.length });
}

/** Does what the disk refused of an erasing, now and then: not under an import, whose copy may hold the contact. */
export async function retryErasing(core: Core, files: Files): Promise<void> {
  if (runningImport(core) === undefined) await finishErasing(core, files);
}

/** Does what was left of an erasing. Call when the workspace is opened. */
export async function finishErasing(core: Core, files: Files): Promise<void> {
  const begun = begunErasures(core);
  if (begun.length > 0) await clean(core, files, begun);
}

/** Takes the data of these contacts out of every file. Others whose erasing was begun are not done by that: their words are others. */
async function clean(core: Core, { disk, folder, uploads }: Files, contacts: readonly Contact[]): Promise<void> {
  const ids = contacts.map((contact) => contact.id);
  const words = await wordsOfAll(core, contacts);
  // While the ledger still knows the words: what is thrown away here is found by them.
  await uploads.forgetAll(runningJobs(core));
  for (const one of LOOSE) {
    const only = one === '' ? (name: string) => name.endsWith('.baton-backup') : undefined;
    await removeFilesWith(disk, path.join(folder, one), [...words], only);
  }
  const erased = new Set(ids);
  const runs = ids.flatMap((id) => core.lookups.runsOfContact(id));
  const named = [...ids, ...runs];
  await core.ledger.prune({
    why: 'erased',
    on: core.clock.now(),
    goes: (line) => isAbout(core, line, erased),
    where: { kind: 'named', words: named.length > MOST_WORDS ? [] : named },
  });
  for (const contact of ids) core.runner.act(null, [{ do: 'contact-erasure-done', contact }], contact);
  await core.runner.commit();
}

function isAbout(core: Core, line: Line, erased: ReadonlySet<string>): boolean {
  switch (line.k) {
    case 'event':
      return erased.has(line.event.contact);
    case 'run':
      return erased.has(core.get('runs', line.run)?.contact ?? '');
    case 'act':
      return line.changes.some((change) => carries(core, change, erased));
    case 'missed':
      // Names the contact by its id, no more.
      return false;
  }
}

/** Whether a change holds words about one of the contacts. */
function carries(core: Core, change: Change, erased: ReadonlySet<string>): boolean {
  switch (change.do) {
    case 'contact-created':
      return erased.has(change.contact.id);
    case 'contact-edited':
    case 'contact-owner-set':
    case 'contact-tags-set':
    case 'contact-deleted':
    case 'contact-restored':
      return erased.has(change.contact);
    case 'conversation-added':
      return erased.has(change.entry.contact);
    case 'message-moved':
      return erased.has(core.get('outbox', change.key)?.contact ?? '');
    case 'contact-erased':
    case 'contact-erasure-done':
    case 'message-read':
    case 'run-put-away':
    case 'run-restored':
    case 'rotation-moved':
    case 'workflow-live':
    case 'job-moved':
      return false;
  }
}

function begunErasures(core: Core): readonly Contact[] {
  return [...core.lookups.erasing].flatMap((id) => core.get('contacts', id) ?? []);
}

async function wordsOfAll(core: Core, contacts: readonly Contact[]): Promise<ReadonlySet<string>> {
  const words = new Set<string>();
  for (const contact of contacts) for (const word of await wordsOf(core, contact)) words.add(word);
  return words;
}

/** All that the contact was ever called, and its ids: by these a file is known to be about it. */
async function wordsOf(core: Core, contact: Contact): Promise<readonly string[]> {
  const said: (string | undefined)[] = [contact.id, ...core.lookups.runsOfContact(contact.id)];
  const add = (one: Partial<Contact>): void => {
    said.push(one.firstName, one.lastName, one.email, one.phone, ...Object.values(one.custom ?? {}));
  };
  add(contact);
  for (const line of await core.ledger.trace(contact.id)) {
    if (line.k !== 'event' && line.k !== 'act') continue;
    for (const change of line.changes) {
      if (change.do === 'contact-created') add(change.contact);
      if (change.do === 'contact-edited') add(change.set);
    }
  }
  const words = said.filter((word) => word !== undefined && word.length >= SHORTEST) as string[];
  return words.flatMap((word) => [word, JSON.stringify(word).slice(1, -1)]);
}

function conversationsOf(core: Core, contacts: ReadonlySet<string>): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>();
  for (const id of core.ledger.table('conversations').keys()) {
    const contact = core.get('conversations', id)?.contact ?? '';
    if (contacts.has(contact)) found.set(contact, [...(found.get(contact) ?? []), id]);
  }
  return found;
}

function runningJobs(core: Core): ReadonlySet<string> {
  const ids = [...core.ledger.table('jobs').keys()];
  return new Set(ids.filter((id) => core.get('jobs', id)?.state === 'running'));
}

function runningImport(core: Core): string | undefined {
  const [first] = runningJobs(core);
  return first === undefined ? undefined : core.get('jobs', first)?.fileName;
}

/** The name to confirm an erasing with; undefined for a contact that is not there. */
export function erasable(core: Core, id: string): string | undefined {
  const contact = core.get('contacts', id);
  return contact === undefined || contact.erased !== undefined ? undefined : contactName(contact);
}
