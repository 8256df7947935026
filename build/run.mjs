// Small helpers that every script in build/ shares. Node's own modules only: they run before anything is installed.
import { spawn } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Says one line to the person at the terminal. @param {string} line */
export const say = (line) => console.log(`baton: ${line}`);

/** A failure with a message that is meant for the person at the terminal; anything else is a bug and shows its stack. */
export class Refusal extends Error {}

/**
 * Lets a child answer the signals that arrive here: the first asks it to end, the second insists. Answers a function to
 * call when the child has ended; it tells whether a signal came.
 * @param {import('node:child_process').ChildProcess} child
 */
export function passSignals(child) {
  let came = false;
  const pass = (/** @type {NodeJS.Signals} */ signal) => {
    child.kill(came ? 'SIGKILL' : signal);
    came = true;
  };
  const signals = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
  for (const signal of signals) process.on(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
    return came;
  };
}

/**
 * Runs a program to its end and answers its exit code (1 when it was killed or could not be started). When a signal
 * ended it, this script ends too. With `capture` the output is answered instead of being shown.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ capture?: boolean, env?: NodeJS.ProcessEnv, timeoutMs?: number }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      env: options.env ?? process.env,
      stdio: options.capture ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      timeout: options.timeoutMs,
    });
    const signalCame = passSignals(child);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => (output += `${error.message}\n`));
    child.on('close', (code) => {
      if (signalCame()) process.exit(130);
      resolve({ code: code ?? 1, output });
    });
  });
}

/**
 * Runs a script of an installed package with this Node, for example `typescript/bin/tsc`.
 * @param {string} script path below node_modules
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export const runTool = (script, args, options) =>
  run(process.execPath, [join(root, 'node_modules', script), ...args], options);

/**
 * Runs npm: the one that started this script, or else the one on the path.
 * @param {readonly string[]} args
 * @param {Parameters<typeof run>[2]} [options]
 */
export function runNpm(args, options) {
  const npmScript = process.env['npm_execpath'];
  if (npmScript?.endsWith('npm-cli.js')) return run(process.execPath, [npmScript, ...args], options);
  return process.platform === 'win32' ? run('cmd', ['/c', 'npm', ...args], options) : run('npm', args, options);
}

/**
 * Runs the main function of a script, unless the script is only imported by another. The answer is the exit code.
 * A refusal is shown as one clear line, without a stack.
 * @param {string} script the script's own address: import.meta.url
 * @param {() => Promise<number>} main
 */
export async function runMain(script, main) {
  if (realpathSync(process.argv[1] ?? '') !== fileURLToPath(script)) return;
  try {
    process.exitCode = await main();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    console.error(`baton: ${error.message}`);
    process.exitCode = 1;
  }
}
