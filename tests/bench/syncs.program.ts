// Loaded before a program that is measured: counts how often it really asks the system to sync, in whichever thread, and
// writes that down at its end, into the file that BATON_SYNCS names.
import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';
import threads from 'node:worker_threads';

/** Runs in each thread, in the others from its text. */
function count(files: object, { getEnvironmentData }: Pick<typeof threads, 'getEnvironmentData'>): void {
  const syncs = getEnvironmentData('syncs') as Int32Array;
  for (const name of ['fdatasync', 'fsync', 'fdatasyncSync', 'fsyncSync']) {
    const real = Reflect.get(files, name) as (...args: unknown[]) => unknown;
    Reflect.set(files, name, (...args: unknown[]) => {
      Atomics.add(syncs, 0, 1);
      return real(...args);
    });
  }
}

const syncs = new Int32Array(new SharedArrayBuffer(4));
threads.setEnvironmentData('syncs', syncs);
count(fs, threads);
// A thread that is begun from a text loads nothing before it.
class Counting extends threads.Worker {
  constructor(text: string, options: threads.WorkerOptions) {
    super(`(${count.toString()})(require('node:fs'), require('node:worker_threads')); ${text}`, options);
  }
}
Reflect.set(threads, 'Worker', Counting);
syncBuiltinESMExports();
process.on('exit', () => fs.writeFileSync(process.env['BATON_SYNCS'] ?? '', String(syncs[0])));
