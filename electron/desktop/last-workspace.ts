// Which workspace a start opens when the command line names none: the one that was chosen in the window and opened last.
import path from 'node:path';
import { z } from 'zod';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import { readFile, type Disk } from '../store/disk.ts';
import { errnoOf, ioProblem } from '../store/io-problem.ts';
import { isSameFolder, lookAtWorkspace } from '../store/look-at-workspace.ts';
import { IDENTITY } from '../store/open-workspace.ts';
import { replaceFile } from '../store/replace-file.ts';

const schema = z.object({ folder: z.string() });

const fileIn = (userData: string): string => path.join(userData, 'last-workspace.json');

/** The folder that was opened last. */
export async function lastWorkspace(disk: Disk, userData: string): Promise<string | undefined> {
  try {
    const text = (await readFile(disk, fileIn(userData))).toString();
    return schema.parse(JSON.parse(text)).folder;
  } catch {
    // None was chosen: the usual one is opened.
    return undefined;
  }
}

/**
 * Whether the workspace that was opened before is there. Opening a folder without one would make a new one in its place: also
 * an empty folder, as that in which a drive is mounted when it is connected.
 */
export async function checkThere(disk: Disk, folder: string): Promise<Result<null>> {
  try {
    if ((await disk.list(folder)).includes(IDENTITY)) return good(null);
  } catch (error) {
    if (errnoOf(error) !== 'ENOENT') return { ok: false, problem: ioProblem(error, folder) };
  }
  return bad('workspace-gone', `The workspace that was open last is not there: ${folder}.`, {
    where: { path: folder },
    fix: 'If it is on a drive that is not connected, connect it and start Baton again. If it was moved, choose its folder.',
  });
}

/** Remembers a folder for the next start. Only one that was opened: whatever is remembered is tried at every start. */
export async function rememberWorkspace(disk: Disk, userData: string, folder: string): Promise<Result<null>> {
  try {
    await replaceFile(disk, fileIn(userData), Buffer.from(`${JSON.stringify({ folder }, null, 2)}\n`));
    return good(null);
  } catch (error) {
    return { ok: false, problem: ioProblem(error, userData) };
  }
}

/** Looks at a folder that was chosen instead of the one that is open: a refusal leaves everything as it is. */
export async function checkChoice(disk: Disk, open: string, chosen: string): Promise<Result<null>> {
  if (!(await isSameFolder(disk, open, chosen))) return lookAtWorkspace(disk, chosen);
  return bad('workspace-open', `${chosen} is the workspace that is open.`, { where: { path: chosen } });
}
