// One process per workspace, by a lock that the operating system holds: it ends with its owner, however that ends, and
// no clock is asked. Linux: an abstract socket; Windows: a named pipe; macOS: a locked file.
import { createHash } from 'node:crypto';
import net from 'node:net';
import path from 'node:path';
import { bad, good, type Result } from '../../shared/model/problem.ts';
import type { Disk } from './disk.ts';
import { errnoOf, ioProblem } from './io-problem.ts';

export interface Lock {
  release(): Promise<void>;
}

// An owner that does not answer within this time (stopped in a debugger, say) still holds the lock.
const ANSWER_MS = 500;

/** Takes the workspace for this process, or says which process has it. `folder` must exist. */
export async function takeLock(
  disk: Disk,
  folder: string,
  platform: NodeJS.Platform = process.platform,
): Promise<Result<Lock>> {
  const real = await disk.realPath(folder);
  return platform === 'darwin' ? lockFile(disk, real) : lockSocket(lockName(real, platform), real);
}

/** The lock's name follows from the folder alone, so that two ways to the same folder meet: on Windows in any letter case. */
export function lockName(real: string, platform: NodeJS.Platform): string {
  const windows = platform === 'win32';
  const hash = createHash('sha256')
    .update(windows ? real.toLowerCase() : real)
    .digest('hex')
    .slice(0, 32);
  return windows ? `\\\\.\\pipe\\baton-${hash}` : `\0baton-${hash}`;
}

async function lockSocket(name: string, folder: string): Promise<Result<Lock>> {
  // A second round: the owner can end between our attempt to bind and our question to it.
  for (let round = 0; round < 3; round++) {
    const server = await listen(name);
    if (server !== undefined) return good({ release: () => new Promise((resolve) => server.close(() => resolve())) });
    const owner = await askOwner(name);
    if (owner !== 'gone') return locked(folder, owner);
  }
  return locked(folder, 'another process');
}

function listen(name: string): Promise<net.Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = net.createServer((socket) => {
      socket.on('error', () => undefined);
      socket.end(`process ${process.pid}`);
    });
    server.once('error', (error) => (errnoOf(error) === 'EADDRINUSE' ? resolve(undefined) : reject(error)));
    server.listen(name, () => {
      // The lock alone does not keep a process alive that has nothing more to do.
      server.unref();
      resolve(server);
    });
  });
}

function askOwner(name: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = net.connect(name);
    const finish = (owner: string) => {
      socket.destroy();
      resolve(owner);
    };
    socket.setTimeout(ANSWER_MS, () => finish('another process'));
    socket.on('data', (bytes) => (answer = (answer + bytes.toString('utf8')).slice(0, 40)));
    socket.on('end', () => finish(/^process \d+$/.test(answer) ? answer : 'another process'));
    socket.on('error', (error) =>
      finish(errnoOf(error) === 'ECONNREFUSED' || errnoOf(error) === 'ENOENT' ? 'gone' : 'another process'),
    );
  });
}

async function lockFile(disk: Disk, folder: string): Promise<Result<Lock>> {
  try {
    const file = await disk.open(path.join(folder, 'lock'), 'exclusive');
    return good({ release: () => file.close() });
  } catch (error) {
    if (['EAGAIN', 'EWOULDBLOCK'].includes(errnoOf(error) ?? '')) return locked(folder, 'another process');
    return { ok: false, problem: ioProblem(error, folder) };
  }
}

function locked(folder: string, owner: string): Result<Lock> {
  return bad('workspace-locked', `The workspace ${folder} is locked by ${owner}.`, {
    where: { path: folder },
    fix: 'Close the other Baton, or use another workspace.',
  });
}
