// The scripted life of a whole workspace on a disk in memory: ledger and documents, as the window would drive it. It
// remembers the history of the records and of the documents, and how far each was acknowledged, so that whatever is
// found after a crash can be held against it.
import {
  createContact,
  deleteContacts,
  restoreContacts,
  setOwner,
  updateContact,
} from '../../electron/runtime/contacts.ts';
import { enrol } from '../../electron/runtime/enrol.ts';
import type { Clock } from '../../electron/runtime/clock.ts';
import { openHouse, type House } from '../../electron/runtime/house.ts';
import { Imports } from '../../electron/runtime/imports.ts';
import { markRead } from '../../electron/runtime/notices.ts';
import { savePool, updateUser } from '../../electron/runtime/people.ts';
import { publish, turnOff, turnOn } from '../../electron/runtime/publishing.ts';
import { contactPage } from '../../electron/runtime/queries/contacts.ts';
import { resetStep } from '../../electron/runtime/rotations.ts';
import type { Disk } from '../../electron/store/disk.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { ImportJob } from '../../shared/model/import-job.ts';
import { good, type Result } from '../../shared/model/problem.ts';
import { manualTimer } from '../support/manual-timer.ts';
import { must } from '../support/must.ts';
import { settled, VirtualClock } from '../support/outbox-world.ts';
import { contactDraft, crashUsers, crashWorkflow, setUp, USERS, WORKFLOW } from './crash-workflow.ts';
import type { Chronicle } from './chronicle.ts';

/** Contacts in an imported file. */
export const ROWS = 12;
const CSV = ['First name,Email', ...Array.from({ length: ROWS }, (_, row) => `R${row + 1},r${row + 1}@example.org`)];
const MINUTE = 60_000;

export interface Opened {
  readonly house: House;
  readonly imports: Imports;
  readonly clock: VirtualClock;
  /** Lets the store's quiet second pass: it seals, and makes snapshots. */
  readonly quiet: () => void;
}

let machines = 0;

/** A disk of its own machine: the lock of a life that was cut off is of another name than the next one's. */
export function onItsOwnMachine(disk: Disk): Disk {
  const machine = ++machines;
  return {
    ...disk,
    realPath: async (path) => (path === '/alias' ? '/w' : `${path} of machine ${process.pid} ${machine}`),
  };
}

/** Opens the workspace of a disk. `failed` gathers what its parts could not do; `shown` hears how far an import is said to be. */
export async function openAll(
  disk: Disk,
  failed: unknown[] = [],
  small = true,
  shown: (job: ImportJob) => void = () => undefined,
): Promise<Result<Opened>> {
  const virtual = new VirtualClock();
  const clock: Clock = { now: virtual.now, elapsed: virtual.now, after: virtual.after, yield: settled };
  const manual = manualTimer();
  const told = { failed: (error: unknown) => void failed.push(error) };
  const store = { timer: manual.timer, ...(small ? { segmentBytes: 6000, snapshotBytes: 3000, busyBytes: 0 } : {}) };
  const opened = await openHouse(onItsOwnMachine(disk), '/alias', { clock, told, store });
  if (!opened.ok) return opened;
  const house = opened.value;
  const imports = new Imports(house.runtime, house.uploads, {
    job: ({ job }) => shown(job),
    failed: told.failed,
  });
  return good({ house, imports, clock: virtual, quiet: () => manual.fire() });
}

/** Carries on what was interrupted, imports too, and waits until nothing is left to do. */
export async function carryOn({ house, imports }: Opened): Promise<void> {
  await house.runtime.start();
  await imports.resume();
  await importsOver(house);
}

async function importsOver({ runtime }: House): Promise<void> {
  const running = () =>
    [...runtime.ledger.table('jobs').values()].some((job) => 'state' in job && job.state === 'running');
  while (running() && runtime.ledger.status().state === 'open') await settled();
}

export async function closeAll({ house, imports }: Opened): Promise<void> {
  await imports.stop();
  await house.close();
}

export interface LifeOptions {
  /** Called with each opening. */
  readonly whenOpened?: (opened: Opened) => void;
  /** Hears of an act that failed; the life goes on. Without it a failure ends the life. */
  readonly refused?: (error: unknown) => void;
}

/** Begins a life, or goes on with one: users, settings, a published workflow, then so many acts by chance. */
export async function live(
  disk: Disk,
  chronicle: Chronicle,
  count: number,
  random: () => number,
  { whenOpened = () => undefined, refused }: LifeOptions = {},
): Promise<void> {
  const failed: unknown[] = [];
  const open = () => openAll(disk, failed, true, (job) => chronicle.shown(`jobs ${job.id}`, job));
  let opened = must(await open());
  whenOpened(opened);
  chronicle.follow(opened.house.runtime);
  const { library } = opened.house.runtime;
  await carryOn(opened);
  if (library.users().size === 0) chronicle.trying('users', crashUsers);
  if (library.workflows().size === 0) chronicle.trying('draft', crashWorkflow());
  await chronicle.late('live', () => setUp(opened.house.runtime));
  chronicle.noteDocuments(opened.house.runtime);
  // Everything happens at least once in a life that is long enough.
  const order = shuffled(acts, random);
  for (let act = 0; act < count; act++) {
    if (random() < 0.06) {
      await closeAll(opened);
      opened = must(await open());
      whenOpened(opened);
      chronicle.follow(opened.house.runtime);
      await carryOn(opened);
    }
    const doing = (order[act] ?? pick(acts, random) ?? create)(opened, chronicle, random);
    await (refused === undefined ? doing : doing.catch(refused));
    if (failed.length > 0) {
      if (refused === undefined) throw failed[0];
      for (const error of failed.splice(0)) refused(error);
    }
  }
  await closeAll(opened);
}

type Act = (opened: Opened, chronicle: Chronicle, random: () => number) => Promise<unknown>;

const pick = <T>(all: readonly T[], random: () => number): T | undefined => all[Math.floor(random() * all.length)];
const contactsOf = ({ house }: Opened): readonly Contact[] =>
  [...house.runtime.ledger.table('contacts').values()] as Contact[];
const someContact = (opened: Opened, random: () => number): Contact | undefined => pick(contactsOf(opened), random);
/** One that is not in the bin: nothing can be changed about those in there. */
const someLiving = (opened: Opened, random: () => number): Contact | undefined => {
  const living = contactsOf(opened).filter((contact) => contact.deletedAt === undefined);
  return pick(living, random);
};

const create: Act = ({ house: { runtime } }, chronicle) => {
  const n = chronicle.number();
  return chronicle.staged(() => createContact(runtime, `act ${n}`, contactDraft(n)));
};

/** What can happen, each as often as it stands here. */
const acts: readonly Act[] = [
  create,
  create,
  create,
  // Several at once share a frame.
  (...how) => Promise.all([create(...how), create(...how), create(...how)]),
  async (opened, chronicle, random) => {
    const contact = someLiving(opened, random);
    if (contact === undefined) return;
    const edited = { ...contact, lastName: `v${chronicle.number()}` };
    await chronicle.staged(() => updateContact(opened.house.runtime, contact.id, edited, false));
  },
  async (opened, chronicle, random) => {
    const contact = someLiving(opened, random);
    const owner = pick(USERS, random) ?? null;
    if (contact !== undefined) await chronicle.staged(() => setOwner(opened.house.runtime, contact.id, owner));
  },
  async (opened, chronicle, random) => {
    const contact = someContact(opened, random);
    if (contact === undefined) return;
    const change = contact.deletedAt === undefined ? deleteContacts : restoreContacts;
    await chronicle.staged(async () => good(await change(opened.house.runtime, [contact.id])));
  },
  // Nothing is written: the contact's history is read back from the disk.
  async (opened, _, random) => {
    const contact = someContact(opened, random);
    if (contact !== undefined) await contactPage(opened.house.runtime, contact.id);
  },
  async (opened, chronicle, random) => {
    const contact = someContact(opened, random);
    const act = `enrol ${chronicle.number()}`;
    if (contact !== undefined)
      await chronicle.staged(async () => good(await enrol(opened.house.runtime, act, [contact.id], WORKFLOW)));
  },
  async ({ house: { runtime } }, chronicle) => {
    const on = runtime.get('live', WORKFLOW)?.status === 'on';
    await chronicle.late('live', async () =>
      must(await (on ? turnOff(runtime, WORKFLOW, 'freeze') : turnOn(runtime, WORKFLOW))),
    );
  },
  async ({ house: { runtime } }, chronicle) => {
    const draft = crashWorkflow(chronicle.number());
    await chronicle.written('draft', draft, async () => runtime.library.saveWorkflow(draft, {}, runtime.clock.now()));
    runtime.listeners.stale();
    await chronicle.late('live', async () => must(await publish(runtime, WORKFLOW, 'stay')));
  },
  async ({ house: { runtime } }, chronicle, random) => {
    const user = runtime.library.users().get(pick(USERS, random) ?? '');
    if (user === undefined) return;
    const next = { ...user, phone: `+${chronicle.number()}` };
    const users = [...runtime.library.users().values()].map((one) => (one.id === next.id ? next : one));
    await chronicle.written('users', users, () => updateUser(runtime, next.id, next));
  },
  async ({ house: { runtime } }, chronicle) => {
    const id = runtime.library.pools().keys().next().value;
    const pool = { id: id ?? 'pool', name: `Pool ${chronicle.number()}`, members: [{ user: 'ana', weight: 1 }] };
    await chronicle.written('pools', [pool], () =>
      id === undefined ? runtime.library.savePools([pool]) : savePool(runtime, id, pool.name, pool.members),
    );
  },
  async ({ house: { runtime } }, chronicle, random) => {
    const settings = { ...runtime.library.settings(), you: pick(USERS, random) ?? null };
    await chronicle.written('settings', settings, () => runtime.library.saveSettings(settings));
  },
  async ({ house: { runtime } }, chronicle) =>
    chronicle.staged(() => markRead(runtime, runtime.lookups.bell(null).slice(-3))),
  async ({ house: { runtime } }, chronicle) => chronicle.staged(() => resetStep(runtime, `${WORKFLOW}/a`)),
  async ({ clock }) => clock.pass(MINUTE),
  async ({ quiet }) => {
    quiet();
    await settled();
  },
  async ({ house, imports }, chronicle) => {
    const { token } = must(await house.uploads.begin('people.csv', 1));
    must(await house.uploads.append(token, Buffer.from(CSV.join('\n'))));
    const preview = must(await imports.preview(token, null));
    const how = { options: preview.options, duplicates: 'add', runWorkflows: true } as const;
    await chronicle.late('jobs', async () => must(await imports.start(token, how)));
    await importsOver(house);
  },
];

function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  return all
    .map((one) => ({ one, place: random() }))
    .toSorted((a, b) => a.place - b.place)
    .map(({ one }) => one);
}
