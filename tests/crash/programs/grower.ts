// Fills a disk that has little room, until it is full, and goes on when there is room again; it says what was
// acknowledged and what the banner would say. Also for a disk whose sync fails.
import fs from 'node:fs';
import { createContact } from '../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../electron/runtime/house.ts';
import { realDisk, type Disk } from '../../../electron/store/disk.ts';
import { StoreError } from '../../../electron/store/io-problem.ts';
import { must } from '../../support/must.ts';
import { contactDraft, setUp } from '../crash-workflow.ts';

/** What the grower is to do. */
export interface GrowerTask {
  readonly folder: string;
  /** Contacts to add after there was room again. */
  readonly after: number;
}

export type GrowerSays =
  | { readonly acked: string }
  /** The ledger's state, and the problem as the banner shows it. */
  | { readonly state: string; readonly code: string; readonly message: string }
  /** A document that was saved, or why not, while the disk was full. */
  | { readonly document: string }
  | { readonly refused: string }
  | { readonly done: true };

const task = JSON.parse(process.argv[2] ?? '') as GrowerTask;
const say = (said: GrowerSays): void => void fs.writeSync(1, `${JSON.stringify(said)}\n`);
const failSync = Number(process.env['BATON_FAIL_SYNC'] ?? 0);
let syncs = 0;
const failing: Disk = {
  ...realDisk,
  async open(path, mode) {
    const file = await realDisk.open(path, mode);
    return {
      ...file,
      sync: async () => {
        if (++syncs === failSync) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        return file.sync();
      },
      keeper: undefined,
    };
  },
};
const { runtime, close } = must(
  await openHouse(failSync > 0 ? failing : realDisk, task.folder, { told: { failed: () => undefined } }),
);
const tellState = (): void => {
  const { state, problem } = runtime.ledger.status();
  say({ state, code: problem?.code ?? '', message: problem?.message ?? '' });
  if (state !== 'read-only') return;
  wasFull = true;
  void saveSomething();
};
/** Whether the disk was full at some time before. */
let wasFull = false;
runtime.ledger.onStatus(tellState);
await setUp(runtime);
await runtime.start();

async function saveSomething(): Promise<void> {
  const notes = { ...runtime.library.settings(), timeZone: 'Europe/Berlin' };
  const saved = await runtime.library.saveSettings(notes);
  say({ document: saved.ok ? 'saved' : saved.problem.code });
}

for (let n = 1, after = 0; after < task.after; n++) {
  const draft = { ...contactDraft(n), custom: { notes: 'x'.repeat(6000) } };
  try {
    say({ acked: must(await createContact(runtime, `act ${n}`, draft)).id });
  } catch (error) {
    if (!(error instanceof StoreError)) throw error;
    say({ refused: error.problem.code });
    // After a failed sync there is no way on but to open anew.
    if (runtime.ledger.status().state === 'failed') {
      await createContact(runtime, 'once more', contactDraft(0)).then(
        (answer) => say({ acked: answer.ok ? answer.value.id : '' }),
        (again: unknown) => say({ refused: again instanceof StoreError ? again.problem.code : String(again) }),
      );
      process.exit(0);
    }
  }
  after += Number(wasFull);
}
await close();
say({ done: true });
process.exit(0);
