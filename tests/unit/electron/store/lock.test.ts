import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'vite';
import { expect, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import { takeLock } from '../../../../electron/store/lock.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

test('a second taker is refused, also by another way to the folder, until the first lets go', async () => {
  const folder = join(temporaryFolder(), 'workspace');
  mkdirSync(folder);
  symlinkSync(folder, `${folder}-link`);
  const first = await takeLock(realDisk, folder);
  const second = await takeLock(realDisk, `${folder}-link`);
  expect(first.ok).toBe(true);
  expect(second.ok ? '' : second.problem.code).toBe('workspace-locked');
  expect(second.ok ? '' : second.problem.message).toContain(
    process.platform === 'darwin' ? 'another process' : `process ${process.pid}`,
  );
  if (first.ok) await first.value.release();
  const third = await takeLock(realDisk, folder);
  expect(third.ok).toBe(true);
  if (third.ok) await third.value.release();
});

test('the lock of another process holds, and ends when that process is killed', async () => {
  const folder = temporaryFolder();
  const script = await holder(folder);
  const child = spawn(process.execPath, [script, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  await once(child.stdout, 'data');
  const refused = await takeLock(realDisk, folder);
  expect(refused.ok ? '' : refused.problem.code).toBe('workspace-locked');
  child.kill('SIGKILL');
  await once(child, 'exit');
  const taken = await takeLock(realDisk, folder);
  expect(taken.ok).toBe(true);
  if (taken.ok) await taken.value.release();
});

/** A program that takes the lock of its argument and stays. */
async function holder(folder: string): Promise<string> {
  const entry = join(folder, 'holder.ts');
  const store = join(import.meta.dirname, '../../../../electron/store');
  writeFileSync(
    entry,
    `import { realDisk } from '${store}/disk.ts'; import { takeLock } from '${store}/lock.ts';
     const lock = await takeLock(realDisk, process.argv[2]); console.log(lock.ok); setInterval(() => undefined, 1000);`,
  );
  await build({
    root: folder,
    configFile: false,
    logLevel: 'silent',
    build: {
      ssr: entry,
      outDir: join(folder, 'out'),
      target: 'node20',
      rollupOptions: { output: { entryFileNames: 'holder.mjs' } },
    },
  });
  return join(folder, 'out', 'holder.mjs');
}
