// Requests about the bin, erasing, and backups.
import { good } from '../../../shared/model/problem.ts';
import { backUp } from '../../runtime/backup.ts';
import { deleteBinned } from '../../runtime/bin.ts';
import { eraseContacts } from '../../runtime/erase.ts';
import { binnedContacts, binnedContactsPage, binnedWorkflows } from '../../runtime/queries/bin.ts';
import { restore } from '../../runtime/restore.ts';
import path from 'node:path';
import type { Desk, HandlersOf } from './desk.ts';

export function binHandlers(desk: Desk): HandlersOf<'bin'> {
  const { runtime, files } = desk;
  return {
    'bin.contacts': ({ offset, limit }) => good(binnedContactsPage(runtime, offset, limit)),
    'bin.workflows': () => good(binnedWorkflows(runtime)),
    'bin.eraseContacts': ({ ids }) => eraseContacts(runtime, files, ids),
    'bin.emptyContacts': () =>
      eraseContacts(
        runtime,
        files,
        binnedContacts(runtime).map(({ contact }) => contact.id),
      ),
    'bin.deleteWorkflows': async ({ ids }) => {
      const emptied = await deleteBinned(runtime, ids);
      desk.changed('workflows', 'runs');
      return emptied;
    },
  };
}

export function backupHandlers(desk: Desk): HandlersOf<'backup'> {
  const { runtime, files, dialogs } = desk;
  return {
    'backup.make': async () => {
      const day = new Date(runtime.clock.now()).toISOString().slice(0, 10);
      const name = `${path.basename(files.folder)}-${day}.baton-backup`;
      const target = await dialogs.pickTarget(name, 'backup');
      if (target === null) return good({ saved: null, bytes: 0 });
      const made = await backUp(runtime, files, target);
      return made.ok ? good({ saved: path.basename(target), bytes: made.value.bytes }) : made;
    },
    'backup.open': async () => {
      const backup = await dialogs.pickFile('backup');
      if (backup === null) return good(null);
      const folder = await dialogs.pickFolder('Choose an empty folder for the workspace');
      if (folder === null) return good(null);
      const restored = await restore(files.disk, backup, folder, runtime.clock.now());
      if (!restored.ok) return restored;
      const switched = await desk.switchTo(folder);
      return switched.ok ? restored : switched;
    },
    'backup.openFolder': async () => {
      const folder = await dialogs.pickFolder('Choose the folder of a workspace, or an empty one');
      return folder === null ? good(null) : desk.switchTo(folder);
    },
  };
}
