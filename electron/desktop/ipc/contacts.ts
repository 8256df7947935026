// Requests about contacts, their conversations and their import.
import { contactsToCsv, skippedToCsv } from '../../csv/write.ts';
import { good, type Result } from '../../../shared/model/problem.ts';
import {
  createContact,
  deleteContacts,
  restoreContacts,
  setOwner,
  setOwners,
  updateContact,
} from '../../runtime/contacts.ts';
import { addSaid } from '../../runtime/conversations.ts';
import { enrol, previewEnrolment } from '../../runtime/enrol.ts';
import {
  contactPage,
  contactsPage,
  conversationOf,
  conversationsPage,
  findContacts,
  listedContacts,
} from '../../runtime/queries/contacts.ts';
import { userName } from '../../runtime/queries/people.ts';
import type { Clock } from '../../runtime/clock.ts';
import type { Uploads } from '../../runtime/uploads.ts';
import type { Desk, HandlersOf } from './desk.ts';

/** Takes a file that was read as a whole; answers the token under which it is kept. */
async function uploadWhole(uploads: Uploads, name: string, bytes: Uint8Array): Promise<Result<string>> {
  const begun = await uploads.begin(name, bytes.length);
  if (!begun.ok) return begun;
  const { token } = begun.value;
  const added = await uploads.append(token, bytes);
  if (added.ok) return good(token);
  await uploads.release(token);
  return added;
}

export function contactHandlers(
  desk: Desk,
): HandlersOf<'contacts'> & HandlersOf<'conversations'> & HandlersOf<'jobs'> & HandlersOf<'files'> {
  const { runtime, uploads, imports } = desk;
  return {
    'files.begin': ({ name, bytes }) => uploads.begin(name, bytes),
    'files.append': ({ token, piece }) => uploads.append(token, piece),
    'files.forget': ({ token }) => {
      desk.plans.take(token);
      return done(uploads.release(token));
    },
    'contacts.list': ({ offset, limit, ...wanted }) => good(contactsPage(runtime, wanted, offset, limit)),
    'contacts.ids': (wanted) =>
      good(
        listedContacts(runtime, wanted)
          .map((contact) => contact.id)
          .reverse(),
      ),
    'contacts.get': async ({ id }) => good(await contactPage(runtime, id)),
    'contacts.create': ({ act, draft }) => createContact(runtime, act, draft),
    'contacts.update': ({ id, draft, doNotDisturb }) => updateContact(runtime, id, draft, doNotDisturb),
    'contacts.setOwner': ({ id, owner }) => setOwner(runtime, id, owner),
    'contacts.setOwners': ({ ids, owner }) => setOwners(runtime, ids, owner),
    'contacts.delete': async ({ ids }) => done(deleteContacts(runtime, ids)),
    'contacts.restore': async ({ ids }) => done(restoreContacts(runtime, ids)),
    'contacts.enrolPreview': ({ ids, workflow }) => previewEnrolment(runtime, ids, workflow),
    'contacts.enrol': async ({ act, ids, workflow }) => good(await enrol(runtime, act, ids, workflow)),
    'contacts.importPick': async () => {
      const picked = await desk.dialogs.open('csv');
      if (picked === null) return good(null);
      const { name, read } = picked;
      const taken = read.ok ? await uploadWhole(uploads, name, read.value) : read;
      return good(taken.ok ? { token: taken.value, fileName: name } : { fileName: name, problem: taken.problem });
    },
    'contacts.importPreview': ({ token, options }) => imports.preview(token, options),
    'contacts.importKnown': ({ token, options }) => imports.known(token, options),
    'contacts.importStart': ({ token, ...how }) => imports.start(token, how),
    'contacts.importCancel': ({ id }) => imports.cancel(id),
    'contacts.importUndo': ({ id }) => imports.undo(id),
    'contacts.importSaveSkipped': async ({ id }) => {
      const rows = imports.skippedRows(id);
      if (!rows.ok) return rows;
      const text = skippedToCsv(rows.value);
      const saved = await desk.dialogs.save('skipped-rows.csv', 'csv', Buffer.from(text));
      return saved.ok ? good({ saved: saved.value }) : saved;
    },
    'contacts.exportCsv': async () => {
      const pieces = contactsToCsv(findContacts(runtime, ''), ({ owner }) => userName(runtime, owner));
      const saved = await desk.dialogs.save('contacts.csv', 'csv', await fileOf(pieces, runtime.clock));
      return saved.ok ? good({ saved: saved.value }) : saved;
    },
    'jobs.list': () => good(imports.list()),
    'conversations.list': ({ search, offset, limit }) => good(conversationsPage(runtime, search, offset, limit)),
    'conversations.get': ({ contact }) => good(conversationOf(runtime, contact)),
    'conversations.add': ({ act, ...said }) => addSaid(runtime, act, said),
  };
}

/** A file made piece by piece, between which others have their turn. */
async function fileOf(pieces: Iterable<string>, clock: Clock): Promise<Buffer> {
  const made: Buffer[] = [];
  for (const piece of pieces) {
    made.push(Buffer.from(piece));
    await clock.yield();
  }
  return Buffer.concat(made);
}

async function done(work: Promise<void>): Promise<Result<null>> {
  await work;
  return good(null);
}
