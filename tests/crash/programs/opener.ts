// Starts on a workspace at the very moment it is told to, as one of two, and says whether it may write. The one that may
// writes contacts until it is killed.
import fs from 'node:fs';
import { createContact } from '../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../electron/runtime/house.ts';
import { realDisk } from '../../../electron/store/disk.ts';
import { must } from '../../support/must.ts';
import { contactDraft } from '../crash-workflow.ts';

export type OpenerSays =
  | { readonly ready: true }
  | { readonly refused: string; readonly message: string }
  | { readonly mayWrite: true; readonly ms: number }
  | { readonly added: string };

const { folder, first } = JSON.parse(process.argv[2] ?? '') as { readonly folder: string; readonly first: number };
const say = (said: OpenerSays): void => void fs.writeSync(1, `${JSON.stringify(said)}\n`);

say({ ready: true });
// Both are told at once; a blocked read wakes sooner than any event.
fs.readSync(0, Buffer.alloc(1));
const began = performance.now();
const opened = await openHouse(realDisk, folder);
if (opened.ok) {
  say({ mayWrite: true, ms: performance.now() - began });
  for (let n = first; ; n++) {
    say({ added: must(await createContact(opened.value.runtime, `act ${n}`, contactDraft(n))).id });
  }
}
say({ refused: opened.problem.code, message: opened.problem.message });
