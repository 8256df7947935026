// The static half of Electron's checklist: what the source must say and must not say. The other half runs on the real app:
// tests/e2e/security-*.test.ts and packaged.test.ts.
import { describe, expect, test } from 'vitest';
import { sourcesOf, textOf } from '../../support/sources.ts';

const app = sourcesOf('shared', 'electron', 'renderer');
const main = app.filter(({ path }) => path.startsWith('electron/'));

/** Where a pattern stands in the code, comments left out: "electron/main.ts: word". */
function found(pattern: RegExp, files = app): readonly string[] {
  return files.flatMap(({ path, code }) => [...code.matchAll(pattern)].map(([word]) => `${path}: ${word}`));
}

test('the sources are really read', () => {
  expect(app.length).toBeGreaterThan(300);
  expect(found(/contextIsolation: true/g)).toEqual(['electron/desktop/window.ts: contextIsolation: true']);
});

describe('words that must not be there', () => {
  test.each<[string, RegExp]>([
    ['Node in the page', /nodeIntegration\w*/g],
    ['a weak page', /(contextIsolation|sandbox|webSecurity|safeDialogs): false/g],
    [
      'a page that may more',
      /(allowRunningInsecureContent|experimentalFeatures|enableBlinkFeatures|webviewTag|bypassCSP)/g,
    ],
    ['a page from a file', /loadFile|file:\/\//g],
    ['another program opened', /openExternal|openPath|showItemInFolder|\bshell\b/g],
    ['a process of our own', /child_process|utilityProcess|\bfork\(|\bspawn\(/g],
    ['text that becomes code', /\beval\(|new Function|executeJavaScript|\bvm\b(?=['"])|setTimeout\(['"`]/g],
    ['text that becomes markup', /innerHTML|outerHTML|insertAdjacentHTML|dangerouslySetInnerHTML|document\.write/g],
    ['a regular expression typed by somebody', /new RegExp\(/g],
    ['an update from the network', /autoUpdater|electron-updater|setFeedURL/g],
    ['the remote module', /@electron\/remote|enableRemoteModule/g],
  ])('%s', (_what, pattern) => {
    expect(found(pattern)).toEqual([]);
  });

  test('an address in plain text, but as advice in a message', () => {
    const allowed =
      /^(electron\/channels\/gateway-request|shared\/settings-check|renderer\/settings\/(forms|GatewayTab))\.tsx?$/;
    const files = app.filter(({ path }) => !allowed.test(path));
    expect(found(/\b(?:https?|wss?|ftp):\/\/(?!www\.w3\.org)/g, files)).toEqual([]);
  });

  test('ipcMain and ipcRenderer but in the one door', () => {
    expect(new Set(found(/ipcMain\.\w+/g))).toEqual(new Set(['electron/desktop/ipc/serve.ts: ipcMain.handle']));
    expect(new Set(found(/ipcRenderer\.\w+/g).map((one) => one.split(':')[0]))).toEqual(
      new Set(['electron/preload.ts']),
    );
    expect(found(/exposeInMainWorld/g)).toHaveLength(1);
  });

  test('a thread, but the one of the store, whose program is a function of the store', () => {
    expect(found(/new (?:Shared)?Worker\b|worker_threads/g)).toEqual([
      'electron/store/writing-thread.ts: worker_threads',
      'electron/store/writing-thread.ts: worker_threads',
      'electron/store/writing-thread.ts: new Worker',
    ]);
    expect(found(/serve\.toString\(\)|beginThread\(program/g)).toEqual([
      'electron/store/writing-thread.ts: serve.toString()',
      'electron/store/writing-thread.ts: beginThread(program',
    ]);
  });

  test('an import of electron outside the desktop', () => {
    const importers = main.filter(({ code }) => /from 'electron'/.test(code)).map(({ path }) => path);
    const strangers = importers.filter((path) => !/^electron\/(desktop\/|main\.ts|preload\.ts)/.test(path));
    expect([importers.length > 5, strangers]).toEqual([true, []]);
  });
});

describe('words that must be there', () => {
  test.each<[string, string, RegExp]>([
    ['the sandbox for all processes', 'electron/main.ts', /app\.enableSandbox\(\)/],
    [
      'one Baton at a time, before anything is opened',
      'electron/main.ts',
      /requestSingleInstanceLock\([\s\S]*\n  start\(\)/,
    ],
    ['no permission', 'electron/main.ts', /denyPermissions\(session\.defaultSession\)/],
    ['no dictionary from the network', 'electron/main.ts', /stayOffline\(session\.defaultSession\)/],
    ['guards before the first page', 'electron/main.ts', /\nhardenContents\(\);/],
    ['requests for permissions', 'electron/desktop/hardening.ts', /setPermissionRequestHandler\(.*decide\(false\)\)/],
    ['checks of permissions', 'electron/desktop/hardening.ts', /setPermissionCheckHandler\(\(\) => false\)/],
    ['devices', 'electron/desktop/hardening.ts', /setDevicePermissionHandler\(\(\) => false\)/],
    ['new windows', 'electron/desktop/hardening.ts', /setWindowOpenHandler\(\(\) => \(\{ action: 'deny' \}\)\)/],
    ['webviews', 'electron/desktop/hardening.ts', /will-attach-webview', \(event\) => event\.preventDefault\(\)/],
    [
      'navigation',
      'electron/desktop/hardening.ts',
      /'will-navigate'[\s\S]*'will-frame-navigate'[\s\S]*'will-redirect'/,
    ],
    ['a sandboxed page', 'electron/desktop/window.ts', /sandbox: true/],
    ['no spelling', 'electron/desktop/window.ts', /spellcheck: false/],
    ['no page by dropping a file', 'electron/desktop/window.ts', /navigateOnDragDrop: false/],
    ['no developer tools in a release', 'electron/desktop/window.ts', /devTools: !app\.isPackaged/],
    ['dumps stay here', 'electron/desktop/window-crash.ts', /crashReporter\.start\(\{ uploadToServer: false \}\)/],
    ['the sender of a request', 'electron/desktop/ipc/serve.ts', /frame\.parent === null && isPageUrl\(frame\.url\)/],
  ])('%s', (_what, path, pattern) => {
    expect(textOf(path)).toMatch(pattern);
  });
});

test('addresses are compared in parts, never by their beginning', () => {
  expect(found(/url\w*\.startsWith\(/gi)).toEqual([]);
});

test('the scheme of the app has no right that goes around the policy', () => {
  const [, privileges = ''] = /privileges: \{([^}]*)\}/.exec(textOf('electron/desktop/app-protocol.ts')) ?? [];
  expect(privileges.split(',').map((one) => one.trim())).toEqual([
    'standard: true',
    'secure: true',
    'supportFetchAPI: true',
  ]);
});
