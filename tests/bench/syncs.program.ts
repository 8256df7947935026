// Loaded before a program that is measured: counts how often it really asks the system to sync, and writes that down at its
// end, into the file that BATON_SYNCS names.
import fs from 'node:fs';

let syncs = 0;
type Sync = (fd: number, done: fs.NoParamCallback) => void;
for (const name of ['fdatasync', 'fsync'] as const) {
  const real: Sync = fs[name];
  const counted: Sync = (fd, done) => {
    syncs += 1;
    real(fd, done);
  };
  Reflect.set(fs, name, counted);
}
process.on('exit', () => fs.writeFileSync(process.env['BATON_SYNCS'] ?? '', String(syncs)));
