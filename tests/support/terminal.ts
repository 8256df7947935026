// The command line, as somebody runs it in a terminal, on the build in out/.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const cli = fileURLToPath(new URL('../../out/main/cli.js', import.meta.url));
const MOST_OUTPUT = 256 * 1024 * 1024;

/** What `baton …` prints. Anything but success fails the test. */
export async function baton(...args: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [cli, ...args], { maxBuffer: MOST_OUTPUT });
  return stdout;
}

/** What a listing holds: `baton contacts|runs|outbox --json`. The workspace must not be open elsewhere. */
export async function records<T>(kind: 'contacts' | 'runs' | 'outbox', workspace: string): Promise<readonly T[]> {
  const lines = await baton(kind, '--workspace', workspace, '--json');
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}
