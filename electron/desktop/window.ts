// The main window: sandboxed, where it was when it was last closed, and without a white flash in the dark.
import { app, BrowserWindow, nativeTheme } from 'electron';
import windowStateKeeper from 'electron-window-state';
import { isPageUrl, pageUrl } from './page-url.ts';

// The `app` colour of the page, light and dark, which the window shows until the page has drawn itself.
const background = { light: '#F4F3EF', dark: '#171613' };

/** Opens the main window and answers once its page is drawn. `preload` is an absolute path. */
export async function openWindow({ preload }: { readonly preload: string }): Promise<BrowserWindow> {
  const state = windowStateKeeper({ defaultWidth: 1440, defaultHeight: 900 });
  const window = new BrowserWindow({
    x: state.x,
    y: state.y,
    width: state.width,
    height: state.height,
    minWidth: 1024,
    minHeight: 640,
    show: false,
    title: 'Baton',
    backgroundColor: nativeTheme.shouldUseDarkColors ? background.dark : background.light,
    webPreferences: {
      preload,
      contextIsolation: true,
      sandbox: true,
      spellcheck: false,
      navigateOnDragDrop: false,
      safeDialogs: true,
      devTools: !app.isPackaged,
    },
  });
  state.manage(window);
  const drawn = new Promise<void>((resolve) => {
    window.once('ready-to-show', () => {
      window.show();
      resolve();
    });
  });
  // An empty page is the one place that no navigation event can forbid: Chromium goes there without asking.
  window.webContents.on('did-navigate', (_event, address) => {
    if (!isPageUrl(address)) window.loadURL(pageUrl()).catch((error: unknown) => console.error(error));
  });
  await window.loadURL(pageUrl());
  await drawn;
  return window;
}

/** Brings the main window to the front. */
export function showWindow(): void {
  const [window] = BrowserWindow.getAllWindows();
  if (window?.isMinimized()) window.restore();
  window?.focus();
}
