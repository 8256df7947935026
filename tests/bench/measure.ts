// Runs a program and measures it from outside: seconds from its start to its end, and the most memory it ever had.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Measured {
  readonly seconds: number;
  /** Peak resident memory in MB; NaN where the system does not tell (elsewhere than on Linux). */
  readonly megabytes: number;
}

/** Runs Node with these arguments. Anything but exit code 0 is a failure of the benchmark. */
export async function runNode(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Measured> {
  const began = performance.now();
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, ...env },
  });
  let megabytes = NaN;
  const watch = setInterval(() => (megabytes = peakOf(child.pid) ?? megabytes), 10);
  const code = await new Promise((resolve, reject) => child.on('close', resolve).on('error', reject));
  const seconds = (performance.now() - began) / 1000;
  clearInterval(watch);
  if (code !== 0) throw new Error(`node ${args.join(' ')} ended with ${String(code)}`);
  return { seconds, megabytes };
}

/** The system keeps the peak itself, so that only the last few milliseconds of a program's life can be missed. */
function peakOf(pid: number | undefined): number | undefined {
  try {
    const kilobytes = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
  } catch {
    return undefined;
  }
}

/** Does something several times and gives the median by a figure. */
export async function median<T>(times: number, by: (one: T) => number, work: () => Promise<T>): Promise<T> {
  const all: T[] = [];
  for (let time = 0; time < times; time += 1) all.push(await work());
  const middle = all.toSorted((a, b) => by(a) - by(b))[Math.floor(times / 2)];
  if (middle === undefined) throw new Error('a median needs at least one time');
  return middle;
}
