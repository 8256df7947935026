// `baton erase`, `baton backup`, `baton restore`: what cannot be undone asks first, what restores checks first.
import path from 'node:path';
import { contactName, emailKey, type Contact } from '../../shared/model/contact.ts';
import { timeInZone } from '../../shared/calendar.ts';
import type { Problem, Result } from '../../shared/model/problem.ts';
import { backUp } from '../runtime/backup.ts';
import type { Core } from '../runtime/core.ts';
import { eraseContacts } from '../runtime/erase.ts';
import { restore } from '../runtime/restore.ts';
import type { Disk } from '../store/disk.ts';
import { exit, Stop } from './exit.ts';
import { openExisting } from './open.ts';
import type { Terminal } from './terminal.ts';
import { counted } from './words.ts';

export interface EraseOptions {
  readonly workspace: string;
  /** The contact's name, for scripts: nobody is asked then. */
  readonly confirm?: string;
}

/** Erases one contact, named by its id or its email, after its name was typed or given. */
export async function erase(disk: Disk, which: string, options: EraseOptions, terminal: Terminal): Promise<void> {
  const { runtime, files, full, close } = await openExisting(disk, options.workspace);
  try {
    const contact = find(runtime, which);
    const name = contactName(contact);
    const said = options.confirm ?? (await terminal.ask?.(question(contact, name)));
    if (said === undefined) {
      throw unusable('not-confirmed', `${name} was not erased: it cannot be undone, so it has to be confirmed.`, {
        fix: `Add --confirm ${JSON.stringify(name)}.`,
      });
    }
    if (said.trim() !== name) {
      throw unusable(
        'not-confirmed',
        `Nothing was erased: the contact’s name is ${name}, not ${said.trim() || '(nothing)'}.`,
      );
    }
    must(await Promise.race([eraseContacts(runtime, files, [contact.id]), full]), exit.unusable);
    terminal.out(`Erased ${contact.id}. Backups made earlier still hold its data.`);
  } finally {
    await close();
  }
}

function question(contact: Contact, name: string): string {
  const more = contact.email === '' || contact.email === name ? '' : ` (${contact.email})`;
  return `${name}${more} leaves this workspace and all its files: name, addresses, conversations, messages and every step.\nThis cannot be undone. Type the name to erase the contact: `;
}

function find(core: Core, which: string): Contact {
  const byId = core.get('contacts', which);
  if (byId !== undefined && byId.erased === undefined) return byId;
  const all = [...core.ledger.table('contacts').values()] as Contact[];
  const same = all.filter(
    (one) => one.erased === undefined && one.email !== '' && emailKey(one.email) === emailKey(which),
  );
  const [first] = same;
  if (first === undefined) {
    throw unusable('contact', `There is no contact ${which} here.`, {
      fix: 'baton contacts lists them with their ids.',
    });
  }
  if (same.length > 1) {
    throw unusable('contact', `${same.length} contacts have the email ${which}.`, {
      fix: `Name one by its id: ${same.map((one) => one.id).join(', ')}.`,
    });
  }
  return first;
}

/** Backs a workspace up into one new file. The window asks before it writes over one; here nobody is there to be asked. */
export async function backup(disk: Disk, file: string, folder: string, terminal: Terminal): Promise<void> {
  if (await isThere(disk, path.resolve(file))) {
    throw unusable('file-there', `Nothing was backed up: there is a file or folder named ${file} already.`, {
      fix: 'Choose another name, or delete it first.',
    });
  }
  const { runtime, files, close } = await openExisting(disk, folder);
  try {
    const { bytes } = must(await backUp(runtime, files, path.resolve(file)), exit.unusable);
    terminal.out(`Backed up to ${file} (${counted(bytes, 'byte')}). Passwords are not in it.`);
  } finally {
    await close();
  }
}

/** A path that cannot be looked at counts as free: the writing then says what is wrong with it. */
async function isThere(disk: Disk, file: string): Promise<boolean> {
  try {
    await disk.realPath(file);
    return true;
  } catch {
    return false;
  }
}

/** Restores a backup into a folder that is empty or not there. */
export async function restoreBackup(disk: Disk, file: string, folder: string, terminal: Terminal): Promise<void> {
  const { madeAt, files, uncertain, enrolments, imports } = must(
    await restore(disk, file, folder, Date.now()),
    exit.unusable,
  );
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  terminal.out(`Restored ${counted(files, 'file')} of ${timeInZone(madeAt, zone)} into ${folder}.`);
  if (uncertain > 0) {
    const stand = uncertain === 1 ? 'it stands' : 'they stand';
    terminal.note(
      `${counted(uncertain, 'message')} may have been sent since: ${stand} in the outbox under “Needs attention”.`,
    );
  }
  if (enrolments > 0) {
    const goes = enrolments === 1 ? 'goes on: what it sends' : 'go on: what they send';
    terminal.note(`${counted(enrolments, 'enrolment')} of then ${goes} to the outside is held in the outbox.`);
  }
  if (imports > 0) terminal.note(`${counted(imports, 'import')} ended: choose the file again for the rest.`);
  terminal.note('Passwords are not in a backup: enter them again in Settings.');
}

function must<T>(result: Result<T>, code: typeof exit.unusable): T {
  if (result.ok) return result.value;
  throw new Stop(code, result.problem);
}

function unusable(code: string, message: string, more: Pick<Problem, 'fix'> = {}): Stop {
  return new Stop(exit.unusable, { code, message, ...more });
}
