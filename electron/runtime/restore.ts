// Puts a backup back as a new workspace. Everything is checked before the first byte is written, and workspace.json comes
// last: a folder without it is no workspace, so half a one is never opened.
import path from 'node:path';
import type { Line } from '../../shared/engine/line.ts';
import type { Restored } from '../../shared/ipc-types.ts';
import type { Message } from '../../shared/model/message.ts';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { checkBackup, readPacked, type Contents, type Packed } from '../store/backup-file.ts';
import type { Ledger } from '../store/book.ts';
import { ensureFolder, readAll, writeAll, type Disk } from '../store/disk.ts';
import { errnoOf, ioProblem } from '../store/io-problem.ts';
import { openLedger } from '../store/ledger.ts';
import { takeLock } from '../store/lock.ts';
import { identityFormat } from '../store/open-workspace.ts';
import { replaceFile } from '../store/replace-file.ts';
import { book } from './runtime.ts';

const IDENTITY = 'workspace.json';

/** Restores into a folder that is empty or not there. A backup that is refused changes nothing. */
export async function restore(disk: Disk, backup: string, place: string, now: number): Promise<Result<Restored>> {
  const checked = await checkBackup(disk, path.resolve(backup));
  if (!checked.ok) return checked;
  const identity = await checkIdentity(disk, backup, checked.value);
  if (!identity.ok) return identity;
  const folder = path.resolve(place);
  if (!(await isEmpty(disk, folder))) {
    return bad('folder-not-empty', `${folder} is not empty. Nothing was restored.`, {
      where: { path: folder },
      fix: 'Choose an empty folder, or a new name.',
    });
  }
  const written: string[] = [];
  try {
    await ensureFolder(disk, folder);
    const real = await disk.realPath(folder);
    const taken = await takeLock(disk, real);
    if (!taken.ok) return taken;
    try {
      const restored = await unpack(disk, backup, real, checked.value, identity.value, written, now);
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

/** Refuses what a newer Baton wrote. Gives the bytes of workspace.json. */
async function checkIdentity(disk: Disk, backup: string, { files }: Contents): Promise<Result<Buffer>> {
  const packed = files.find((one) => one.name === IDENTITY);
  if (packed === undefined) return bad('not-a-backup', `${path.basename(backup)} holds no workspace.`);
  const bytes = await bytesOf(disk, backup, packed);
  const parsed = identityFormat.parse(JSON.parse(bytes.toString()));
  return parsed.ok ? good(bytes) : parsed;
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
  for (const packed of files.filter((one) => one.name !== IDENTITY)) {
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
  const uncertain = await checkLedger(disk, folder, written, madeAt, now);
  if (!uncertain.ok) return uncertain;
  await replaceFile(disk, path.join(folder, IDENTITY), identity);
  return good({ madeAt, files: files.length, uncertain: uncertain.value });
}

async function ensureFolders(disk: Disk, top: string, folder: string, known: Set<string>): Promise<void> {
  if (known.has(folder) || folder === top) return;
  await ensureFolders(disk, top, path.dirname(folder), known);
  await ensureFolder(disk, folder);
  known.add(folder);
}

/**
 * Reads the ledger as a start would. What was waiting to be sent when the backup was made may have been sent since, so it
 * is not sent by itself: a person decides.
 */
async function checkLedger(
  disk: Disk,
  folder: string,
  written: string[],
  madeAt: number,
  now: number,
): Promise<Result<number>> {
  const ledgerFolder = path.join(folder, 'ledger');
  const quarantine = path.join(folder, 'quarantine');
  const opened = await openLedger<Line>(disk, ledgerFolder, book, { quarantine, isNew: false });
  if (!opened.ok) return opened;
  const ledger = opened.value;
  const { state, problem, report } = ledger.status();
  const uncertain = state === 'open' ? await holdMessages(ledger, madeAt, now) : 0;
  await ledger.close();
  for (const name of await disk.list(ledgerFolder)) written.push(path.join(ledgerFolder, name));
  const wrong = problem ?? report.problems[0];
  return wrong === undefined ? good(uncertain) : { ok: false, problem: wrong };
}

async function holdMessages(ledger: Ledger<Line>, madeAt: number, at: number): Promise<number> {
  const reason = `Restored from a backup of ${new Date(madeAt).toISOString().slice(0, 16).replace('T', ' ')} (UTC): it may have been sent since.`;
  let held = 0;
  for (const record of ledger.table('outbox').values()) {
    const { key, state, attempts, contact } = record as Message;
    if (state !== 'queued' && state !== 'retry' && state !== 'sending') continue;
    const change = { do: 'message-moved', key, state: 'uncertain', attempts, reason } as const;
    ledger.stage({ k: 'act', at, by: null, contact, changes: [change] });
    held++;
  }
  await ledger.commit();
  return held;
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
