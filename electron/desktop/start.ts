// What the person asked for on the command line when the window was started.
import { join, resolve } from 'node:path';

/** The value of `--name VALUE` or `--name=VALUE`, or nothing. An empty value counts as none. */
function readSwitch(argv: readonly string[], name: string): string | undefined {
  const at = argv.findIndex((argument) => argument === name || argument.startsWith(`${name}=`));
  const found = at < 0 ? undefined : argv[at] === name ? argv[at + 1] : argv[at]?.slice(name.length + 1);
  return found === '' || found?.startsWith('--') ? undefined : found;
}

/** The folder named by `--user-data-dir`, absolute, or nothing: then Electron's own choice stands. */
export function readUserData(argv: readonly string[]): string | undefined {
  const named = readSwitch(argv, '--user-data-dir');
  return named === undefined ? undefined : resolve(named);
}

/** The workspace folder named by `--workspace`, absolute, or nothing. */
export function namedWorkspace(argv: readonly string[]): string | undefined {
  const named = readSwitch(argv, '--workspace');
  return named === undefined ? undefined : resolve(named);
}

/** The workspace folder, absolute: the one named by `--workspace`, or the one chosen last, or one in the user's data folder. */
export function readWorkspace(argv: readonly string[], userData: string, last?: string): string {
  return namedWorkspace(argv) ?? last ?? join(userData, 'workspace');
}

/** What a second process passes on to the first: its argv alone arrives in another order. */
export const toldOf = (workspace: string | undefined): { readonly workspace: string | null } => ({
  workspace: workspace ?? null,
});
