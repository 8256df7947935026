// The main process's side of the door: it knows who asks. What becomes of the question is answer.ts.
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import type { Result } from '../../../shared/model/problem.ts';
import { isPageUrl } from '../page-url.ts';
import type { Asked } from './answer.ts';
import { REQUEST_CHANNEL } from './channels.ts';

/** Answers one request (answer.ts). */
export type Answer = (asked: Asked, refused: (why: string) => void) => Promise<Result<unknown>>;

/**
 * Answers the window's requests, those from before the workspace is open as soon as it is. `refused` hears of every
 * question that was not the page's own, or not well formed.
 */
export function serve(answer: Promise<Answer>, refused: (why: string) => void): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    const asked = { isOwnPage: isOwnPage(event), name, input };
    return (await answer)(asked, refused);
  });
}

function isOwnPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}
