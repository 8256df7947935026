// Opens a workspace for a command; without one, a throw-away that is gone at the end.
import os from 'node:os';
import path from 'node:path';
import { whenFull } from '../runtime/full-disk.ts';
import { openHouse, type House } from '../runtime/house.ts';
import { newId } from '../runtime/ids.ts';
import { removeTree, type Disk } from '../store/disk.ts';
import { errnoOf } from '../store/io-problem.ts';
import { exit, Stop } from './exit.ts';

export interface Opened {
  readonly runtime: House['runtime'];
  readonly files: House['files'];
  /** Rejects when the disk is full. */
  readonly full: Promise<never>;
  readonly close: () => Promise<void>;
}

/** Opens a workspace; one that is locked or damaged ends the command. */
async function open(disk: Disk, folder: string): Promise<Opened> {
  const opened = await openHouse(disk, path.resolve(folder));
  if (!opened.ok) throw new Stop(exit.workspace, opened.problem);
  const { runtime, files, close } = opened.value;
  const { state, problem } = runtime.ledger.status();
  if (state !== 'open' && problem !== undefined) {
    await close();
    throw new Stop(exit.workspace, problem);
  }
  // Nobody is there to make room: what was confirmed is safe, the rest is not done.
  return { runtime, files, full: whenFull(runtime.ledger), close };
}

/** Opens a workspace that must be there. */
export async function openExisting(disk: Disk, folder: string): Promise<Opened> {
  const known = await disk.list(path.resolve(folder)).catch((): readonly string[] => []);
  if (!known.includes('workspace.json')) {
    throw new Stop(exit.unusable, {
      code: 'no-workspace',
      message: `${folder} is not a Baton workspace.`,
      fix: 'Name the folder that holds workspace.json.',
    });
  }
  return open(disk, folder);
}

/** Whether opening the folder would begin a workspace. */
export async function isNew(disk: Disk, folder: string): Promise<boolean> {
  try {
    return (await disk.list(path.resolve(folder))).length === 0;
  } catch (error) {
    return errnoOf(error) === 'ENOENT';
  }
}

/** Opens a workspace, or begins one; without a folder, one that is thrown away. */
export async function openForRun(disk: Disk, folder: string | undefined): Promise<Opened> {
  if (folder !== undefined) {
    const { close, ...opened } = await open(disk, folder);
    return {
      ...opened,
      close: async () => {
        // A command has no quiet second in which it would be done. What it was for is confirmed by now.
        await Promise.race([opened.runtime.ledger.settle(), opened.full]).catch(() => undefined);
        await close();
      },
    };
  }
  const temporary = path.join(os.tmpdir(), `baton-run-${newId()}`);
  const opened = await open(disk, temporary);
  return {
    ...opened,
    close: async () => {
      await opened.close();
      await removeTree(temporary);
    },
  };
}
