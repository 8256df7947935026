// What the frame does unasked: it follows the workspace, hears the main process, and lends the commands that work anywhere.
import { useEffect } from 'react';
import { commands } from '../../shared/commands.ts';
import { ask, request, subscribe } from '../api.ts';
import { followClock } from '../state/clock.ts';
import { canRun, run, useCommands } from '../state/commands.ts';
import { confirm } from '../state/confirm.ts';
import { offerImport, pickWorkflowFile } from '../state/importing.ts';
import { followPeople } from '../state/people.ts';
import { toast, undoNewest } from '../state/toasts.ts';
import { back, go, toggleSidebar } from '../state/ui.ts';
import { wishAt } from '../state/wish.ts';
import { followWorkspace, refreshWorkspace, useWorkspace } from '../state/workspace.ts';
import { backUpNow, openBackup, openFolder } from './backup-acts.ts';
import { keepFocus } from './keep-focus.ts';
import { textField } from './keys.ts';
import { movePane } from './panes.ts';
import { returnFocus } from './return-focus.ts';

/** Brings the sample in and opens its workflow. */
export async function openSample(): Promise<void> {
  if ((await ask('app.addSample', {})) === undefined) return;
  await refreshWorkspace();
  const list = await request('workflows.list', {});
  const newest = list.ok ? list.value.toSorted((a, b) => b.editedAt - a.editedAt)[0] : undefined;
  go(newest ? { to: 'workflow', id: newest.id } : { to: 'workflows' });
  toast('The sample is here: 5 users, 40 contacts and a workflow. Settings can remove all of it.');
}

/** Takes the sample out again, after a yes. */
export async function removeSample(): Promise<void> {
  await refreshWorkspace();
  if (useWorkspace.getState().info?.sample !== true) {
    toast('There is no sample here.');
    return;
  }
  const yes = await confirm({
    title: 'Remove the sample?',
    message: 'Its users, its contacts and its workflow are removed, also what you changed in them.',
    action: 'Remove the sample',
    danger: true,
  });
  if (!yes || (await ask('app.removeSample', {})) === undefined) return;
  await refreshWorkspace();
  toast('The sample is gone.');
}

function useFrameCommands(): void {
  useCommands({
    'new-workflow': () => wishAt('workflows', 'new-workflow'),
    'open-file': () => void pickWorkflowFile(),
    'add-contact': () => wishAt('contacts', 'add-contact'),
    'import-contacts': () => wishAt('contacts', 'import-contacts'),
    'add-user': () => wishAt('users', 'add-user'),
    'open-sample': () => void openSample(),
    'remove-sample': () => void removeSample(),
    'back-up': () => void backUpNow(),
    'open-backup': () => void openBackup(),
    'open-workspace': () => void openFolder(),
    bin: () => go({ to: 'bin' }),
    settings: () => go({ to: 'settings' }),
    undo: () => void undoNewest(),
    'toggle-sidebar': toggleSidebar,
    'next-pane': () => movePane(1),
    'previous-pane': () => movePane(-1),
    back,
    workflows: () => go({ to: 'workflows' }),
    contacts: () => go({ to: 'contacts' }),
    conversations: () => go({ to: 'conversations' }),
    users: () => go({ to: 'users' }),
    outbox: () => go({ to: 'outbox' }),
  });
}

const openFirst = 'Open a workflow first: this is about the one that is open.';
const nothingToPublish =
  'There is nothing to publish now: this workflow is published as it stands, or it is being tested.';

/** Does what was chosen in the menu bar. Undo and redo are of the text while one is being typed. */
function runFromMenu(command: string): void {
  const id = commands.find((known) => known.id === command)?.id;
  if ((id === 'undo' || id === 'redo') && document.activeElement?.matches(textField)) document.execCommand(id);
  // The menu bar has all commands at all times; these few are the open workflow's.
  else if (id && !run(id)) toast(id === 'publish' && canRun('test-workflow') ? nothingToPublish : openFirst);
}

/** Sets all of it going while the frame stands. */
export function useFrame(): void {
  useFrameCommands();
  useEffect(() => {
    const stops = [
      followWorkspace(),
      followPeople(),
      followClock(),
      keepFocus(),
      returnFocus(),
      subscribe('open', go),
      subscribe('import', offerImport),
      subscribe('menu', ({ command }) => runFromMenu(command)),
    ];
    return () => stops.forEach((stop) => stop());
  }, []);
}
