// A place without any network, and a count of what tried to leave it. On Linux a network namespace of its own, in which only
// this machine itself can be reached: the kernel counts what finds no way out, by whatever process. Elsewhere, or where
// namespaces are not allowed, a proxy at which nobody answers: it counts what Chromium would have sent.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AddressInfo } from 'node:net';

/** What a command did there. */
export interface Ran {
  readonly code: number;
  readonly output: string;
  /** Tries to reach anything beyond this machine. */
  readonly tries: number;
}

export interface Offline {
  readonly how: string;
  readonly run: (command: string, ...args: readonly string[]) => Promise<Ran>;
}

/** The best that this machine allows. */
export function offline(): Offline {
  try {
    execFileSync('unshare', ['-rn', 'ip', 'link', 'set', 'lo', 'up'], { stdio: 'pipe' });
    return { how: 'a network namespace without a route', run: inNamespace };
  } catch (error) {
    const why = String(error).split('\n')[0];
    return {
      how: `a closed proxy, which counts only what Chromium sends (no network namespace here: ${why})`,
      run: behindProxy,
    };
  }
}

async function inNamespace(...command: readonly string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'baton-offline-'));
  const counts = join(folder, 'counts');
  const script = 'ip link set lo up; "$@"; code=$?; cat /proc/net/snmp /proc/net/snmp6 > "$COUNTS"; exit $code';
  try {
    const ended = await spawned('unshare', ['-rn', 'sh', '-c', script, 'sh', ...command], { COUNTS: counts });
    return { ...ended, tries: noRoutes(readFileSync(counts, 'utf8')) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Packets and connections for which there was no way out, of both families. */
function noRoutes(counts: string): number {
  const [names, values] = counts.split('\n').map((line) => line.split(/\s+/));
  const four = values?.[names?.indexOf('OutNoRoutes') ?? -1];
  const six = /^Ip6OutNoRoutes\s+(\d+)/m.exec(counts)?.[1];
  if (four === undefined) throw new Error(`The kernel does not count what has no route: ${counts.slice(0, 200)}`);
  return Number(four) + Number(six ?? 0);
}

async function behindProxy(command: string, ...args: readonly string[]): Promise<Ran> {
  let tries = 0;
  const proxy = createServer((socket) => {
    tries += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  const { port } = proxy.address() as AddressInfo;
  const ended = await spawned(command, args, { BATON_PROXY: `http://127.0.0.1:${port}` });
  proxy.close();
  return { ...ended, tries };
}

async function spawned(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Pick<Ran, 'code' | 'output'>> {
  const child = spawn(command, args, { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (piece: Buffer) => (output += piece.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code: code ?? -1, output };
}
