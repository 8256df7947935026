// The program that is killed: Baton's runtime with three writers at once and runs going. It says what it tries before it
// does so, and what was acknowledged after; the test compares that with what it finds on the disk.
import fs from 'node:fs';
import { createContact, setOwner, updateContact } from '../../../electron/runtime/contacts.ts';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { openHouse } from '../../../electron/runtime/house.ts';
import { markRead } from '../../../electron/runtime/notices.ts';
import { savePool, updateUser } from '../../../electron/runtime/people.ts';
import { publish } from '../../../electron/runtime/publishing.ts';
import { realDisk } from '../../../electron/store/disk.ts';
import type { Contact } from '../../../shared/model/contact.ts';
import { must } from '../../support/must.ts';
import { randomOf } from '../../support/random.ts';
import { contactDraft, crashWorkflow, setUp, smallFiles, USERS, WORKFLOW } from '../crash-workflow.ts';
import type { WriterSays, WriterTask } from '../writer-says.ts';

/** A wait of a minute is over in 60 ms. */
const FASTER = 1000;
const began = Date.now();
const fastClock: Clock = {
  now: () => began + Math.floor((performance.timeOrigin + performance.now() - began) * FASTER),
  elapsed: () => performance.now() * FASTER,
  after: (ms, call) => {
    const timer = setTimeout(call, ms / FASTER);
    return () => clearTimeout(timer);
  },
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};

// Straight into the pipe, in this very moment: what was said counts though the program is killed right after.
const say = (said: WriterSays): void => void fs.writeSync(1, `${JSON.stringify(said)}\n`);

const task = JSON.parse(process.argv[2] ?? '') as WriterTask;
const random = randomOf(task.seed);
const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
let number = task.first;

/** Tries something under a number that grows, and says when it was acknowledged. */
async function tell(key: string, value: number, work: () => Promise<unknown>): Promise<void> {
  say({ try: key, value });
  await work();
  say({ ack: key, value });
}

async function publishAgain(value: number): Promise<void> {
  await tell('draft', value, async () => {
    must(await runtime.library.saveWorkflow(crashWorkflow(value), {}, value));
    runtime.listeners.stale();
  });
  say({ try: 'revision', value: must(await runtime.library.nextRevision(WORKFLOW)) });
  say({ ack: 'revision', value: must(await publish(runtime, WORKFLOW, 'stay')).revision });
}

say({ opening: true });
const { runtime, close } = must(
  await openHouse(realDisk, task.folder, {
    clock: fastClock,
    ...(task.small ? { store: smallFiles } : {}),
    told: {
      entries: (run, entries) => say({ run, entries }),
      failed: (error) => {
        throw error;
      },
    },
  }),
);
await setUp(runtime);
await runtime.start();
say({ started: true });

const contacts = (): readonly Contact[] => [...runtime.ledger.table('contacts').values()] as Contact[];
const addContact = (n: number) =>
  tell(`contact ${n}`, 1, async () => must(await createContact(runtime, `act ${n}`, contactDraft(n))));

async function createContacts(): Promise<void> {
  for (;;) await addContact(number++);
}

async function editContacts(): Promise<void> {
  for (;;) {
    const contact = pick(contacts());
    const value = number++;
    if (contact === undefined) await new Promise((resolve) => setImmediate(resolve));
    else if (random() < 0.5) {
      const edited = { ...contact, lastName: `v${value}` };
      await tell(`name ${contact.id}`, value, async () =>
        must(await updateContact(runtime, contact.id, edited, false)),
      );
    } else {
      const owner = USERS[value % USERS.length] ?? null;
      await tell(`owner ${contact.id}`, value, async () => must(await setOwner(runtime, contact.id, owner)));
    }
  }
}

async function writeDocuments(): Promise<void> {
  for (;;) {
    const value = number++;
    const kind = random();
    if (kind < 0.3) {
      const id = pick(USERS) ?? 'ana';
      const user = runtime.library.users().get(id) ?? { name: id, email: '', phone: '', active: true };
      await tell(`phone ${id}`, value, async () =>
        must(await updateUser(runtime, id, { ...user, phone: `+${value}` })),
      );
    } else if (kind < 0.5) {
      const id = runtime.library.pools().keys().next().value ?? null;
      await tell('pool', value, async () =>
        must(await savePool(runtime, id, `Pool ${value}`, [{ user: 'ana', weight: 1 }])),
      );
    } else if (kind < 0.6) {
      await publishAgain(value);
    } else {
      const unread = runtime.lookups.bell(null).filter((key) => runtime.get('outbox', key)?.read === false);
      const key = pick(unread);
      if (key === undefined) await new Promise((resolve) => setImmediate(resolve));
      else await tell(`read ${key}`, 1, async () => must(await markRead(runtime, [key])));
    }
  }
}

// Who got no answer asks again; it must count once.
for (const n of task.again) await addContact(n);
if (task.finish) {
  while (runtime.lookups.openRuns.get(WORKFLOW)?.size) await new Promise((resolve) => setTimeout(resolve, 20));
  await close();
  say({ finished: true });
} else {
  await Promise.all([createContacts(), editContacts(), writeDocuments()]);
}
