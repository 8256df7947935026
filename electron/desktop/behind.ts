// What is behind the window: the open workspace, and who answers the page. It is ten times as much code as the window
// needs, so it is loaded once the page is drawn.
import { app, dialog } from 'electron';
import { realDisk } from '../store/disk.ts';
import { handlersOf } from './ipc/app.ts';
import { answerRequest } from './ipc/answer.ts';
import type { Answer } from './ipc/serve.ts';
import { lastWorkspace } from './last-workspace.ts';
import { openArguments, takeSecondStart, type SecondStart } from './open-arguments.ts';
import { openDesk, type OpenDesk } from './open-desk.ts';
import { readWorkspace } from './start.ts';

export interface Behind {
  readonly answer: Answer;
  readonly openArguments: (argv: readonly string[]) => Promise<void>;
  readonly takeSecondStart: (start: SecondStart) => Promise<void>;
  /** Carries on what was interrupted. Call once the window can hear. */
  readonly start: () => Promise<void>;
  /** Writes what is staged and gives the workspace back. */
  readonly close: () => Promise<void>;
}

/** Opens the workspace. One that cannot be opened is told in a box, and Baton ends. */
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

async function openWorkspace(): Promise<OpenDesk> {
  const userData = app.getPath('userData');
  const last = await lastWorkspace(realDisk, userData);
  const opened = await openDesk(realDisk, readWorkspace(process.argv, userData, last));
  if (opened.ok) return opened.value;
  const { message, fix } = opened.problem;
  console.error(message);
  dialog.showErrorBox('Baton cannot open this workspace', fix === undefined ? message : `${message}\n\n${fix}`);
  app.exit(4);
  return new Promise(() => undefined);
}
