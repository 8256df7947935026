// Backs a workspace up into one file while it works: everything that was confirmed when it began, as one moment.
import path from 'node:path';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { canHold, writeBackup, type BackedUp } from '../store/backup-file.ts';
import type { HeldFiles } from '../store/book.ts';
import { readFile, type Disk } from '../store/disk.ts';
import { errnoOf, ioProblem } from '../store/io-problem.ts';
import { readPieces } from '../store/pieces.ts';
import type { Core } from './core.ts';
import type { Files } from './erase.ts';

/**
 * Passwords stay behind: they can be read on this machine only. So does what was set aside as damaged, and the copies of
 * files being imported: no import goes on in a workspace that was restored.
 */
const DOCUMENTS = ['shelf.json', 'pools.json', 'users.json', 'settings.json', 'workspace.json'];

/** Resolves with the length of the backup once it is on the medium. Nothing is left of one that did not come to its end. */
export async function backUp(core: Core, { disk, folder }: Files, target: string): Promise<Result<{ bytes: number }>> {
  const place = path.resolve(target);
  if (await isInside(disk, folder, place)) {
    return bad('backup-inside', 'A backup inside the workspace’s own folder would be lost with it.', {
      where: { path: place },
      fix: 'Choose another folder, best on another disk.',
    });
  }
  await core.runner.commit();
  return core.ledger.holdFiles(async (held) => {
    try {
      const identity = JSON.parse((await readFile(disk, path.join(folder, 'workspace.json'))).toString()) as {
        id: string;
      };
      const head = { workspace: identity.id, madeAt: core.clock.now() };
      return good({ bytes: await writeBackup(disk, place, head, everything(disk, folder, held)) });
    } catch (error) {
      return { ok: false, problem: ioProblem(error, place) };
    }
  });
}

async function isInside(disk: Disk, folder: string, place: string): Promise<boolean> {
  // A parent that is not there is refused by the writing, with its name.
  const parent = await disk.realPath(path.dirname(place)).catch(() => path.dirname(place));
  const below = path.relative(folder, parent);
  return !below.startsWith('..') && !path.isAbsolute(below);
}

/**
 * The ledger's end stands already. The documents follow it, and each may be younger than it but not older: a revision is
 * written before the ledger names it. Drafts come before the shelf, as a draft must not be without its bindings.
 */
async function* everything(disk: Disk, folder: string, held: HeldFiles): AsyncGenerator<BackedUp> {
  const names = [];
  for (const id of await namesIn(disk, path.join(folder, 'revisions'))) {
    for (const name of await namesIn(disk, path.join(folder, 'revisions', id))) names.push(`revisions/${id}/${name}`);
  }
  for (const name of await namesIn(disk, path.join(folder, 'workflows'))) names.push(`workflows/${name}`);
  for (const name of [...names, ...DOCUMENTS]) {
    held.mustGoOn();
    // Copies that somebody made by hand are in it; folders, and what a system keeps beside its files, are not.
    if (!name.endsWith('.json') || !canHold(name)) continue;
    const document = await read(disk, path.join(folder, ...name.split('/')));
    if (document !== undefined) yield whole(name, document);
  }
  yield whole('ledger/CURRENT', Buffer.from(held.current));
  for (const { name, bytes } of held.files) {
    yield { name: `ledger/${name}`, bytes, read: () => pieces(disk, path.join(folder, 'ledger', name), held) };
  }
}

function whole(name: string, bytes: Buffer): BackedUp {
  async function* once(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  return { name, bytes: bytes.length, read: once };
}

async function* pieces(disk: Disk, file: string, held: HeldFiles): AsyncGenerator<Uint8Array> {
  for await (const piece of readPieces(disk, file)) {
    held.mustGoOn();
    yield piece;
  }
}

/** Undefined for a file that was removed meanwhile, or was never written. */
async function read(disk: Disk, file: string): Promise<Buffer | undefined> {
  try {
    return await readFile(disk, file);
  } catch (error) {
    if (errnoOf(error) === 'ENOENT') return undefined;
    throw error;
  }
}

/** None in a folder that is not there, or is a file. */
async function namesIn(disk: Disk, folder: string): Promise<readonly string[]> {
  try {
    return await disk.list(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(errnoOf(error) ?? '')) return [];
    throw error;
  }
}
