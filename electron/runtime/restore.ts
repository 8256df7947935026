// Puts a backup back as a new workspace. Everything is checked before the first byte is written, and workspace.json comes
// last: a folder without it is no workspace, so half a one is never opened.
import path from 'node:path';
import type { Line } from '../../shared/engine/line.ts';
import type { Restored } from '../../shared/ipc-types.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { checkBackup, readPacked, type Contents, type Packed } from '../store/backup-file.ts';
import { ensureFolder, readAll, writeAll, type Disk } from '../store/disk.ts';
import { errnoOf, fileProblem, ioProblem } from '../store/io-problem.ts';
import { openLedger } from '../store/ledger.ts';
import { takeLock } from '../store/lock.ts';
import { identityFormat, insideOther, networkFolder, syncAbove, workspaceAround } from '../store/open-workspace.ts';
import { replaceFile } from '../store/replace-file.ts';
import { whenFull } from './full-disk.ts';
import { holdBack } from './restored.ts';
import { book } from './runtime.ts';

const IDENTITY = 'workspace.json';

type Held = Awaited<ReturnType<typeof holdBack>>;

/** Restores into a folder that is empty or not there. A backup that is refused changes nothing. */
export async function restore(disk: Disk, backup: string, place: string, now: number): Promise<Result<Restored>> {
  const checked = await checkBackup(disk, path.resolve(backup));
  if (!checked.ok) return checked;
  const identity = await checkIdentity(disk, backup, checked.value);
  if (!identity.ok) return identity;
  const free = await freePlace(disk, path.resolve(place));
  if (!free.ok) return free;
  const folder = free.value;
  const written: string[] = [];
  try {
    await ensureFolder(disk, folder);
    await syncAbove(disk, folder);
    const taken = await takeLock(disk, folder);
    if (!taken.ok) return taken;
    try {
      const restored = await unpack(disk, backup, folder, checked.value, identity.value, written, now);
      if (!restored.ok) await takeBack(disk, written);
      return restored;
    } finally {
      await taken.value.release();
    }
  } catch (error) {
    await takeBack(disk, written);
    return { ok: false, problem: ioProblem(error, folder) };
  }
}

/** The one name of a folder in which a workspace may be made: empty or not there, on this machine, and in no other workspace. */
async function freePlace(disk: Disk, place: string): Promise<Result<string>> {
  try {
    const { folder, there } = await realPlace(disk, place);
    if (await disk.isNetwork(there)) return networkFolder(folder);
    if (!(await isEmpty(disk, folder))) {
      return bad('folder-not-empty', `${folder} is not empty. Nothing was restored.`, {
        where: { path: folder },
        fix: 'Choose an empty folder, or a new name.',
      });
    }
    const other = await workspaceAround(disk, folder);
    return other === undefined ? good(folder) : insideOther(folder, other);
  } catch (error) {
    return { ok: false, problem: ioProblem(error, place) };
  }
}

/** A folder without symbolic links, though it or those above it may have to be made; and the nearest one that is there. */
async function realPlace(disk: Disk, folder: string): Promise<{ readonly folder: string; readonly there: string }> {
  try {
    const real = await disk.realPath(folder);
    return { folder: real, there: real };
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT' || path.dirname(folder) === folder) throw error;
    const { folder: above, there } = await realPlace(disk, path.dirname(folder));
    return { folder: path.join(above, path.basename(folder)), there };
  }
}

/** Refuses what a newer Baton wrote, and what is no description of a workspace. Gives the bytes of workspace.json. */
async function checkIdentity(disk: Disk, backup: string, { files }: Contents): Promise<Result<Buffer>> {
  const packed = files.find((one) => one.name === IDENTITY);
  if (packed === undefined) return bad('not-a-backup', `${path.basename(backup)} holds no workspace.`);
  try {
    const bytes = await bytesOf(disk, backup, packed);
    const parsed = identityFormat.parse(jsonOf(bytes.toString()));
    return parsed.ok ? good(bytes) : parsed;
  } catch (error) {
    return { ok: false, problem: fileProblem(error, backup) };
  }
}

/** Anybody can make a file that is sound as a backup: undefined for what is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function bytesOf(disk: Disk, backup: string, packed: Packed): Promise<Buffer> {
  const file = await disk.open(path.resolve(backup), 'read');
  try {
    return await readAll(file, packed.at, packed.bytes);
  } finally {
    await file.close();
  }
}

async function unpack(
  disk: Disk,
  backup: string,
  folder: string,
  { files, madeAt }: Contents,
  identity: Buffer,
  written: string[],
  now: number,
): Promise<Result<Restored>> {
  const folders = new Set<string>([folder]);
  // Earlier versions packed the files of running imports, too: nobody goes on with those.
  for (const packed of files.filter((one) => one.name !== IDENTITY && !one.name.startsWith('imports/'))) {
    const target = path.join(folder, ...packed.name.split('/'));
    await ensureFolders(disk, folder, path.dirname(target), folders);
    written.push(target);
    const file = await disk.open(target, 'new');
    try {
      let at = 0;
      for await (const piece of readPacked(disk, path.resolve(backup), packed)) {
        await writeAll(file, piece, at);
        at += piece.length;
      }
      await file.sync();
    } finally {
      await file.close();
    }
  }
  for (const one of folders) await disk.syncDir(one);
  const held = await checkLedger(disk, folder, written, madeAt, now);
  if (!held.ok) return held;
  // First, so that it is the first to be taken back: without the others it would be half a workspace.
  written.unshift(path.join(folder, IDENTITY));
  await replaceFile(disk, path.join(folder, IDENTITY), identity);
  return good({ madeAt, files: files.length, ...held.value });
}

async function ensureFolders(disk: Disk, top: string, folder: string, known: Set<string>): Promise<void> {
  if (known.has(folder) || folder === top) return;
  await ensureFolders(disk, top, path.dirname(folder), known);
  await ensureFolder(disk, folder);
  known.add(folder);
}

/**
 * Reads the ledger as a start would. What the original may have sent since the backup was made is not sent by itself: a
 * person decides.
 */
async function checkLedger(
  disk: Disk,
  folder: string,
  written: string[],
  madeAt: number,
  now: number,
): Promise<Result<Held>> {
  const ledgerFolder = path.join(folder, 'ledger');
  const quarantine = path.join(folder, 'quarantine');
  const opened = await openLedger<Line>(disk, ledgerFolder, book, { quarantine, isNew: false });
  if (!opened.ok) return opened;
  const ledger = opened.value;
  try {
    const { state, problem, report } = ledger.status();
    const nothing = { uncertain: 0, enrolments: 0, imports: 0 };
    // Nobody makes room: a restoring that waited for it would never end.
    const held = state === 'open' ? await Promise.race([holdBack(ledger, madeAt, now), whenFull(ledger)]) : nothing;
    const wrong = problem ?? report.problems[0];
    return wrong === undefined ? good(held) : { ok: false, problem: wrong };
  } finally {
    try {
      await ledger.close();
    } finally {
      for (const name of await disk.list(ledgerFolder)) written.push(path.join(ledgerFolder, name));
    }
  }
}

/** Whether there is nothing in a folder but empty folders, or no folder at all. */
async function isEmpty(disk: Disk, folder: string): Promise<boolean> {
  let names;
  try {
    names = await disk.list(folder);
  } catch (error) {
    return errnoOf(error) === 'ENOENT';
  }
  for (const name of names) {
    if (name === 'lock') continue;
    try {
      await disk.list(path.join(folder, name));
    } catch {
      // It is a file.
      return false;
    }
    if (!(await isEmpty(disk, path.join(folder, name)))) return false;
  }
  return true;
}

/** Best effort: what stays is no workspace, as it has no workspace.json. */
async function takeBack(disk: Disk, written: readonly string[]): Promise<void> {
  for (const file of written) await disk.unlink(file).catch(() => undefined);
}
