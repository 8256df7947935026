// A workspace that is full: opening it again, reading one trace, adding one more contact, publishing. --full adds
// 1,000,000 contacts. Each beside its floor in the same run (floors.ts).
import '../../electron/collector.ts';
import { execFile } from 'node:child_process';
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { createContact } from '../../electron/runtime/contacts.ts';
import { openHouse, type House } from '../../electron/runtime/house.ts';
import { newId } from '../../electron/runtime/ids.ts';
import { publish } from '../../electron/runtime/publishing.ts';
import { entriesOf } from '../../electron/runtime/queries/runs.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { emptyContactDraft } from '../../shared/model/contact.ts';
import { printTable, round } from './figures.ts';
import { appendSynced, putFile, readFiles, readHereAndThere } from './floors.ts';
import { median } from './measure.ts';
import { runContacts, scratch, writeContacts } from './workspaces.ts';

const full = process.argv.includes('--full');
const folder = scratch();
const workflow = 'assign-new-contacts';
/** Bytes of a trace in the journal, of all that one more contact writes, and of a workflow as a document. */
const [TRACE, CONTACT, DOCUMENT] = [1700, 2200, 2500];
const reopenProgram = join(import.meta.dirname, 'reopen.program.mjs');
const milliseconds = async (work: () => Promise<unknown>): Promise<number> => {
  const began = performance.now();
  await work();
  return performance.now() - began;
};
/** MB that are in use, without what the collector has yet to take. */
const inUse = async (): Promise<number> => {
  // Buffers are let go a moment after their collection.
  for (let twice = 0; twice < 2; twice += 1) {
    globalThis.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const { heapUsed, external } = process.memoryUsage();
  return (heapUsed + external) / 1024 / 1024;
};

/** Seconds, the median of three. */
function reopen(workspace: string): Promise<number> {
  return median(
    3,
    (one) => one,
    async () => Number((await promisify(execFile)(process.execPath, [reopenProgram, workspace])).stdout),
  );
}

async function open(workspace: string): Promise<House> {
  const opened = await openHouse(realDisk, workspace);
  if (!opened.ok) throw new Error(opened.problem.message);
  await opened.value.runtime.start();
  return opened.value;
}

/** Median and 99th percentile, in ms. */
async function each(times: number, work: (n: number) => Promise<unknown>): Promise<{ half: number; most: number }> {
  const all: number[] = [];
  for (let n = 0; n < times; n += 1) all.push(await milliseconds(() => work(n)));
  all.sort((a, b) => a - b);
  return { half: round(all[Math.floor(times / 2)] ?? 0), most: round(all[Math.floor(times * 0.99)] ?? 0) };
}

const addOne = (house: House, from: string) => (n: number) =>
  createContact(house.runtime, newId(), { ...emptyContactDraft, firstName: 'One', email: `${from}${n}@example.net` });

async function measure(count: number): Promise<Record<string, string | number>> {
  const csv = join(folder, `${count}.csv`);
  const workspace = join(folder, `${count}`);
  writeContacts(csv, count);
  await runContacts(csv, workspace);
  const reopened = await reopen(workspace);
  const before = await inUse();
  const there = await open(workspace);
  const memory = (await inUse()) - before;
  const runs = there.runtime.lookups.runsOfWorkflow(workflow);
  const trace = await each(500, (n) => entriesOf(there.runtime, runs[(n * 7919) % runs.length] ?? ''));
  const one = await each(200, addOne(there, 'one'));
  const published = await each(20, async (n) => {
    const shelved = there.runtime.library.workflows().get(workflow);
    if (shelved === undefined) throw new Error('the workflow is gone');
    const document = { ...shelved.document, description: `Version ${n}` };
    await there.runtime.library.saveWorkflow(document, shelved.bindings, Date.now());
    await publish(there.runtime, workflow, 'stay');
    await addOne(there, `published${n}-`)(n);
  });
  await there.close();
  const ledger = join(workspace, 'ledger');
  const [segment = ''] = readdirSync(ledger).filter((name) => name.startsWith('segment-'));
  const append = appendSynced(folder, CONTACT);
  const floors = {
    reopen: readFiles(ledger) / 1000,
    trace: readHereAndThere(join(ledger, segment), TRACE),
    // The draft, the list of workflows and the revision, the publish in the journal, and the contact.
    publish: 3 * putFile(folder, DOCUMENT) + 2 * append,
  };
  const snapshots = readdirSync(ledger).filter((name) => name.startsWith('snapshot-'));
  for (const name of snapshots) rmSync(join(ledger, name));
  const replayed = await reopen(workspace);
  rmSync(workspace, { recursive: true });
  return {
    contacts: count,
    'reopen s': round(reopened),
    'floor s': round(floors.reopen),
    'without a snapshot s': round(replayed),
    'memory kB/contact': round((memory * 1024) / count),
    'one trace ms': trace.half,
    'p99 ': trace.most,
    floor: round(floors.trace),
    'one more contact ms': one.half,
    'p99  ': one.most,
    'floor ': round(append),
    'publish to first run ms': published.half,
    'floor  ': round(floors.publish),
  };
}

const rows = [];
for (const count of [1000, 10_000, 100_000, ...(full ? [1_000_000] : [])]) rows.push(await measure(count));
printTable('A full workspace', rows);
if (!full) console.log('1,000,000 contacts: not measured, use --full.');
