// What a start asks to be opened: a link of a message, a workflow file, or another workspace while one is open. Nothing
// is done without a click.
import path from 'node:path';
import type { Disk } from '../store/disk.ts';
import { isSameFolder } from '../store/look-at-workspace.ts';
import { readWhole } from '../store/whole-file.ts';
import type { Desk } from './ipc/desk.ts';
import { screenOfArguments } from './links.ts';
import { openScreen } from './open-desk.ts';
import { showWindow } from './window.ts';

/** A start of Baton while it runs already. */
export interface SecondStart {
  readonly argv: readonly string[];
  /** The folder in which it happened, from which a file is named. */
  readonly folder: string;
  /** What the second process passed on (`toldOf`); not to be trusted. */
  readonly told: unknown;
}

/** Does what a second start asks for; one for another workspace is told which one is open, and what to do. */
export async function takeSecondStart(desk: Desk, disk: Disk, { argv, folder, told }: SecondStart): Promise<void> {
  const asked = (told as { readonly workspace?: unknown } | null | undefined)?.workspace;
  if (typeof asked !== 'string' || (await isSameFolder(disk, asked, desk.folder))) {
    await openArguments(desk, disk, argv, folder);
    return;
  }
  showWindow();
  desk.banners.show('other-workspace', 'warning', {
    code: 'other-workspace',
    message: `The workspace ${asked} was not opened: Baton opens one at a time, and this window has ${desk.folder}.`,
    fix: 'Quit Baton first, then start it with the other one. To have both open, start the other one with a --user-data-dir of its own.',
  });
}

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
  const read = await readWhole(disk, path.resolve(folder, file), 'workflow');
  const plan = read.ok ? desk.plans.make(name, Buffer.from(read.value).toString('utf8')) : read;
  desk.push('import', plan.ok ? plan.value : { fileName: name, problem: plan.problem });
}
