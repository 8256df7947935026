// What Baton is made of: packages pinned to the byte, none from outside the registry, fuses and policy as decided.
import { describe, expect, test } from 'vitest';
import { electronAge } from '../../../build/electron-age.mjs';
import { contentSecurityPolicy } from '../../../electron/desktop/app-files.ts';
import { sourcesOf, textOf } from '../../support/sources.ts';

interface Locked {
  readonly version?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
}

const manifest = JSON.parse(textOf('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const lock = JSON.parse(textOf('package-lock.json')) as { readonly packages: Readonly<Record<string, Locked>> };
const locked = Object.entries(lock.packages).filter(([path]) => path !== '');

test('every package is pinned to one version', () => {
  const wanted = { ...manifest.dependencies, ...manifest.devDependencies };
  expect(Object.entries(wanted).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version))).toEqual([]);
  for (const [name, version] of Object.entries(wanted))
    expect([name, lock.packages[`node_modules/${name}`]?.version]).toEqual([name, version]);
});

test('every locked package has its hash, and none comes from git, a folder, or a plain-text address', () => {
  expect(locked.length).toBeGreaterThan(100);
  const bad = locked.filter(
    ([, { resolved, integrity, link }]) =>
      link === true ||
      integrity?.startsWith('sha512-') !== true ||
      resolved?.startsWith('https://') === false ||
      /^git|\.git(#|$)|codeload/.test(resolved ?? ''),
  );
  expect(bad.map(([path]) => path)).toEqual([]);
});

test('no script of a package runs when they are installed', () => {
  expect(textOf('build/ensure-deps.mjs')).toContain("'ci', '--ignore-scripts'");
  expect(Object.keys(manifest.scripts).filter((name) => /install|prepare/.test(name))).toEqual([]);
});

test('no script of a release switches the sandbox off', () => {
  const scripts =
    Object.values(manifest.scripts).join('\n') + textOf('build/package.mjs') + textOf('build/electron-builder.yml');
  expect(scripts).not.toMatch(/no-sandbox|disable-web-security|inspect=|remote-debugging/);
});

test('the packages that are bundled into Baton are few', () => {
  const used = new Set(
    sourcesOf('shared', 'electron', 'renderer').flatMap(({ code }) =>
      [...code.matchAll(/(?:from|import) '((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g)].map(([, name = '']) => name),
    ),
  );
  const direct = [...used].filter((name) => name in manifest.devDependencies).toSorted();
  expect(direct).toEqual([
    '@fontsource-variable/inter',
    '@mantine/core',
    '@mantine/form',
    '@mantine/hooks',
    '@tanstack/react-virtual',
    '@xyflow/react',
    'cli-progress',
    'commander',
    'electron',
    'electron-window-state',
    'fuse.js',
    'libphonenumber-js',
    'liquidjs',
    'lowdb',
    'lucide-react',
    'nodemailer',
    'papaparse',
    'react',
    'react-dom',
    'temporal-polyfill',
    'zod',
    'zustand',
  ]);
});

test('the fuses of a release', () => {
  const [, fuses = ''] = /electronFuses:\n((?: {2}.*\n)+)/.exec(textOf('build/electron-builder.yml')) ?? [];
  const table = Object.fromEntries(
    fuses
      .trim()
      .split('\n')
      .map((line) => line.trim().split(': ')),
  );
  expect(table).toEqual({
    runAsNode: 'false',
    enableCookieEncryption: 'true',
    enableNodeOptionsEnvironmentVariable: 'false',
    enableNodeCliInspectArguments: 'false',
    enableEmbeddedAsarIntegrityValidation: 'true',
    onlyLoadAppFromAsar: 'true',
    loadBrowserProcessSpecificV8Snapshot: 'false',
    grantFileProtocolExtraPrivileges: 'false',
  });
});

test('an Electron of the newest three lines is current, an older one is not; what is not released yet does not count', () => {
  const released = ['42.9.1', '43.0.0', '43.8.12', '44.11.5', '45.0.0', '45.5.0', '46.0.0-beta.2'];
  expect(['45.0.0', '44.1.0', '43.0.0'].map((version) => electronAge(version, released))).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(electronAge('42.9.1', released)).toBe(
    'Electron 42.9.1 gets no security fixes any more: the lines 45, 44, 43 do. Update "electron" in package.json.',
  );
});

test('the policy of the page, word for word', () => {
  expect(contentSecurityPolicy('N').split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self' 'nonce-N'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ]);
});

describe('secrets have no place in what is written or handed out', () => {
  test('no schema, row or line of the ledger has a field for one', () => {
    const files = sourcesOf('shared').filter(({ path }) =>
      /shared\/(model|engine|ipc-(?:types|file-types))/.test(path),
    );
    const fields = files.flatMap(({ path, code }) =>
      [...code.matchAll(/^\s*(?:readonly )?(\w*(?:password|secret|token)\w*)\??:/gim)].map(
        ([, name]) => `${path}: ${name}`,
      ),
    );
    // Which secrets are kept, not what they are; tokens of chosen files.
    expect(fields).toEqual([
      'shared/ipc-file-types.ts: token',
      'shared/ipc-types.ts: secrets',
      'shared/ipc-types.ts: canKeepSecrets',
    ]);
  });

  test('the page asks for none back', () => {
    expect(textOf('shared/ipc.ts')).not.toMatch(/getSecret|'settings\.secret/);
  });
});

test('the linter holds the sinks that text must not reach', () => {
  const rules = textOf('.oxlintrc.json');
  for (const sink of [
    'innerHTML',
    'outerHTML',
    'insertAdjacentHTML',
    'executeJavaScript',
    'no-eval',
    'no-implied-eval',
    'no-new-func',
    'react/no-danger',
  ])
    expect(rules).toContain(`"${sink}"`);
});
