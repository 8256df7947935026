// What the handlers of the door work with. Put together in main.ts.
import type { AppInfo } from '../../../shared/ipc-types.ts';
import type { InputOf, OutputOf, PushName, Pushes, RequestName, requests } from '../../../shared/ipc.ts';
import type { Result } from '../../../shared/model/problem.ts';
import type { SecretName } from '../../../shared/model/settings.ts';
import type { z } from 'zod';
import type { Files } from '../../runtime/erase.ts';
import type { Keeping } from '../../runtime/keeping.ts';
import type { ImportPlans } from '../../runtime/import-plans.ts';
import type { Imports } from '../../runtime/imports.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import type { Uploads } from '../../runtime/uploads.ts';
import type { Banners } from '../banners.ts';

/** Where passwords are kept: by the operating system, or for this start only. */
export interface Secrets {
  readonly canKeep: boolean;
  state(name: SecretName): 'none' | 'kept' | 'this-start-only' | 'unreadable';
  get(name: SecretName): string | undefined;
  set(name: SecretName, value: string): Promise<Result<null>>;
}

/** The system's file dialogs. Paths never reach the window. */
export interface Dialogs {
  /** Gives the file's name once it is written; null when cancelled. */
  save(name: string, kind: 'workflow' | 'csv', bytes: Uint8Array): Promise<Result<string | null>>;
  /** The path of a file that may be written; null when cancelled. */
  pickTarget(name: string, kind: 'backup'): Promise<string | null>;
  pickFile(kind: 'backup'): Promise<string | null>;
  pickFolder(title: string): Promise<string | null>;
  /** The file that was chosen, by name, and what was read of it; null when cancelled. */
  open(kind: 'workflow' | 'csv'): Promise<{ readonly name: string; readonly read: Result<Uint8Array> } | null>;
}

export interface Desk {
  readonly runtime: Runtime;
  readonly folder: string;
  readonly secrets: Secrets;
  readonly dialogs: Dialogs;
  readonly uploads: Uploads;
  readonly files: Files;
  readonly keeping: Keeping;
  /** Starts Baton anew with another workspace, or says why that cannot be opened. */
  readonly switchTo: (folder: string) => Promise<Result<null>>;
  readonly imports: Imports;
  readonly plans: ImportPlans;
  readonly versions: Pick<AppInfo, 'version' | 'versions' | 'platform'>;
  readonly banners: Pick<Banners, 'all' | 'dismiss' | 'show'>;
  readonly newId: () => string;
  /** Pages that show these ask again. */
  changed(...what: (keyof Pushes['changed'])[]): void;
  push<N extends PushName>(name: N, payload: Pushes[N]): void;
}

type Parsed<N extends RequestName> = z.output<(typeof requests)[N]['input']>;
export type Handler<N extends RequestName> = (input: Parsed<N>) => Result<OutputOf<N>> | Promise<Result<OutputOf<N>>>;
/** One handler per request; a request without one does not compile. */
export type Handlers = { readonly [N in RequestName]: Handler<N> };
/** The handlers of one noun: "contacts.list", "contacts.get" ... */
export type HandlersOf<P extends string> = { readonly [N in Extract<RequestName, `${P}.${string}`>]: Handler<N> };
export type { InputOf };
