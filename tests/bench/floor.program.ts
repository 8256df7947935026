// The floor of an import: reads the CSV in chunks of 256 KiB and keeps nothing, then appends the frames of a finished
// ledger to one file, a write and an fdatasync for each. No import can write the same bytes as safely in less.
// Arguments: CSV, ledger folder, file to write.
import { closeSync, fdatasyncSync, openSync, readdirSync, readFileSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';

const [csv = '', ledger = '', target = ''] = process.argv.slice(2);
const chunk = Buffer.allocUnsafe(256 * 1024);

const input = openSync(csv, 'r');
while (readSync(input, chunk, 0, chunk.length, null) > 0);
closeSync(input);

const output = openSync(target, 'w');
for (const name of readdirSync(ledger).filter((one) => one.startsWith('segment-'))) {
  const bytes = readFileSync(join(ledger, name));
  for (let at = 0; at < bytes.length;) {
    // J1 <bytes of the body> ...
    const body = bytes.indexOf(10, at) + 1;
    const end = body + Number(bytes.toString('latin1', at, body).split(' ')[1]);
    for (let from = at; from < end;) from += writeSync(output, bytes, from, end - from);
    fdatasyncSync(output);
    at = end;
  }
}
closeSync(output);
