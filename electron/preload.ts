// The way in for the page's side of the door. It runs in the sandbox, before the page, in a world of its own.
import { contextBridge, ipcRenderer } from 'electron';
import type { Door } from '../shared/ipc.ts';
import { PUSH_CHANNEL, REQUEST_CHANNEL } from './desktop/ipc/channels.ts';
import { fewAtOnce } from './desktop/ipc/few-at-once.ts';

// The contract's names, put in by the build (build/electron.vite.config.ts).
declare const BATON_REQUESTS: readonly string[];
declare const BATON_PUSHES: readonly string[];

const known: { readonly requests: ReadonlySet<string>; readonly pushes: ReadonlySet<string> } = {
  requests: new Set(BATON_REQUESTS),
  pushes: new Set(BATON_PUSHES),
};

/** Questions on their way at once, and the ms after which one no longer counts: a dialog may stay open for long. */
const inTurn = fewAtOnce(16, 250, (ms, call) => {
  const timer = setTimeout(call, ms);
  return () => clearTimeout(timer);
});

const door: Door = {
  request: (name, input) => {
    if (!known.requests.has(name)) return Promise.reject(new Error(`There is no request "${name}".`));
    return inTurn(() => ipcRenderer.invoke(REQUEST_CHANNEL, name, input));
  },
  subscribe: (name, listener) => {
    if (!known.pushes.has(name)) throw new Error(`There is no push "${name}".`);
    // The event stays here: it leads back to Electron.
    const hear = (_event: unknown, pushed: unknown, payload: unknown): void => {
      if (pushed === name) listener(payload as Parameters<typeof listener>[0]);
    };
    ipcRenderer.on(PUSH_CHANNEL, hear);
    return () => void ipcRenderer.off(PUSH_CHANNEL, hear);
  },
};

// One listener for each page part that is shown: more than ten are no leak.
ipcRenderer.setMaxListeners(0);
contextBridge.exposeInMainWorld('baton', door);
