// A workspace in which one contact kills Baton in one step, each time: a run that was interrupted, a wait that is over, a row
// of a file. It begins such a workspace, or starts on one as the window does.
import fs from 'node:fs';
import { createContact } from '../../../electron/runtime/contacts.ts';
import { systemClock, type Clock } from '../../../electron/runtime/clock.ts';
import { openHouse } from '../../../electron/runtime/house.ts';
import { Imports } from '../../../electron/runtime/imports.ts';
import { publish } from '../../../electron/runtime/publishing.ts';
import type { Runtime } from '../../../electron/runtime/runtime.ts';
import { realDisk } from '../../../electron/store/disk.ts';
import { emptyContactDraft } from '../../../shared/model/contact.ts';
import type { Problem } from '../../../shared/model/problem.ts';
import { HOUR } from '../../../shared/model/time.ts';
import { addTag } from '../../../shared/steps/add-tag.ts';
import { aContact } from '../../support/desk.ts';
import { must } from '../../support/must.ts';
import { aWorkflow } from '../../support/workflow.ts';

/** What kills Baton: a run cut off between two frames, a wait that came due while it was closed, a row of an import. */
export type PoisonedWay = 'interrupted' | 'waiting' | 'import';

export interface PoisonedTask {
  readonly folder: string;
  readonly way: PoisonedWay;
  /** First name of the contact that kills; null: nobody does. */
  readonly poison: string | null;
  /** Make the workspace, and end. */
  readonly begin: boolean;
}

export type PoisonedSays = { readonly told: Problem } | { readonly done: true };

const CONTACTS = 40;

const task = JSON.parse(process.argv[2] ?? '') as PoisonedTask;
const say = (said: PoisonedSays): void => void fs.writeSync(1, `${JSON.stringify(said)}\n`);

const { plan } = addTag;
Object.assign(addTag, {
  plan: (input: Parameters<typeof plan>[0]) => {
    if (input.at.node === 'deadly' && input.view.contact.firstName === task.poison) {
      process.kill(process.pid, 'SIGKILL');
      for (;;);
    }
    return plan(input);
  },
});

/** Each start is an hour after the workspace was made. */
const clock: Clock = task.begin ? systemClock : { ...systemClock, now: () => Date.now() + HOUR };
const { runtime, uploads, close } = must(
  await openHouse(realDisk, task.folder, { clock, told: { problem: (told) => say({ told }) } }),
);
const imports = new Imports(runtime, uploads, {
  job: () => undefined,
  failed: (error) => {
    throw error;
  },
});

if (task.begin) await begin();
else {
  await runtime.start();
  await imports.resume();
  while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 5));
}
await imports.stop();
await close();
say({ done: true });
process.exit(0);

function isBusy(): boolean {
  const open = runtime.lookups.openRuns.get('w1')?.size ?? 0;
  return open > 0 || imports.list().some(({ job }) => job.state === 'running');
}

async function begin(): Promise<void> {
  const trigger = aWorkflow('w1', 'Welcome').trigger('t');
  const first =
    task.way === 'waiting' ? trigger.step('wait', 'wait', { for: { amount: 1, unit: 'minutes' } }) : trigger;
  const { document } = first
    .step('before', 'add-tag', { tags: ['before'] })
    .step('deadly', 'add-tag', { tags: ['after'] });
  must(await runtime.library.saveWorkflow(document, {}, 1));
  runtime.listeners.stale();
  must(await publish(runtime, 'w1', 'stay'));
  if (task.way === 'import') return beginImport();
  for (let n = 0; n < CONTACTS; n += 1) {
    if (task.way === 'interrupted') interrupt(runtime, n);
    else must(await createContact(runtime, `act ${n}`, { ...emptyContactDraft, firstName: `C${n}` }));
  }
  await runtime.ledger.commit();
}

/** As a crash leaves it between two frames: the event and the beginning are there, the advance is not. */
function interrupt({ ledger }: Runtime, n: number): void {
  const at = Date.now();
  const contact = { ...aContact(`c${n}`), firstName: `C${n}` };
  const event = { id: `e${n}`, type: 'contact-created', contact: contact.id, at, by: null } as const;
  const began = {
    workflow: 'w1',
    revision: 1,
    contact: contact.id,
    event: event.id,
    node: 't',
    because: 'every contact',
  };
  ledger.stage({ k: 'event', event, changes: [{ do: 'contact-created', contact }], refused: [] });
  ledger.stage({ k: 'run', run: `r${n}`, entries: [{ seq: 1, at, kind: 'run-began', ...began, to: 'before' }] });
}

async function beginImport(): Promise<void> {
  const bytes = Buffer.from(`First name\n${Array.from({ length: CONTACTS }, (_, n) => `C${n}\n`).join('')}`);
  const { token } = must(await uploads.begin('contacts.csv', bytes.length));
  must(await uploads.append(token, bytes));
  const options = { mapping: { 'First name': 'firstName' }, delimiter: ',', encoding: 'utf-8', header: true };
  must(await imports.start(token, { options, duplicates: 'add', runWorkflows: true }));
  while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 5));
}
