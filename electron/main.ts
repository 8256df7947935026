// The way in for the window: only what it takes to draw it. The rest is loaded behind it (desktop/behind.ts).
import './collector.ts';
import { app, BrowserWindow, dialog, session } from 'electron';
import { fileURLToPath } from 'node:url';
import { registerAppScheme, serveApp } from './desktop/app-protocol.ts';
import { denyPermissions, hardenContents, isDebuggedFromOutside, stayOffline } from './desktop/hardening.ts';
import { serve } from './desktop/ipc/serve.ts';
import { setMenu } from './desktop/menu.ts';
import { namedWorkspace, readUserData, toldOf } from './desktop/start.ts';
import { sparing } from './desktop/sparing.ts';
import { openWindow } from './desktop/window.ts';
import { keepCrashesHere, offerNewPage } from './desktop/window-crash.ts';

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The one end of everything unexpected: an error that reaches this is a bug. It is shown, and Baton ends. */
function fail(error: unknown): void {
  console.error(error);
  const words = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  if (app.isPackaged)
    dialog.showErrorBox(
      'Baton has to close',
      `Something unexpected happened. Nothing that was confirmed is lost: start Baton again.\n\n${words}`,
    );
  app.exit(1);
}

async function start(): Promise<void> {
  await app.whenReady();
  stayOffline(session.defaultSession);
  denyPermissions(session.defaultSession);
  serveApp(session.defaultSession, at('../renderer'));
  setMenu();
  const open = async (): Promise<void> => {
    const window = await openWindow({ preload: at('../preload/preload.cjs') });
    offerNewPage(window, fail);
  };
  // The page is drawn first, as loading the rest of Baton and reading a large workspace would hold it up; what it asks
  // meanwhile is answered then.
  const opening = open().then(async () => {
    const { openBehind } = await import('./desktop/behind.ts');
    return openBehind();
  });
  serve(
    opening.then(({ answer }) => answer),
    sparing((why) => console.error(`Refused: ${why}`)),
  );
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open().catch(fail);
  });
  closeOnQuit(async () => (await opening).close());
  const take = (argv: readonly string[]): void => {
    opening.then((behind) => behind.openArguments(argv)).catch(fail);
  };
  app.on('second-instance', (_event, argv, folder, told) => {
    opening.then((behind) => behind.takeSecondStart({ argv, folder, told })).catch(fail);
  });
  app.on('open-url', (event, url) => {
    event.preventDefault();
    take([url]);
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    take([file]);
  });
  const behind = await opening;
  take(process.argv.slice(1));
  await behind.start();
}

/** Holds the end back until everything is written. */
function closeOnQuit(close: () => Promise<void>): void {
  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    close()
      .catch((error: unknown) => console.error(error))
      .finally(() => {
        closed = true;
        app.quit();
      });
  });
}

process.on('uncaughtException', fail);
process.on('unhandledRejection', fail);
// Where Chromium cannot have its sandbox (as root, say), whoever starts Baton switches it off; enableSandbox would undo that.
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();
registerAppScheme();
hardenContents();
if (app.isPackaged) app.setAsDefaultProtocolClient('baton');
const userData = readUserData(process.argv);
if (userData) app.setPath('userData', userData);
keepCrashesHere();
app.on('window-all-closed', () => {
  if (process.platform !== 'darwin') app.quit();
});
if (isDebuggedFromOutside()) {
  console.error('Baton does not start with a remote debugging port. Start it without that switch.');
  app.exit(1);
} else if (!app.requestSingleInstanceLock(toldOf(namedWorkspace(process.argv)))) {
  console.error(
    'Baton is already running; its window has been brought to the front. It opens one workspace at a time.',
  );
  app.exit(0);
} else {
  start().catch(fail);
}
