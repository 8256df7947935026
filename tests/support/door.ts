// The door with everything behind it, on a real workspace, without a window: dialogs are cancelled, secrets stay in memory.
import path from 'node:path';
import { answerRequest } from '../../electron/desktop/ipc/answer.ts';
import { handlersOf } from '../../electron/desktop/ipc/app.ts';
import type { Desk } from '../../electron/desktop/ipc/desk.ts';
import { openHouse, type House } from '../../electron/runtime/house.ts';
import { newId } from '../../electron/runtime/ids.ts';
import { ImportPlans } from '../../electron/runtime/import-plans.ts';
import { Imports } from '../../electron/runtime/imports.ts';
import { realDisk } from '../../electron/store/disk.ts';
import type { SecretName } from '../../shared/model/settings.ts';
import { good, type Result } from '../../shared/model/problem.ts';
import { manualTimer } from './manual-timer.ts';
import { must } from './must.ts';

export interface TestDoor {
  readonly house: House;
  /** Asks as the page does; `isOwnPage` false is any other frame. */
  readonly ask: (name: unknown, input: unknown, isOwnPage?: boolean) => Promise<Result<unknown>>;
  /** Why questions were refused. */
  readonly refusals: string[];
  readonly close: () => Promise<void>;
}

/** `saved` gets the bytes of each file that a save dialog would have written. */
export async function openDoor(
  folder: string,
  saved: (bytes: Uint8Array) => void = () => undefined,
): Promise<TestDoor> {
  // A quiet second, which a slow machine makes of any test, would seal the journal, and somebody may be counting files.
  const house = must(await openHouse(realDisk, folder, { store: manualTimer() }));
  const { runtime, uploads, files, keeping } = house;
  const secrets = new Map<SecretName, string>();
  const desk: Desk = {
    runtime,
    folder,
    uploads,
    files,
    keeping,
    switchTo: () => Promise.resolve(good(null)),
    imports: new Imports(runtime, uploads, {
      job: () => undefined,
      failed: (error) => {
        throw error;
      },
    }),
    plans: new ImportPlans(runtime),
    secrets: {
      canKeep: false,
      state: (name) => (secrets.has(name) ? 'this-start-only' : 'none'),
      get: (name) => secrets.get(name),
      set: (name, value) => {
        secrets.set(name, value);
        return Promise.resolve(good(null));
      },
    },
    dialogs: {
      save: (name, _, bytes) => {
        saved(bytes);
        return Promise.resolve(good(path.basename(name)));
      },
      open: () => Promise.resolve(null),
      pickTarget: () => Promise.resolve(null),
      pickFile: () => Promise.resolve(null),
      pickFolder: () => Promise.resolve(null),
    },
    versions: { version: '0', versions: { electron: '0', chrome: '0', node: '0' }, platform: 'linux' },
    banners: { all: () => [], dismiss: () => undefined, show: () => undefined },
    newId,
    changed: () => undefined,
    push: () => undefined,
  };
  const handlers = handlersOf(desk);
  const refusals: string[] = [];
  return {
    house,
    refusals,
    ask: (name, input, isOwnPage = true) =>
      answerRequest(handlers, { isOwnPage, name, input }, (why) => refusals.push(why)),
    close: async () => {
      await desk.imports.stop();
      await house.close();
    },
  };
}
