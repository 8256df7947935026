// The workspace: one folder with everything, for one process. Takes the lock first, makes the folder if it is new, opens
// the ledger and hands out documents.
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { z } from 'zod';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import type { Book, Ledger } from './book.ts';
import { ensureFolder, type Disk } from './disk.ts';
import { openDocument, type Document, type DocumentFormat } from './document.ts';
import { errnoOf, ioProblem } from './io-problem.ts';
import { openLedger, type LedgerOptions } from './ledger.ts';
import { takeLock, type Lock } from './lock.ts';
import { markAt, type Mark } from './mark.ts';
import { removeTemporaries } from './replace-file.ts';

export interface Workspace<Line extends object> {
  /** The folder's path without symbolic links. */
  readonly folder: string;
  readonly id: string;
  /** After a failed sync it takes nothing more: the workspace has to be closed and opened anew. */
  ledger(): Ledger<Line>;
  /** `name` is the path inside the workspace, with slashes: `users.json`, `workflows/<id>.json`. */
  openDocument<T extends object>(name: string, format: DocumentFormat<T>, defaults: T): Promise<Result<Document<T>>>;
  /** Removes a document, durably; one that is not there is no problem. */
  removeDocument(name: string): Promise<Result<null>>;
  /** Names (as for `openDocument`) of the documents in a folder of the workspace, sorted; none if it is not there. */
  listDocuments(folder: string): Promise<Result<readonly string[]>>;
  /** The mark (mark.ts) in a file of the workspace's own folder. */
  mark(name: string): Mark;
  /** Closes the ledger and lets go of the lock. Rejects if something staged was not saved. */
  close(): Promise<void>;
}

/** What may be chosen about the journal. */
export type StoreOptions = Pick<LedgerOptions, 'timer' | 'segmentBytes' | 'snapshotBytes' | 'busyBytes'>;

const FORMAT_VERSION = 1;
const identity = z.object({ format: z.literal('baton-workspace'), formatVersion: z.number().int(), id: z.string() });
type Identity = Readonly<z.infer<typeof identity>>;

export const IDENTITY = 'workspace.json';
const FOLDERS = ['bin', 'ledger', 'quarantine', 'revisions', 'workflows'];
// What a start cut short by a crash can have left in a new folder, beside temporary files.
const BEGUN: ReadonlySet<string> = new Set([...FOLDERS, 'lock']);

/** What `workspace.json` says; refuses what a newer Baton wrote. */
export const identityFormat: DocumentFormat<Identity> = {
  parse(json) {
    const parsed = identity.safeParse(json);
    if (!parsed.success) return bad('not-a-workspace', `the file does not describe a Baton workspace`);
    if (parsed.data.formatVersion <= FORMAT_VERSION) return good(parsed.data);
    return bad(
      'workspace-newer',
      `the workspace was made by a newer Baton (format ${parsed.data.formatVersion}); this one reads up to ${FORMAT_VERSION}`,
      { fix: 'Open it with the newer Baton.' },
    );
  },
};

/** Opens the workspace in a folder, or makes one in a folder that is absent or empty. */
export async function openWorkspace<Line extends object>(
  disk: Disk,
  place: string,
  book: Book<Line>,
  options: StoreOptions = {},
): Promise<Result<Workspace<Line>>> {
  let lock: Lock | undefined;
  try {
    const folder = await prepareFolder(disk, path.resolve(place));
    if (await disk.isNetwork(folder)) return networkFolder(folder);
    const taken = await takeLock(disk, folder);
    if (!taken.ok) return taken;
    lock = taken.value;
    const opened = await openLocked(disk, folder, lock, book, options);
    if (!opened.ok) await lock.release();
    return opened;
  } catch (error) {
    await lock?.release();
    return { ok: false, problem: ioProblem(error, place) };
  }
}

/** Makes the folder if it is absent. Answers its one name. */
async function prepareFolder(disk: Disk, folder: string): Promise<string> {
  try {
    return await disk.realPath(folder);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') throw error;
    await disk.mkdir(folder);
    return disk.realPath(folder);
  }
}

/** Puts the folder's name on the medium, and the names of those above it that may be as new. */
export async function syncAbove(disk: Disk, folder: string): Promise<void> {
  let above = path.dirname(folder);
  await disk.syncDir(above);
  while (above !== path.dirname(above)) {
    above = path.dirname(above);
    // One that we may not look into was not made by us.
    await disk.syncDir(above).catch((error: unknown) => void ioProblem(error, above));
  }
}

async function openLocked<Line extends object>(
  disk: Disk,
  folder: string,
  lock: Lock,
  book: Book<Line>,
  options: StoreOptions,
): Promise<Result<Workspace<Line>>> {
  const names = await disk.list(folder);
  const isNew = !names.includes(IDENTITY);
  if (isNew) {
    const free = await checkFree(disk, folder, names);
    if (!free.ok) return free;
    await syncAbove(disk, folder);
  }
  const fresh: Identity = { format: 'baton-workspace', formatVersion: FORMAT_VERSION, id: randomUUID() };
  const self = await openDocument(disk, path.join(folder, IDENTITY), identityFormat, fresh);
  if (!self.ok) return self;

  const ledger = await openLedger(disk, path.join(folder, 'ledger'), book, {
    quarantine: path.join(folder, 'quarantine'),
    isNew,
    ...options,
  });
  if (!ledger.ok) return ledger;
  if (isNew && ledger.value.status().report.lines > 0) {
    await ledger.value.close();
    return bad('not-a-workspace', `${folder} holds the ledger of a workspace, but its ${IDENTITY} is gone.`, {
      where: { path: folder },
      fix: `Put ${IDENTITY} back from a backup.`,
    });
  }
  const { state, problem } = ledger.value.status();
  if (isNew && problem !== undefined) {
    // There is nothing to show yet, and what is saved beside a ledger that did not begin would make the folder nobody's.
    await ledger.value.close();
    return { ok: false, problem };
  }
  if (state === 'open') {
    await tidy(disk, folder);
    // Last: a folder with this file has all the others.
    const saved = isNew ? await self.value.save(fresh) : self;
    if (!saved.ok) {
      await ledger.value.close();
      return saved;
    }
  }
  return good(run(disk, folder, self.value.data().id, lock, ledger.value));
}

/**
 * Makes the folders, removes what saves cut short by a crash left in them, and syncs the names that are there: what a
 * person is shown is built upon, so it must not be gone after a power cut because whoever wrote it was killed too early.
 */
async function tidy(disk: Disk, folder: string): Promise<void> {
  for (const name of FOLDERS) await ensureFolder(disk, path.join(folder, name));
  const revisions = (await disk.list(path.join(folder, 'revisions'))).map((id) => `revisions/${id}`);
  for (const name of ['', 'bin', 'revisions', 'workflows', ...revisions]) {
    const inside = path.join(folder, name);
    await removeTemporaries(disk, inside);
    await disk.syncDir(inside);
  }
}

/** The path of a document; ids can come from other people's files, so a name must not lead out of the workspace. */
function inside(folder: string, name: string): Result<string> {
  if (/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)) return good(path.join(folder, ...name.split('/')));
  return bad('bad-name', `“${name}” cannot be the name of a file in the workspace.`);
}

/** Whether a folder with these names in it can become a workspace: it is empty, or as a start cut short leaves it, and in no other. */
export async function checkFree(disk: Disk, folder: string, names: readonly string[]): Promise<Result<null>> {
  if (!names.every((name) => BEGUN.has(name) || name.endsWith('.tmp'))) return notEmpty(folder);
  const other = await workspaceAround(disk, folder);
  return other === undefined ? good(null) : insideOther(folder, other);
}

/** The workspace that a folder is a part of. */
export async function workspaceAround(disk: Disk, folder: string): Promise<string | undefined> {
  const above = path.dirname(folder);
  if (above === folder) return undefined;
  // One that we may not look into is not one of ours.
  const names = await disk.list(above).catch((): readonly string[] => []);
  return names.includes(IDENTITY) && names.includes('ledger') ? above : workspaceAround(disk, above);
}

/** A folder that another workspace would take for its own: what erases or tidies there does not expect one. */
export function insideOther(folder: string, other: string): Result<never> {
  return bad('inside-workspace', `${folder} is a part of the workspace in ${other}.`, {
    where: { path: folder },
    fix: 'Choose a folder outside of it.',
  });
}

/** A folder of somebody else's files. */
function notEmpty(folder: string): Result<never> {
  return bad('not-a-workspace', `${folder} is not empty and is no Baton workspace.`, {
    where: { path: folder },
    fix: 'Choose an empty folder, or the folder of a workspace.',
  });
}

/** A folder that cannot be trusted to keep what was saved. */
export function networkFolder(folder: string): Result<never> {
  return bad('network-folder', `${folder} is on another machine, where nobody can promise that what was saved stays.`, {
    where: { path: folder },
    fix: 'Choose a folder on a disk of this machine.',
  });
}

function run<Line extends object>(
  disk: Disk,
  folder: string,
  id: string,
  lock: Lock,
  ledger: Ledger<Line>,
): Workspace<Line> {
  // Made sure of once: `tidy` did it for those that were there.
  const ensured = new Set(FOLDERS.map((name) => path.join(folder, name)).concat(folder));
  async function ensure(parent: string): Promise<void> {
    if (ensured.has(parent)) return;
    await ensureFolder(disk, parent);
    ensured.add(parent);
  }
  return {
    folder,
    id,
    ledger: () => ledger,
    async openDocument(name, format, defaults) {
      const file = inside(folder, name);
      if (!file.ok) return file;
      try {
        await ensure(path.dirname(file.value));
      } catch (error) {
        return { ok: false, problem: ioProblem(error, file.value) };
      }
      return openDocument(disk, file.value, format, defaults);
    },
    mark: (name) => markAt(disk, path.join(folder, name)),
    async removeDocument(name) {
      const file = inside(folder, name);
      if (!file.ok) return file;
      try {
        await disk.unlink(file.value);
        await disk.syncDir(path.dirname(file.value));
      } catch (error) {
        if (errnoOf(error) !== 'ENOENT') return { ok: false, problem: ioProblem(error, file.value) };
      }
      return good(null);
    },
    async listDocuments(name) {
      const parent = inside(folder, name);
      if (!parent.ok) return parent;
      try {
        const names = await disk.list(parent.value);
        return good(names.filter((one) => one.endsWith('.json')).map((one) => `${name}/${one}`));
      } catch (error) {
        return errnoOf(error) === 'ENOENT' ? good([]) : { ok: false, problem: ioProblem(error, parent.value) };
      }
    },
    async close() {
      try {
        await ledger.close();
      } finally {
        await lock.release();
      }
    },
  };
}
