// How a command ends, for scripts: docs/file-format.md, "The command line's contract".
import { problemWords, type Problem } from '../../shared/model/problem.ts';

export const exit = {
  done: 0,
  /** The workflow file has errors; nothing ran. */
  fileHasErrors: 1,
  /** Wrong usage or unreadable input; nothing changed. */
  unusable: 2,
  /** Done, with skipped rows or failed runs. */
  doneWithTrouble: 3,
  /** The workspace is locked or damaged. */
  workspace: 4,
} as const;
export type ExitCode = (typeof exit)[keyof typeof exit];

/** Ends a command early: what to tell on stderr, and the code. */
export class Stop extends Error {
  constructor(
    readonly code: ExitCode,
    readonly problem: Problem,
  ) {
    super(problem.message);
    this.name = 'Stop';
  }
}

/** "a1.users: Choose at least one user. ..." */
export function placedWords(problem: Problem): string {
  const { where } = problem;
  const place = [where?.node, where?.field].filter((part) => part !== undefined).join('.');
  return place === '' ? problemWords(problem) : `${place}: ${problemWords(problem)}`;
}
