// Whether a folder can be opened as a workspace, as far as one can tell without opening it: nothing in it is changed.
import path from 'node:path';
import { good, type Result } from '../../shared/model/problem.ts';
import type { Disk } from './disk.ts';
import { openDocument } from './document.ts';
import { ioProblem } from './io-problem.ts';
import { takeLock } from './lock.ts';
import { checkFree, IDENTITY, identityFormat, networkFolder } from './open-workspace.ts';

/** Looks at a folder that somebody chose: it is a workspace that this Baton reads and nobody has open, or it is empty. */
export async function lookAtWorkspace(disk: Disk, place: string): Promise<Result<null>> {
  try {
    const folder = await disk.realPath(path.resolve(place));
    if (await disk.isNetwork(folder)) return networkFolder(folder);
    const names = await disk.list(folder);
    const free = names.includes(IDENTITY) ? good(null) : await checkFree(disk, folder, names);
    if (!free.ok) return free;
    const unread = { format: 'baton-workspace', formatVersion: 1, id: '' } as const;
    const self = await openDocument(disk, path.join(folder, IDENTITY), identityFormat, unread);
    if (!self.ok) return self;
    const lock = await takeLock(disk, folder);
    if (!lock.ok) return lock;
    await lock.value.release();
    return good(null);
  } catch (error) {
    return { ok: false, problem: ioProblem(error, place) };
  }
}

/** Whether two paths lead to one folder. */
export async function isSameFolder(disk: Disk, one: string, other: string): Promise<boolean> {
  if (one === other) return true;
  try {
    return (await disk.realPath(one)) === (await disk.realPath(other));
  } catch {
    // One of them is not there, so they are not the same.
    return false;
  }
}
