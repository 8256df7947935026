// What a start asks to be opened: a link of a message, or a workflow file. Nothing is done without a click.
import path from 'node:path';
import type { Disk } from '../store/disk.ts';
import { readWhole } from './dialogs.ts';
import type { Desk } from './ipc/desk.ts';
import { screenOfArguments } from './links.ts';
import { openScreen } from './open-desk.ts';
import { showWindow } from './window.ts';

/**
 * Brings the window to the front, with the record of a link or the import of a workflow file open. `folder` is where the
 * start happened, from which a file is named.
 */
export async function openArguments(
  desk: Desk,
  disk: Disk,
  argv: readonly string[],
  folder = process.cwd(),
): Promise<void> {
  const screen = screenOfArguments(argv);
  if (screen !== undefined) {
    openScreen(screen);
    return;
  }
  showWindow();
  const file = argv.find(
    (one) => !one.startsWith('-') && one.endsWith('.json') && path.basename(one) !== 'package.json',
  );
  if (file === undefined) return;
  const name = path.basename(file);
  const read = await readWhole(disk, path.resolve(folder, file));
  const plan =
    'problem' in read
      ? { ok: false as const, problem: read.problem }
      : desk.plans.make(name, Buffer.from(read.bytes).toString('utf8'));
  if (plan.ok) desk.push('import', plan.value);
  else desk.banners.show(`file-${name}`, 'warning', plan.problem);
}
