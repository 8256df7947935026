import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import { build } from 'vite';
import { describe, expect, onTestFinished, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import { lockName, takeLock } from '../../../../electron/store/lock.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { must } from '../../../support/must.ts';
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

test('the lock alone keeps no process alive that has nothing more to do', async () => {
  const folder = temporaryFolder();
  const child = spawn(process.execPath, [await holder(folder, ''), folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(String(said)).toBe('true\n');
  expect((await once(child, 'exit'))[0]).toBe(0);
});

describe.runIf(process.platform === 'linux')('somebody else under the name of the lock', () => {
  /** Holds the lock's name as another program would, and answers in its own way. */
  async function holding(folder: string, answer: (socket: net.Socket) => void): Promise<net.Server> {
    const name = createHash('sha256').update(folder).digest('hex').slice(0, 32);
    const server = net.createServer(answer);
    await new Promise<void>((resolve) => server.listen(`\0baton-${name}`, resolve));
    onTestFinished(() => void server.close());
    return server;
  }

  test.each<[string, (socket: net.Socket) => void]>([
    ['answers with something else', (socket) => void socket.end('HTTP/1.1 400 Bad Request')],
    ['hangs up', (socket) => void socket.destroy()],
    ['takes the question and does not answer', (socket) => onTestFinished(() => void socket.destroy())],
  ])('that %s holds it as well: the workspace is not opened twice', async (_, answer) => {
    const folder = temporaryFolder();
    await holding(folder, answer);
    const refused = await takeLock(realDisk, folder);
    expect(refused).toMatchObject({ ok: false, problem: { code: 'workspace-locked' } });
    expect(refused.ok ? '' : refused.problem.message).toContain('another process');
  });

  test('that ends just when it is asked leaves the lock to us', async () => {
    const folder = temporaryFolder();
    const server = await holding(folder, (socket) => void socket.end());
    // Its name is still taken when we try, and free before we ask.
    const disk = {
      ...realDisk,
      realPath: async (path: string) => {
        const real = await realDisk.realPath(path);
        void Promise.resolve()
          .then(() => Promise.resolve())
          .then(() => Promise.resolve())
          .then(() => server.close());
        return real;
      },
    };
    const lock = must(await takeLock(disk, folder));
    expect(await takeLock(realDisk, folder)).toMatchObject({ ok: false });
    await lock.release();
  });
});

describe('the name of the lock', () => {
  const [typed, same, other] = ['C:\\Users\\Ana\\Work', 'c:\\users\\ANA\\work', 'C:\\Users\\Ana\\Work2'];

  test('is a pipe on Windows, where letter case tells no two folders apart', () => {
    expect(lockName(typed, 'win32')).toMatch(/^\\\\\.\\pipe\\baton-[0-9a-f]{32}$/);
    expect(lockName(same, 'win32')).toBe(lockName(typed, 'win32'));
    expect(lockName(other, 'win32')).not.toBe(lockName(typed, 'win32'));
  });

  test('is no file on Linux, where it does', () => {
    expect(lockName('/home/ana/work', 'linux')).toMatch(/^\0baton-[0-9a-f]{32}$/);
    expect(lockName('/home/ana/Work', 'linux')).not.toBe(lockName('/home/ana/work', 'linux'));
  });
});

describe('on macOS, where the lock is a file', () => {
  test('it is in the folder, and is let go of', async () => {
    const folder = temporaryFolder();
    const lock = must(await takeLock(realDisk, folder, 'darwin'));
    expect(existsSync(join(folder, 'lock'))).toBe(true);
    await lock.release();
    await must(await takeLock(realDisk, folder, 'darwin')).release();
  });

  test.each([
    ['EAGAIN', 'workspace-locked'],
    ['EWOULDBLOCK', 'workspace-locked'],
    ['EACCES', 'folder-read-only'],
  ])('%s says %s', async (code, says) => {
    const disk = faultyDisk(realDisk, (operation) => (operation === 'open' ? code : undefined));
    expect(await takeLock(disk, temporaryFolder(), 'darwin')).toMatchObject({ ok: false, problem: { code: says } });
  });
});

/** A program that takes the lock of its argument, says so, and stays unless it is to do something else. */
async function holder(folder: string, then = 'setInterval(() => undefined, 1000);'): Promise<string> {
  const entry = join(folder, 'holder.ts');
  const store = join(import.meta.dirname, '../../../../electron/store');
  writeFileSync(
    entry,
    `import { realDisk } from '${store}/disk.ts'; import { lockName, takeLock } from '${store}/lock.ts';
     const lock = await takeLock(realDisk, process.argv[2]); console.log(lock.ok); ${then}`,
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
