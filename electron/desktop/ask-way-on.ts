// The box about a workspace that cannot be opened, and what its buttons lead to.
import { BrowserWindow, dialog } from 'electron';
import { good, type Problem, type Result } from '../../shared/model/problem.ts';
import { systemClock } from '../runtime/clock.ts';
import { restore } from '../runtime/restore.ts';
import type { Disk } from '../store/disk.ts';
import { makeDialogs } from './dialogs.ts';
import type { Outside, WayOn } from './way-in.ts';

const buttons: Readonly<Record<WayOn, string>> = {
  default: 'Open the default workspace',
  folder: 'Choose another folder…',
  backup: 'Open a backup…',
  quit: 'Quit',
};

/** What a person is asked when a workspace cannot be opened. */
export function asking(disk: Disk): Omit<Outside<never>, 'open'> {
  const dialogs = makeDialogs(disk);
  return {
    ask,
    pickFolder: () => dialogs.pickFolder('Choose the folder of a workspace, or an empty one'),
    openBackup: async (): Promise<Result<string | null>> => {
      const backup = await dialogs.pickFile('backup');
      if (backup === null) return good(null);
      const folder = await dialogs.pickFolder('Choose an empty folder for the workspace');
      if (folder === null) return good(null);
      const restored = await restore(disk, backup, folder, systemClock.now());
      return restored.ok ? good(folder) : restored;
    },
  };
}

async function ask({ message, fix }: Problem, ways: readonly WayOn[]): Promise<WayOn> {
  console.error(message);
  const box = {
    type: 'error' as const,
    title: 'Baton',
    message: 'Baton cannot open this workspace',
    detail: fix === undefined ? message : `${message}\n\n${fix}`,
    buttons: ways.map((way) => buttons[way]),
    cancelId: ways.indexOf('quit'),
    noLink: true,
  };
  const [window] = BrowserWindow.getAllWindows();
  const { response } = await (window === undefined ? dialog.showMessageBox(box) : dialog.showMessageBox(window, box));
  return ways[response] ?? 'quit';
}
