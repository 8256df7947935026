// How the three bundles are made. Everything is bundled in: out/ and package.json are all that a packaged Baton needs.
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { fileURLToPath } from 'node:url';
import { version } from '../package.json';
import { pushNames, requestNames } from '../shared/ipc.ts';
import { contentSecurityPolicy, noncePlaceholder } from '../electron/desktop/app-files.ts';

const at = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

// The oldest Electron that Baton runs on: 33, with Node 20 and Chromium 130.
const node = { target: 'node20', minify: true, externalizeDeps: false } as const;

// While Baton is worked on, the page lives under its own policy too, widened only by what reloading needs.
const devPolicy = contentSecurityPolicy(noncePlaceholder)
  .replace("script-src 'self'", `script-src 'self' 'nonce-${noncePlaceholder}'`)
  .replace("connect-src 'self'", "connect-src 'self' ws:");

export default defineConfig({
  main: {
    define: { BATON_VERSION: JSON.stringify(version) },
    build: {
      ...node,
      outDir: at('out/main'),
      rollupOptions: { input: { main: at('electron/main.ts'), cli: at('electron/cli.ts') } },
    },
  },
  preload: {
    // The names only: with the schemas that they are the keys of, the preload would be forty times larger.
    define: { BATON_REQUESTS: JSON.stringify(requestNames), BATON_PUSHES: JSON.stringify(pushNames) },
    build: {
      ...node,
      outDir: at('out/preload'),
      // A sandboxed preload has to be CommonJS.
      rollupOptions: {
        input: { preload: at('electron/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react()],
    // Written over with a fresh value each time the page is served: electron/desktop/app-protocol.ts.
    html: { cspNonce: noncePlaceholder },
    server: { headers: { 'content-security-policy': devPolicy } },
    build: {
      target: 'chrome130',
      minify: true,
      outDir: at('out/renderer'),
      // Only what the first screen needs is announced. The others come in when the page has nothing to do (renderer/screens.tsx),
      // off this disk: to announce their parts first would cost a tenth of a second and gain nothing.
      modulePreload: {
        polyfill: false,
        resolveDependencies: (_file, parts, { hostType }) => (hostType === 'html' ? parts : []),
      },
      rollupOptions: { input: at('renderer/index.html') },
    },
  },
});
