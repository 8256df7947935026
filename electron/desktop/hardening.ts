// What no page may do, whatever it holds: leave the app, open windows, embed other pages, or be given rights.
import { app, type Session } from 'electron';
import { url as inspectorUrl } from 'node:inspector';
import { isPageUrl } from './page-url.ts';

/** Guards every page from the moment it is created. Has to run before the first window. */
export function hardenContents(): void {
  app.on('web-contents-created', (_event, contents) => {
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.on('will-attach-webview', (event) => event.preventDefault());
    const stayHome = (event: { readonly url: string; preventDefault: () => void }): void => {
      if (!isPageUrl(event.url)) event.preventDefault();
    };
    contents.on('will-navigate', stayHome);
    contents.on('will-frame-navigate', stayHome);
    contents.on('will-redirect', stayHome);
  });
}

/** Chromium would fetch a dictionary from the network at the first start, also where nothing is spelled. */
export function stayOffline(session: Session): void {
  session.setSpellCheckerEnabled(false);
  session.setSpellCheckerLanguages([]);
}

/** Refuses every permission a page can ask for; Electron's default is to grant them. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
}

/**
 * Whether somebody outside could steer a packaged Baton through Chromium's debugging port. No fuse closes that port.
 * A test build is told apart by Node's inspector being open: in a release its fuse keeps it shut.
 */
export function isDebuggedFromOutside(): boolean {
  const switches = ['remote-debugging-port', 'remote-debugging-pipe'];
  return app.isPackaged && inspectorUrl() === undefined && switches.some((name) => app.commandLine.hasSwitch(name));
}
