// Older workflow files, brought to the present version one step at a time.
import { WORKFLOW_FORMAT_VERSION } from '../model/workflow.ts';

type Raw = Readonly<Record<string, unknown>>;

/** Version n -> the function that makes version n + 1 of a file of version n. Each keeps a sample file in the tests. */
const steps: Readonly<Record<number, (file: Raw) => Raw>> = {};

/** The file in the present version. */
export function migrate(file: Raw, version: number): Raw {
  let now = file;
  for (let at = version; at < WORKFLOW_FORMAT_VERSION; at += 1)
    now = { ...(steps[at]?.(now) ?? now), formatVersion: at + 1 };
  return now;
}
