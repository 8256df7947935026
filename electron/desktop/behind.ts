// What is behind the window: the open workspace, and who answers the page. It is ten times as much code as the window
// needs, so it is loaded once the page is drawn.
import { app, dialog } from 'electron';
import { good, type Problem } from '../../shared/model/problem.ts';
import { realDisk } from '../store/disk.ts';
import { asking } from './ask-way-on.ts';
import { handlersOf } from './ipc/app.ts';
import { answerRequest } from './ipc/answer.ts';
import type { Answer } from './ipc/serve.ts';
import { checkThere, lastWorkspace, rememberWorkspace } from './last-workspace.ts';
import { openArguments, takeSecondStart, type SecondStart } from './open-arguments.ts';
import { openDesk, type OpenDesk } from './open-desk.ts';
import { chosenWorkspace, defaultWorkspace, namedWorkspace } from './start.ts';
import { findWayIn } from './way-in.ts';

export interface Behind {
  readonly answer: Answer;
  readonly openArguments: (argv: readonly string[]) => Promise<void>;
  readonly takeSecondStart: (start: SecondStart) => Promise<void>;
  /** Carries on what was interrupted. Call once the window can hear. */
  readonly start: () => Promise<void>;
  /** Writes what is staged and gives the workspace back. */
  readonly close: () => Promise<void>;
}

/** Opens the workspace. One that cannot be opened is told in a box with ways on; Baton ends if none is taken. */
export async function openBehind(): Promise<Behind> {
  const { desk, start, close } = await openWorkspace();
  const handlers = handlersOf(desk);
  return {
    answer: (asked, refused) => answerRequest(handlers, asked, refused),
    openArguments: (argv) => openArguments(desk, realDisk, argv),
    takeSecondStart: (second) => takeSecondStart(desk, realDisk, second),
    start,
    close,
  };
}

/** The workspace that the command line names, or else the one chosen last, which is remembered once it is open. */
async function openWorkspace(): Promise<OpenDesk> {
  const named = namedWorkspace(process.argv);
  const found = named === undefined ? await openChosen() : await openNamed(named);
  if (found !== null) return found;
  app.exit(4);
  return new Promise(() => undefined);
}

async function openChosen(): Promise<OpenDesk | null> {
  const userData = app.getPath('userData');
  const usual = defaultWorkspace(userData);
  const last = await lastWorkspace(realDisk, userData);
  const found = await findWayIn(chosenWorkspace(process.argv) ?? last ?? usual, usual, {
    ...asking(realDisk),
    open: async (folder) => {
      const there = folder === last ? await checkThere(realDisk, folder) : good(null);
      return there.ok ? openDesk(realDisk, folder) : there;
    },
  });
  if (found === null) return null;
  const { folder, opened } = found;
  if (folder !== (last ?? usual)) {
    const remembered = await rememberWorkspace(realDisk, userData, folder);
    if (!remembered.ok)
      opened.desk.banners.show('not-remembered', 'warning', notRemembered(folder, remembered.problem));
  }
  return opened;
}

/** Strict, as whoever names a workspace means that one. */
async function openNamed(folder: string): Promise<OpenDesk | null> {
  const opened = await openDesk(realDisk, folder);
  if (opened.ok) return opened.value;
  const { message, fix } = opened.problem;
  console.error(message);
  dialog.showErrorBox('Baton cannot open this workspace', fix === undefined ? message : `${message}\n\n${fix}`);
  return null;
}

function notRemembered(folder: string, { code, message, fix }: Problem): Problem {
  const what = `The next start may open another workspace than ${folder}, as it could not be noted down: ${message}`;
  return fix === undefined ? { code, message: what } : { code, message: what, fix };
}
