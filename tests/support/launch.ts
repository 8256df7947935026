// Starts the real app for an end-to-end test, in a home of its own, and watches what a person would not see: errors on
// the page's console, violations of its policy, requests to anywhere but the app itself. Any of them fails the test.
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export { expect } from '@playwright/test';

/** A running Baton. */
export interface Baton {
  readonly app: ElectronApplication;
  /** The main window. */
  readonly page: Page;
  /** Its workspace folder; when none was named, the default one. */
  readonly workspace: string;
  /** Holds all that this Baton keeps. Launch with the same home to start it again on the same data. */
  readonly home: string;
  /** What went wrong unseen. A test that provokes something on purpose takes it out again. */
  readonly findings: string[];
  /** Quits the app as a person does. Tests that do not need it leave it to the end of the test. */
  readonly close: () => Promise<void>;
}

/** How to start: by default in a fresh home, from the build in out/. */
export interface LaunchOptions {
  readonly home?: string;
  /** The workspace folder, if it is to be another than the one in the home; `null` names none: Baton finds it itself. */
  readonly workspace?: string | null;
  /** The button that is pressed in each box of the system. */
  readonly press?: string;
  /** With `press`: the folder that is chosen when the system asks for one. */
  readonly choose?: string;
  /** The executable of a packaged Baton, instead of Electron with the build. */
  readonly packaged?: string;
  /** Called as soon as the main process can be asked something, long before there is a window. */
  readonly whenStarted?: (app: ElectronApplication) => Promise<void>;
  /** More switches for the command line. */
  readonly args?: readonly string[];
}

/** The repository. */
export const root = fileURLToPath(new URL('../..', import.meta.url));
const ourUrls = /^(app:\/\/baton\/|data:|blob:app:)/;

/** Where a test of being offline counts what would leave, if there is no better way: tests/support/offline.ts. */
const proxy = process.env['BATON_PROXY'] === undefined ? [] : [`--proxy-server=${process.env['BATON_PROXY']}`];

/** The Electron to run on. */
export function electronExecutable(): string {
  const executable = process.env['BATON_ELECTRON'];
  if (!executable) throw new Error('Run end-to-end tests with `npm run e2e [file]`: it finds Electron and a display.');
  return executable;
}

async function watch(page: Page, findings: string[]): Promise<void> {
  const add = (finding: string): void => {
    if (!findings.includes(finding)) findings.push(finding);
  };
  page.on('console', (message) => message.type() === 'error' && add(`console: ${message.text()}`));
  page.on('pageerror', (error) => add(`page error: ${error.stack ?? error.message}`));
  page.on('crash', () => add('the page crashed'));
  page.on('request', (request) => ourUrls.test(request.url()) || add(`request to ${request.url()}`));
  // What was said before we listened.
  for (const message of await page.consoleMessages()) if (message.type() === 'error') add(`console: ${message.text()}`);
  for (const error of await page.pageErrors()) add(`page error: ${error.stack ?? error.message}`);
}

async function start(home: string, options: LaunchOptions): Promise<Baton> {
  const { packaged, workspace: named = join(home, 'workspace'), press, choose = '', args = [] } = options;
  const userData = join(home, 'user-data');
  const app = await _electron.launch({
    executablePath: packaged ?? electronExecutable(),
    // As the system and the app have it; Playwright would otherwise force light.
    colorScheme: null,
    ...(press === undefined
      ? {}
      : { env: { ...(process.env as Record<string, string>), BATON_PRESS: press, BATON_CHOOSE: choose } }),
    args: [
      ...(packaged ? [] : [press === undefined ? root : join(root, 'tests/support/pressing')]),
      `--user-data-dir=${userData}`,
      ...(named === null ? [] : [`--workspace=${named}`]),
      '--disable-gpu',
      '--log-level=3',
      ...proxy,
      ...args,
    ],
  });
  await options.whenStarted?.(app);
  const findings: string[] = [];
  const page = await app.firstWindow();
  await watch(page, findings);
  const ended = new Promise<void>((resolve) => app.once('close', () => resolve()));
  const workspace = named ?? join(userData, 'workspace');
  let open = true;
  void ended.then(() => (open = false));
  return { app, page, workspace, home, findings, close: async () => void (open && (await app.close())) };
}

/** Playwright's `test` with `launch`, which starts Baton; at the end of the test all that was started is closed. */
export const test = base.extend<{ launch: (options?: LaunchOptions) => Promise<Baton> }>({
  launch: async ({}, use, testInfo) => {
    const started: Baton[] = [];
    const homes: string[] = [];
    await use(async (options = {}) => {
      const home = options.home ?? (await mkdtemp(join(tmpdir(), 'baton-e2e-')));
      if (!options.home) homes.push(home);
      await mkdir(join(home, 'workspace'), { recursive: true });
      const baton = await start(home, options);
      await baton.app.context().tracing.start({ screenshots: true, snapshots: true, sources: true });
      started.push(baton);
      return baton;
    });
    const failed = testInfo.status !== testInfo.expectedStatus;
    for (const [index, { app, page, close, findings }] of started.entries()) {
      if (failed || findings.length > 0) {
        const at = (file: string): string => testInfo.outputPath(`${index + 1}-${file}`);
        await page.screenshot({ path: at('window.png') }).catch(() => undefined);
        await app
          .context()
          .tracing.stop({ path: at('trace.zip') })
          .catch(() => undefined);
      }
      await close();
    }
    for (const home of homes) await rm(home, { recursive: true, force: true });
    const findings = started.flatMap((baton) => baton.findings);
    if (findings.length > 0) throw new Error(`The window went wrong unseen:\n${findings.join('\n')}`);
  },
});
