// Bundles the programs that crash tests start and kill, once, for plain Node: Baton's runtime without a window.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { build } from 'vite';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder with the bundled programs, `<name>.mjs`. */
    programs: string;
  }
}

const sources = join(import.meta.dirname, 'programs');

/** Makes the bundles before the first test; answers what removes them after the last. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const outDir = mkdtempSync(join(tmpdir(), 'baton-programs-'));
  const names = readdirSync(sources).map((file) => basename(file, '.ts'));
  await build({
    configFile: false,
    root: sources,
    logLevel: 'warn',
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node20',
      outDir,
      emptyOutDir: true,
      rollupOptions: {
        input: Object.fromEntries(names.map((name) => [name, join(sources, `${name}.ts`)])),
        output: { entryFileNames: '[name].mjs' },
      },
    },
  });
  provide('programs', outDir);
  return () => rmSync(outDir, { recursive: true, force: true });
}
