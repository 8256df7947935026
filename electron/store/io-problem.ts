// What the disk says, in words for the person who can mend it.
import type { Problem } from '../../shared/model/problem.ts';

/** A failed piece of storage work on its way to whoever asked for it; `problem` is what to show. */
export class StoreError extends Error {
  readonly problem: Problem;
  constructor(problem: Problem) {
    super(problem.message);
    this.name = 'StoreError';
    this.problem = problem;
  }
}

/** A sync failed. That is not like a failed write: a repetition may succeed though the bytes are gone. */
export class SyncFailed extends Error {
  readonly reason: unknown;
  constructor(reason: unknown) {
    super('The disk did not confirm a write');
    this.name = 'SyncFailed';
    this.reason = reason;
  }
}

const known: Readonly<Record<string, { readonly code: string; readonly says: string; readonly fix: string }>> = {
  ENOSPC: { code: 'disk-full', says: 'The disk is full', fix: 'Free some space on this disk.' },
  EDQUOT: { code: 'disk-full', says: 'Your share of the disk is used up', fix: 'Free some space on this disk.' },
  EFBIG: {
    code: 'disk-full',
    says: 'A file may not grow beyond a limit that is set for it',
    fix: 'Raise the limit on the size of files (ulimit -f), or free some space.',
  },
  EROFS: { code: 'folder-read-only', says: 'The disk is read-only', fix: 'Use a folder that can be written to.' },
  EACCES: { code: 'folder-read-only', says: 'Access is denied', fix: 'Check the rights of the folder.' },
  EPERM: { code: 'folder-read-only', says: 'Access is denied', fix: 'Check the rights of the folder.' },
  EBUSY: { code: 'file-busy', says: 'Another program holds the file', fix: 'Close the other program and try again.' },
  ENOENT: {
    code: 'file-missing',
    says: 'Nothing is there',
    fix: 'Check that the folder has not been moved.',
  },
};

/** The system's code of an error (`ENOSPC`), undefined if it does not come from the system. */
export function errnoOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** The problem behind a failed disk call; what did not come from the disk is a bug and is thrown on. */
export function ioProblem(error: unknown, path: string): Problem {
  if (error instanceof StoreError) return error.problem;
  if (error instanceof SyncFailed) return syncProblem(error.reason, path);
  const code = errnoOf(error);
  if (code === undefined) throw error;
  const plain = known[code] ?? {
    code: 'disk-error',
    says: `The disk reports ${code}`,
    fix: 'Check the disk, and keep a copy of the folder.',
  };
  return { code: plain.code, message: `${plain.says}${unusable(path)}`, where: { path }, fix: plain.fix };
}

/** Last in its message: people read first what happened. */
function unusable(path: string): string {
  return `: ${path} cannot be used.`;
}

/** What happened, without the path: "The disk is full." Other problems keep their words. */
export function withoutPath({ message, where }: Problem): string {
  return where?.path === undefined ? message : message.replace(unusable(where.path), '.');
}

const fileFixes: Readonly<Record<string, string>> = {
  'file-missing': 'Check its name, and that it has not been moved.',
  'folder-read-only': 'Check the rights of the file.',
};

/** The same for a single file that somebody named, to be read: what there is to check is the file, not a workspace's folder. */
export function fileProblem(error: unknown, path: string): Problem {
  const problem = ioProblem(error, path);
  const fix = fileFixes[problem.code];
  return fix === undefined ? problem : { ...problem, fix };
}

/** The code of an error that is none of the system's: the thread that writes has ended (writing-thread.ts). */
export const THREAD_ENDED = 'THREAD-ENDED';

function syncProblem(reason: unknown, path: string): Problem {
  const code = errnoOf(reason);
  const what =
    code === THREAD_ENDED ? 'The part of Baton that writes to the disk stopped' : `The disk reported ${code}`;
  return {
    code: 'sync-failed',
    message: `${what} when it was asked to keep what was written to ${path}, so nobody can tell what is on it.`,
    where: { path },
    fix: 'Quit Baton and start it again: then it reads what is really there. If this comes back, check the disk, and keep a copy of the folder.',
  };
}
