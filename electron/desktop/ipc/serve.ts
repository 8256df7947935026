// The main process's side of the door: who asks, is the question well formed, and an answer that is never an exception.
import { ipcMain, type IpcMainInvokeEvent } from 'electron';
import { requestNames, requests, type RequestName } from '../../../shared/ipc.ts';
import { bad, type Result } from '../../../shared/model/problem.ts';
import { StoreError } from '../../store/io-problem.ts';
import { isPageUrl } from '../page-url.ts';
import { REQUEST_CHANNEL } from './channels.ts';
import type { Handlers } from './desk.ts';

type AnyHandler = (input: unknown) => Result<unknown> | Promise<Result<unknown>>;

/** Answers the window's requests. `refused` hears of every question that was not the page's own, or not well formed. */
export function serve(handlers: Handlers, refused: (why: string) => void): void {
  ipcMain.handle(REQUEST_CHANNEL, async (event, name: unknown, input: unknown): Promise<Result<unknown>> => {
    if (!isOwnPage(event)) return refuse(refused, 'The request came from a page that is not ours.');
    if (!isRequestName(name)) return refuse(refused, `There is no request "${String(name).slice(0, 60)}".`);
    const parsed = requests[name].input.safeParse(input);
    if (!parsed.success) {
      const [issue] = parsed.error.issues;
      return refuse(refused, `${name}: ${issue?.path.join('.') ?? ''} ${issue?.message ?? 'is not well formed'}`);
    }
    try {
      return await (handlers[name] as AnyHandler)(parsed.data);
    } catch (error) {
      if (error instanceof StoreError) return { ok: false, problem: error.problem };
      throw error;
    }
  });
}

function isOwnPage(event: IpcMainInvokeEvent): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isPageUrl(frame.url);
}

function isRequestName(name: unknown): name is RequestName {
  return typeof name === 'string' && (requestNames as readonly string[]).includes(name);
}

function refuse(refused: (why: string) => void, why: string): Result<never> {
  refused(why);
  return bad('request-refused', 'Baton refused this action.', { fix: `Please tell us what you did: ${why}` });
}
