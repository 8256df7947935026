// Contacts through the acceptance file in the terminal: whole process, from start to end, beside its floor (floor.program.ts)
// in the same run. --full adds 1,000,000 contacts, and 100,000 one by one.
import { readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openHouse } from '../../electron/runtime/house.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { printTable, round } from './figures.ts';
import { median, runNode } from './measure.ts';
import { bytesOf, runContacts, scratch, writeContacts } from './workspaces.ts';

const full = process.argv.includes('--full');
const folder = scratch();
const floorProgram = join(import.meta.dirname, 'floor.program.mjs');
const bySeconds = (one: { readonly seconds: number }): number => one.seconds;

async function measure(count: number, batch: number): Promise<Record<string, string | number>> {
  const csv = join(folder, `${count}.csv`);
  const workspace = join(folder, 'workspace');
  const ledger = join(workspace, 'ledger');
  writeContacts(csv, count);
  const times = count * (batch === 1 ? 10 : 1) > 100_000 ? 1 : 3;
  const ours = await median(times, bySeconds, () => {
    rmSync(workspace, { recursive: true, force: true });
    return runContacts(csv, workspace, batch);
  });
  const target = join(folder, 'floor');
  const floor = await median(times, bySeconds, () => runNode([floorProgram, csv, ledger, target]));
  const journal = bytesOf(ledger, 'segment-');
  const json = jsonBytes(ledger);
  await makeSnapshots(workspace);
  const snapshots = bytesOf(ledger, 'snapshot-');
  return {
    contacts: count,
    'a frame': batch === 1 ? 'contact' : `${batch} contacts`,
    syncs: ours.syncs,
    'syncs/contact': round(ours.syncs / count),
    seconds: round(ours.seconds),
    'floor s': round(floor.seconds),
    'times floor': round(ours.seconds / floor.seconds),
    'contacts/s': round(count / ours.seconds),
    'floor contacts/s': round(count / floor.seconds),
    'peak MB': round(ours.megabytes),
    'journal B/contact': round(journal / count),
    'journal / its JSON': round(journal / json),
    'two snapshots B/contact': round(snapshots / count),
    'all / its JSON': round((journal + snapshots) / json),
  };
}

/** Two snapshots of all that is there, as the ledger has them in the long run: a pruning that finds nothing makes both anew. */
async function makeSnapshots(workspace: string): Promise<void> {
  const opened = await openHouse(realDisk, workspace);
  if (!opened.ok) throw new Error(opened.problem.message);
  const { runtime, close } = opened.value;
  const nothing = { kind: 'named', words: ['no line has these words in it'] } as const;
  await runtime.ledger.prune({ why: 'retention', on: Date.now(), goes: () => false, where: nothing });
  await close();
}

/** Bytes of the JSON in all lines, with their line ends and without checksums and frames. */
function jsonBytes(ledger: string): number {
  let sum = 0;
  for (const name of readdirSync(ledger).filter((one) => one.startsWith('segment-'))) {
    const bytes = readFileSync(join(ledger, name));
    for (let at = 0; at < bytes.length;) {
      const end = bytes.indexOf(10, at) + 1;
      if (bytes[at + 6] === 32) sum += end - at - 7;
      at = end;
    }
  }
  return sum;
}

const rows = [];
for (const count of [1000, 10_000, 100_000, ...(full ? [1_000_000] : [])]) rows.push(await measure(count, 1000));
for (const count of [1000, 10_000, ...(full ? [100_000] : [])]) rows.push(await measure(count, 1));
printTable('Contacts through the acceptance file, in the terminal', rows);

if (!full) console.log('1,000,000 contacts, and 100,000 one by one: not measured, use --full.');
const empty = await measure(1, 1);
const [small, large] = [rows[0], rows[2]];
const above = (row: typeof small, what: string): number => Number(row?.[what]) - Number(empty[what]);
console.log(
  `Growth exponent 1,000 to 100,000: ${round(Math.log(above(large, 'seconds') / above(small, 'seconds')) / Math.log(100))} (without the ${String(empty['seconds'])} s, and the ${String(empty['syncs'])} syncs, that one contact takes).`,
);
console.log(
  `Memory above the ${String(empty['peak MB'])} MB of a runtime with one contact: ${round((above(large, 'peak MB') * 1024) / 100_000)} kB a contact, at its peak, for 100,000.`,
);
