// Which workspace a start opens when the command line names none: the one that was chosen last in the window.
import path from 'node:path';
import { z } from 'zod';
import { bad, type Result } from '../../shared/model/problem.ts';
import { readFile, type Disk } from '../store/disk.ts';
import { errnoOf, ioProblem } from '../store/io-problem.ts';
import { replaceFile } from '../store/replace-file.ts';

const schema = z.object({ folder: z.string() });

const fileIn = (userData: string): string => path.join(userData, 'last-workspace.json');

/** The folder that was chosen, if it still is a workspace or can become one. */
export async function lastWorkspace(disk: Disk, userData: string): Promise<string | undefined> {
  try {
    const text = (await readFile(disk, fileIn(userData))).toString();
    const { folder } = schema.parse(JSON.parse(text));
    const names = await disk.list(folder);
    return names.length === 0 || names.includes('workspace.json') ? folder : undefined;
  } catch {
    // None was chosen, or it has moved: the usual one is opened.
    return undefined;
  }
}

/** Remembers a folder for the next start. A folder that is neither a workspace nor empty is refused. */
export async function rememberWorkspace(
  disk: Disk,
  userData: string,
  folder: string,
): Promise<Result<never> | undefined> {
  try {
    const names = await disk.list(folder);
    if (names.length > 0 && !names.includes('workspace.json')) {
      return bad('not-a-workspace', `${folder} is not empty and is no Baton workspace.`, {
        where: { path: folder },
        fix: 'Choose an empty folder, or the folder of a workspace.',
      });
    }
    await replaceFile(disk, fileIn(userData), Buffer.from(`${JSON.stringify({ folder }, null, 2)}\n`));
    return undefined;
  } catch (error) {
    return { ok: false, problem: ioProblem(error, errnoOf(error) === 'ENOENT' ? folder : userData) };
  }
}

/** The arguments of this start without the workspace that they name, for a start with another one. */
export function withoutWorkspace(argv: readonly string[]): string[] {
  return argv.filter(
    (one, at) => one !== '--workspace' && !one.startsWith('--workspace=') && argv[at - 1] !== '--workspace',
  );
}
