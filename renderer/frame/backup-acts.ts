// Backups and other workspaces. The system asks for files and folders; Baton starts again with another workspace.
import { ask } from '../api.ts';
import { toast } from '../state/toasts.ts';

/** Backs the workspace up into a file that the person names. */
export async function backUpNow(): Promise<void> {
  const made = await ask('backup.make', {});
  if (!made?.saved) return;
  toast(`Backed up to ${made.saved} (${sizeWords(made.bytes)}). Passwords are not in it.`);
}

/** Opens a backup as a new workspace. */
export async function openBackup(): Promise<void> {
  const restored = await ask('backup.open', {});
  if (restored) toast('The backup is whole again. Baton starts anew with it.');
}

/** Opens another workspace folder. */
export async function openFolder(): Promise<void> {
  await ask('backup.openFolder', {});
}

function sizeWords(bytes: number): string {
  const megabytes = bytes / 1_000_000;
  return megabytes < 1 ? `${Math.ceil(bytes / 1000)} kB` : `${megabytes.toFixed(1)} MB`;
}
