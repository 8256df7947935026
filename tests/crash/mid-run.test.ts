// Row 8: killed at each of the seven points of a step, by every channel, and again while it recovers. Steps inside Baton
// happen exactly once; the other side takes a message once at the most, and where nobody can tell, a person is asked.
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerAddress, type SMTPServerSession } from 'smtp-server';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createContact, deleteContacts } from '../../electron/runtime/contacts.ts';
import type { Clock } from '../../electron/runtime/clock.ts';
import { openHouse } from '../../electron/runtime/house.ts';
import { turnOff, publish } from '../../electron/runtime/publishing.ts';
import { outboxPage } from '../../electron/runtime/queries/outbox.ts';
import { realDisk } from '../../electron/store/disk.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import { MINUTE } from '../../shared/model/time.ts';
import { must } from '../support/must.ts';
import { startProgram, type Program } from '../support/program.ts';
import { settled, VirtualClock } from '../support/outbox-world.ts';
import { randomOf } from '../support/random.ts';
import { contactDraft, crashWorkflow, setUp, WORKFLOW } from './crash-workflow.ts';
import { figure, progress, promised, replay, seeds, size } from './figures.ts';
import { CHANNELS, POINTS, type Point, type SenderSays, type SenderTask, type StepChannel } from './steps.ts';

/** The other side: a real mail server and a real gateway, which count by key, and kill who sends when they are told to. */
const accepted: string[] = [];
let dieAt: Point | null = null;
let sender: Program<SenderSays> | undefined;

/** Kills the sender at a point of the other side; answers whether this was the point. */
async function killAt(point: Point): Promise<boolean> {
  if (dieAt !== point || sender === undefined) return false;
  dieAt = null;
  sender.kill();
  await sender.ended;
  return true;
}

const mail = new SMTPServer({
  authOptional: true,
  logger: false,
  disableReverseLookup: true,
  onData: callbackify(async (stream: Readable, _session: SMTPServerSession) => {
    accepted.push(/^Message-ID: (.+)$/im.exec(await text(stream))?.[1] ?? '');
    await killAt('provider accepted');
    return 'taken';
  }),
  onRcptTo: callbackify(async (_address: SMTPServerAddress, _session: SMTPServerSession) => {
    await killAt('mid-send');
  }),
});
const gateway = http.createServer((request, response) => {
  void killAt('mid-send').then((killed) => {
    // Whoever died in the middle of sending has not sent it.
    if (killed) return request.destroy();
    request.resume().on('end', () => {
      accepted.push(String(request.headers['idempotency-key']));
      void killAt('provider accepted').then(() => response.end('ok'));
    });
  });
});
let mailPort = 0;
let gatewayUrl = '';

beforeAll(async () => {
  mail.on('error', () => undefined);
  await new Promise<void>((resolve) => mail.listen(0, '127.0.0.1', resolve));
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
  mailPort = (mail.server.address() as AddressInfo).port;
  gatewayUrl = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/send`;
});
afterAll(async () => {
  gateway.closeAllConnections();
  gateway.close();
  await new Promise<void>((resolve) => mail.close(resolve));
});

const counts = { kills: 0, again: 0 };

/** Points at which the message may have been taken, as far as Baton can know. */
const DOUBTFUL: ReadonlySet<Point> = new Set<Point>([
  'after intent',
  'mid-send',
  'provider accepted',
  'before outcome write',
]);

/** One life cut at a point, perhaps cut again while it recovers, then carried to its end. Answers what is wrong. */
async function cutAt(point: Point, channel: StepChannel, inRecovery: number | null): Promise<readonly string[]> {
  const root = mkdtempSync(join(tmpdir(), 'baton-step-'));
  const folder = join(root, 'workspace');
  const start = (more: Partial<SenderTask>): Program<SenderSays> =>
    startProgram<SenderSays>(inject('programs'), 'sender', {
      folder,
      channel,
      mailPort,
      gatewayUrl,
      dieAt: null,
      dieInRecovery: null,
      begin: false,
      ...more,
    } satisfies SenderTask);
  accepted.length = 0;
  try {
    dieAt = point;
    sender = start({ dieAt: point, begin: true });
    const [how, complaint] = [await sender.ended, sender.complaint()];
    const acknowledged = sender.said.some((said) => 'acknowledged' in said);
    if (how !== 'SIGKILL' || complaint !== '') return [`it did not die there but ended with ${how} ${complaint}`];
    dieAt = null;
    if (inRecovery !== null) {
      sender = start({ dieInRecovery: inRecovery });
      if ((await sender.ended) === 'SIGKILL') counts.again += 1;
    }
    sender = start({});
    await sender.ended;
    if (!sender.said.some((said) => 'done' in said)) return [`it did not come to its end: ${sender.complaint()}`];
    return await whyWrong(folder, point, channel, acknowledged);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

async function whyWrong(
  folder: string,
  point: Point,
  channel: StepChannel,
  acknowledged: boolean,
): Promise<readonly string[]> {
  const { runtime, close } = must(await openHouse(realDisk, folder));
  const wrong: string[] = [];
  const contacts = [...runtime.ledger.table('contacts').values()] as Contact[];
  const runs = [...runtime.ledger.table('runs').values()] as Run[];
  const messages = [...runtime.ledger.table('outbox').values()] as Message[];
  // Killed before the first frame, there may be nothing yet: nobody was told that there is.
  if (contacts.length !== 1) {
    await close();
    return contacts.length === 0 && !acknowledged ? [] : [`${contacts.length} contacts`];
  }
  const [contact] = contacts;
  if (runs.length !== 1 || runs[0]?.state !== 'completed') wrong.push(`runs: ${runs.map((run) => run.state).join()}`);
  if (contact?.tags.filter((tag) => tag === 'told').length !== 1) wrong.push(`tags: ${contact?.tags.join()}`);
  if (contact?.owner !== 'ana') wrong.push(`the owner is ${contact?.owner}`);
  const picks = runtime.get('rotations', `${WORKFLOW}/a`)?.picks.join() ?? '';
  if (picks !== '1,0,0') wrong.push(`picks: ${picks}`);
  const lines = await runtime.ledger.trace(runs[0]?.id ?? '');
  const entries = lines.flatMap((line) => (line.k === 'run' ? line.entries : []));
  for (const node of ['a', 'w', 'n', 'g']) {
    const left = entries.filter((entry) => entry.kind === 'node-left' && entry.node === node).length;
    if (left !== 1) wrong.push(`step ${node} was done ${left} times`);
  }
  const [message] = messages;
  if (messages.length !== 1 || message === undefined) wrong.push(`${messages.length} messages`);
  else if (channel !== 'notification') wrong.push(...messageWrong(message, point));
  const listed = outboxPage(runtime, 'attention', 0, 10).rows.map((row) => row.message.key);
  const uncertain = messages.filter(({ state }) => state === 'uncertain').map(({ key }) => key);
  if (listed.join() !== uncertain.join()) wrong.push(`Needs attention lists ${listed.join()}, not ${uncertain.join()}`);
  await close();
  return wrong;
}

/** The other side took it once at the most; where Baton cannot tell, it asks and does not send again. */
function messageWrong(message: Message, point: Point): readonly string[] {
  const wrong: string[] = [];
  const should = DOUBTFUL.has(point) ? 'uncertain' : 'sent';
  if (message.state !== should)
    wrong.push(`the message is ${message.state}; it should be ${should}: ${message.reason}`);
  const took = point === 'after intent' || point === 'mid-send' ? 0 : 1;
  if (accepted.length !== took) wrong.push(`the other side took it ${accepted.length} times, not ${took}`);
  return wrong;
}

test('killed at every point of a step, by every channel, also while recovering: done once, told once at the most', async () => {
  const failures: string[] = [];
  const all = seeds(1, 25);
  for (const [index, seed] of all.entries()) {
    progress('8', index, all.length);
    const random = randomOf(seed);
    for (const channel of CHANNELS) {
      for (const point of POINTS) {
        const inRecovery = random() < 0.5 ? Math.floor(random() * 24) : null;
        counts.kills += 1;
        const wrong = await cutAt(point, channel, inRecovery);
        failures.push(...wrong.map((one) => `${replay('mid-run', seed)}, ${channel}, ${point}, ${inRecovery}: ${one}`));
      }
    }
  }
  figure('8', 'kills at the points of a step', counts.kills);
  figure('8', 'of these killed again in recovery', counts.again);
  figure('8', 'failures', failures.length);
  expect(failures).toEqual([]);
  expect(counts.kills).toBeGreaterThanOrEqual(promised(28, 700));
  expect(counts.again).toBeGreaterThan(promised(0, 100));
});

test('a run that has ended, in whatever way, is the same after every restart', async () => {
  const root = mkdtempSync(join(tmpdir(), 'baton-ended-'));
  try {
    const virtual = new VirtualClock();
    const clock: Clock = { now: virtual.now, elapsed: virtual.elapsed, after: virtual.after, yield: settled };
    const first = must(await openHouse(realDisk, root, { clock }));
    const { runtime } = first;
    const runs = (): readonly Run[] => [...runtime.ledger.table('runs').values()] as Run[];
    const waiting = (): readonly Run[] => runs().filter((run) => run.state === 'waiting');
    await setUp(runtime);
    await runtime.start();
    const begin = async (n: number): Promise<void> =>
      void must(await createContact(runtime, `act ${n}`, contactDraft(n)));
    for (let n = 1; n <= 3; n++) await begin(n);
    await deleteContacts(runtime, [waiting()[0]?.contact ?? '']);
    must(await runtime.library.saveWorkflow(crashWorkflow(1), {}, 1));
    runtime.listeners.stale();
    must(await publish(runtime, WORKFLOW, 'move'));
    // All but the moved ones end in the version that every start has at hand.
    const [broken] = waiting();
    if (broken !== undefined) runtime.runner.arrive(broken, { kind: 'give-up', reason: 'It crashed Baton.' });
    await runtime.runner.commit();
    await expect.poll(async () => virtual.pass(MINUTE).then(() => waiting().length)).toBe(0);
    await begin(4);
    must(await turnOff(runtime, WORKFLOW, 'end'));
    const before = JSON.stringify([...runtime.ledger.table('runs')]);
    expect([...new Set(runs().map(({ state }) => state))].sort()).toEqual(['completed', 'failed', 'moved', 'stopped']);
    await first.close();
    const restarts = size(50, 1000);
    for (let restart = 0; restart < restarts; restart++) {
      const again = must(await openHouse(realDisk, root, { clock }));
      await again.runtime.start();
      // What a start left to be done later is done then.
      await virtual.pass(2 * MINUTE);
      const runs = [...again.runtime.ledger.table('runs')];
      expect(runs.every(([, run]) => hasEnded(run as Run))).toBe(true);
      expect(JSON.stringify(runs)).toBe(before);
      await again.close();
    }
    figure('8', 'restarts over which no ended run changed', restarts);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
