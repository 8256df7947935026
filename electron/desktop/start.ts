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

const SWITCH = '--switch-to';

/** The folder that was chosen in the window before this start, absolute, or nothing. */
export function chosenWorkspace(argv: readonly string[]): string | undefined {
  const chosen = readSwitch(argv, SWITCH);
  return chosen === undefined ? undefined : resolve(chosen);
}

/** The arguments of this start with another workspace, for a start of its own. */
export function switchedTo(argv: readonly string[], folder: string): string[] {
  const named = ['--workspace', SWITCH];
  const others = argv.filter(
    (one, at) => !named.some((name) => one === name || one.startsWith(`${name}=`) || argv[at - 1] === name),
  );
  return [...others, `${SWITCH}=${folder}`];
}

/** The workspace in the user's data folder, which is opened when nobody chose another. */
export const defaultWorkspace = (userData: string): string => join(userData, 'workspace');

/** What a second process passes on to the first: its argv alone arrives in another order. */
export const toldOf = (workspace: string | undefined): { readonly workspace: string | null } => ({
  workspace: workspace ?? null,
});
