// The program that is killed in the middle of a step: one contact goes through Assign, Wait, a message by one channel and
// Add Tag. It dies by its own hand at a point that is told by what is about to go to the disk; where the other side comes
// in (mid-send, accepted), the server kills it.
import fs from 'node:fs';
import type { Clock } from '../../../electron/runtime/clock.ts';
import { createContact } from '../../../electron/runtime/contacts.ts';
import { openHouse } from '../../../electron/runtime/house.ts';
import { publish } from '../../../electron/runtime/publishing.ts';
import { realDisk, type Disk, type DiskFile } from '../../../electron/store/disk.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { must } from '../../support/must.ts';
import { assignTo, aWorkflow, telling } from '../../support/workflow.ts';
import { contactDraft, crashUsers, USERS, WORKFLOW } from '../crash-workflow.ts';
import type { Point, SenderSays, SenderTask } from '../steps.ts';

const task = JSON.parse(process.argv[2] ?? '') as SenderTask;
const say = (said: SenderSays): void => void fs.writeSync(1, `${JSON.stringify(said)}\n`);
const die = (): Promise<never> => {
  process.kill(process.pid, 'SIGKILL');
  return new Promise(() => undefined);
};

/** The frames that matter, by what is in them. In the app there is no other side: frame A begins the wait, B tells. */
const inApp = task.channel === 'notification';
const intent = inApp ? '"kind":"wait-began"' : '"state":"sending"';
const outcome = inApp ? '"kind":"wait-over"' : '"state":"sent"';

let frame: 'intent' | 'outcome' | undefined;
let operations = 0;
let recovering = true;

async function dieIf(point: Point): Promise<void> {
  if (task.dieAt === point) await die();
}

/** Dies around the write and the sync of the frames that matter. */
function deadly(file: DiskFile): DiskFile {
  return {
    ...file,
    keeper: undefined,
    async write(bytes, at) {
      await recovery();
      // Laid out behind a frame, before the same sync.
      if (bytes[0] === 0) return file.write(bytes, at);
      const text = Buffer.from(bytes).toString('utf8');
      frame = text.includes(outcome) ? 'outcome' : text.includes(intent) ? 'intent' : undefined;
      if (frame === 'intent') await dieIf('before intent');
      if (frame === 'outcome') {
        await dieIf('before outcome write');
        // A half of the frame reaches the file: a torn write.
        if (inApp && task.dieAt === 'mid-send') {
          await file.write(bytes.subarray(0, bytes.length >> 1), at);
          await die();
        }
      }
      return file.write(bytes, at);
    },
    async sync() {
      await recovery();
      const mine = frame;
      if (mine === 'outcome') await dieIf('before fsync');
      if (mine === 'intent' && inApp) await dieIf('provider accepted');
      await file.sync();
      if (mine === 'intent') await dieIf('after intent');
      if (mine === 'outcome') await dieIf('before ack');
    },
  };
}

async function recovery(): Promise<void> {
  if (recovering && task.dieInRecovery === operations++) await die();
}

const disk: Disk = {
  ...realDisk,
  open: async (path, mode) => {
    if (mode === 'new') await recovery();
    return deadly(await realDisk.open(path, mode));
  },
  rename: async (from, to) => (await recovery(), realDisk.rename(from, to)),
  unlink: async (path) => (await recovery(), realDisk.unlink(path)),
  syncDir: async (folder) => (await recovery(), realDisk.syncDir(folder)),
};

/** A minute of waiting takes 60 ms. */
const began = Date.now();
const fastClock: Clock = {
  now: () => began + (Date.now() - began) * 1000,
  elapsed: () => performance.now() * 1000,
  after: (ms, call) => {
    const timer = setTimeout(call, ms / 1000);
    return () => clearTimeout(timer);
  },
  yield: () => new Promise((resolve) => setImmediate(resolve)),
};

const { runtime, close } = must(
  await openHouse(disk, task.folder, {
    clock: fastClock,
    told: {
      failed: (error) => {
        throw error;
      },
    },
  }),
);
const gateway = {
  url: task.gatewayUrl,
  headers: [],
  body: '{"to":"{{ to }}","text":"{{ text }}"}',
  allowPrivate: true,
};
if (task.begin) {
  must(await runtime.library.saveUsers(crashUsers));
  const smtp = {
    host: '127.0.0.1',
    port: task.mailPort,
    tls: 'insecure',
    user: '',
    fromName: '',
    fromAddress: 'crm@example.com',
  } as const;
  must(await runtime.library.saveSettings({ ...defaultSettings, smtp, sms: gateway, whatsapp: gateway }));
  const { document } = aWorkflow(WORKFLOW)
    .trigger('t')
    .step('a', 'assign-user', assignTo(...USERS))
    .step('w', 'wait', { for: { amount: 1, unit: 'minutes' } })
    .step('n', 'notify-user', { ...telling, channel: task.channel })
    .step('g', 'add-tag', { tags: ['told'] });
  must(await runtime.library.saveWorkflow(document, {}, 1));
  runtime.listeners.stale();
  must(await publish(runtime, WORKFLOW, 'stay'));
}
await runtime.start();
recovering = false;
say({ started: true });
if (task.begin) say({ acknowledged: must(await createContact(runtime, 'act 1', contactDraft(1))).id });

const settling = (): boolean =>
  (runtime.lookups.openRuns.get(WORKFLOW)?.size ?? 0) > 0 ||
  [...runtime.lookups.openMessages].some((key) => runtime.get('outbox', key)?.state !== 'uncertain');
if (!task.begin) {
  while (settling()) await new Promise((resolve) => setTimeout(resolve, 5));
  await close();
  say({ done: true });
  process.exit(0);
}
setInterval(() => undefined, 1000);
