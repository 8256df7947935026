// Starts a bundled program of tests/crash/programs in plain Node, hears what it says and kills it.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

export interface Program<Said> {
  readonly pid: number;
  /** All that it has said so far. A line cut short by its end does not count. */
  readonly said: readonly Said[];
  /** Says something to it. */
  tell(line: string): void;
  /** Resolves with the first thing said that fits, also one said before; undefined when it ended without. */
  hear(fits: (said: Said) => boolean): Promise<Said | undefined>;
  kill(): void;
  /** Resolves when it has ended and all it said was heard: with the signal or exit code. */
  readonly ended: Promise<string>;
  /** What it wrote on standard error. */
  complaint(): string;
}

/** How to start it. */
export interface ProgramOptions {
  /** A command that runs the program, with its arguments: `['strace', '-f', ...]`. */
  readonly within?: readonly string[];
}

/** Starts a program with one argument, any JSON value. */
export function startProgram<Said>(
  programs: string,
  name: string,
  argument: unknown,
  { within = [] }: ProgramOptions = {},
): Program<Said> {
  const itself = [process.execPath, join(programs, `${name}.mjs`), JSON.stringify(argument)];
  const [command = '', ...args] = within.concat(itself);
  const child: ChildProcessByStdio<Writable, Readable, Readable> = spawn(command, args, { stdio: 'pipe' });
  const said: Said[] = [];
  const listeners = new Set<() => void>();
  let rest = '';
  let complaint = '';
  const tellAll = () => {
    for (const listener of listeners) listener();
  };
  child.stdin.on('error', () => undefined);
  child.stderr.setEncoding('utf8').on('data', (piece: string) => (complaint += piece));
  child.stdout.setEncoding('utf8').on('data', (piece: string) => {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) said.push(JSON.parse(line) as Said);
    tellAll();
  });
  let over = false;
  const ended = once(child, 'close').then(([code, signal]) => {
    over = true;
    tellAll();
    return String(signal ?? code);
  });
  return {
    pid: child.pid ?? 0,
    said,
    tell: (line) => void child.stdin.write(`${line}\n`),
    hear: (fits) =>
      new Promise((resolve) => {
        const look = () => {
          const found = said.find(fits);
          if (found === undefined && !over) return;
          listeners.delete(look);
          resolve(found);
        };
        listeners.add(look);
        look();
      }),
    kill: () => void child.kill('SIGKILL'),
    ended,
    complaint: () => complaint,
  };
}
