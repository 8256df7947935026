// Finds a workspace that can be opened. One that cannot be is told in a box with ways on, so that nobody is locked out by
// a folder that was damaged, moved to a newer Baton, or is open elsewhere.
import { good, type Problem, type Result } from '../../shared/model/problem.ts';

/** The ways on from a workspace that cannot be opened, in the order of the box's buttons. */
export const waysOn = ['default', 'folder', 'backup', 'quit'] as const;
export type WayOn = (typeof waysOn)[number];

/** What finding a way in asks of the outside. A cancelled dialog answers null. */
export interface Outside<T> {
  open(folder: string): Promise<Result<T>>;
  ask(problem: Problem, ways: readonly WayOn[]): Promise<WayOn>;
  pickFolder(): Promise<string | null>;
  /** Puts a backup back into a folder and answers that folder. */
  openBackup(): Promise<Result<string | null>>;
}

/** The workspace in `first`, or the one that a person went on to; null when she quits. `usual` is the default one. */
export async function findWayIn<T>(
  first: string,
  usual: string,
  outside: Outside<T>,
): Promise<{ readonly folder: string; readonly opened: T } | null> {
  const failed = new Set<string>();
  let folder = first;
  for (;;) {
    const opened = await outside.open(folder);
    if (opened.ok) return { folder, opened: opened.value };
    failed.add(folder);
    const next = await askForNext(opened.problem, usual, failed, outside);
    if (next === null) return null;
    folder = next;
  }
}

/** Asks until there is another folder to try; null to quit. */
async function askForNext(
  problem: Problem,
  usual: string,
  failed: ReadonlySet<string>,
  outside: Outside<unknown>,
): Promise<string | null> {
  const ways = waysOn.filter((way) => way !== 'default' || !failed.has(usual));
  let told = problem;
  for (;;) {
    const way = await outside.ask(told, ways);
    if (way === 'quit') return null;
    if (way === 'default') return usual;
    const next = way === 'folder' ? good(await outside.pickFolder()) : await outside.openBackup();
    if (!next.ok) told = next.problem;
    else if (next.value !== null) return next.value;
  }
}
