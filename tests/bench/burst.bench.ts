// 100,000 contacts by the import of the window, in plain Node: how long everybody else waits meanwhile.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openHouse } from '../../electron/runtime/house.ts';
import { Imports } from '../../electron/runtime/imports.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { printTable, round } from './figures.ts';
import { runContacts, scratch, writeContacts } from './workspaces.ts';

const folder = scratch();
const csv = join(folder, 'burst.csv');
writeContacts(csv, 100_000);
writeContacts(join(folder, 'none.csv'), 1);
const workspace = join(folder, 'burst');
await runContacts(join(folder, 'none.csv'), workspace);
const opened = await openHouse(realDisk, workspace);
if (!opened.ok) throw new Error(opened.problem.message);
const house = opened.value;
await house.runtime.start();
const bytes = readFileSync(csv);
const begun = await house.uploads.begin('burst.csv', bytes.length);
if (!begun.ok) throw new Error(begun.problem.message);
const { token } = begun.value;
await house.uploads.append(token, bytes);
// The floor: what is measured when nobody does anything, and what the runtime takes up with one contact.
const idle = monitorEventLoopDelay({ resolution: 1 });
idle.enable();
await new Promise((resolve) => setTimeout(resolve, 3000));
idle.disable();
const before = process.memoryUsage.rss() / 1024 / 1024;
const delay = monitorEventLoopDelay({ resolution: 1 });
const start = performance.now();
await new Promise<void>((resolve, reject) => {
  const imports = new Imports(house.runtime, house.uploads, {
    job: ({ job }) => (job.state === 'running' ? undefined : resolve()),
    failed: reject,
  });
  void imports.preview(token, null).then(async (preview) => {
    if (!preview.ok) throw new Error(preview.problem.message);
    delay.enable();
    await imports.start(token, { options: preview.value.options, duplicates: 'update', runWorkflows: true });
  }, reject);
});
const took = (performance.now() - start) / 1000;
delay.disable();
await house.close();
const ms = (nanoseconds: number): number => round(nanoseconds / 1e6);
printTable('100,000 contacts by the import of the window', [
  {
    seconds: round(took),
    'others wait, median ms': ms(delay.percentile(50)),
    'p99 ms': ms(delay.percentile(99)),
    'idle p99 ms': ms(idle.percentile(99)),
    'most ms': ms(delay.max),
    'idle most ms': ms(idle.max),
    'peak MB': round(process.resourceUsage().maxRSS / 1024),
    'before it, MB': round(before),
  },
]);
