// Older workflow files, brought to the present version one step at a time.
import { invariant } from '../model/problem.ts';
import { WORKFLOW_FORMAT_VERSION } from '../model/workflow.ts';

export type RawFile = Readonly<Record<string, unknown>>;

/** Version n -> the function that makes a file of version n + 1 of one of version n. The tests keep a sample of each. */
export const migrations: Readonly<Record<number, (file: RawFile) => RawFile>> = {};

/** The file in the present version. */
export function migrate(file: RawFile, version: number): RawFile {
  let now = file;
  for (let at = version; at < WORKFLOW_FORMAT_VERSION; at += 1) {
    const step = migrations[at];
    invariant(step !== undefined, `there is a migration from version ${at}`);
    now = { ...step(now), formatVersion: at + 1 };
  }
  return now;
}
