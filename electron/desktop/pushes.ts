// Tells the window what changed: all pages hear of everything, at most ten times a second.
import { BrowserWindow } from 'electron';
import type { JobRow } from '../../shared/ipc-file-types.ts';
import type { Changed } from '../../shared/ipc-types.ts';
import type { PushName, Pushes } from '../../shared/ipc.ts';
import type { TableName } from '../../shared/engine/changes.ts';
import { PUSH_CHANNEL } from './ipc/channels.ts';

const EVERY_MS = 100;

/** What a page must ask again when a table has a new record. */
const shows: Readonly<Record<TableName, readonly (keyof Changed)[]>> = {
  contacts: ['contacts'],
  runs: ['runs'],
  rotations: ['workflows'],
  outbox: ['outbox'],
  conversations: ['conversations'],
  live: ['workflows'],
  jobs: [],
};

const nothing: Changed = {
  contacts: false,
  runs: false,
  outbox: false,
  workflows: false,
  users: false,
  conversations: false,
  settings: false,
};

/** Sends a push to every window of ours. */
export function push<N extends PushName>(name: N, payload: Pushes[N]): void {
  for (const window of BrowserWindow.getAllWindows()) window.webContents.send(PUSH_CHANNEL, name, payload);
}

/** Gathers what changed and tells it now and then. */
export function gatherChanges(): {
  readonly put: (table: string) => void;
  readonly changed: (...what: (keyof Changed)[]) => void;
} {
  let gathered: Changed = nothing;
  let timer: NodeJS.Timeout | undefined;

  function changed(...what: (keyof Changed)[]): void {
    if (what.every((one) => gathered[one])) return;
    gathered = { ...gathered, ...Object.fromEntries(what.map((one) => [one, true])) };
    timer ??= setTimeout(() => {
      timer = undefined;
      const told = gathered;
      gathered = nothing;
      push('changed', told);
    }, EVERY_MS);
  }

  return { changed, put: (table) => changed(...(shows[table as TableName] ?? [])) };
}

/** Tells how imports stand: each at most ten times a second, its end at once. */
export function gatherJobs(): (row: JobRow) => void {
  const waiting = new Map<string, JobRow>();
  let timer: NodeJS.Timeout | undefined;

  function tell(): void {
    for (const row of waiting.values()) push('job', row);
    waiting.clear();
  }

  return (row) => {
    waiting.set(row.job.id, row);
    if (row.job.state !== 'running') tell();
    else
      timer ??= setTimeout(() => {
        timer = undefined;
        tell();
      }, EVERY_MS);
  };
}
