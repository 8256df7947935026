// Rows 4 and 5: every I/O of a workspace's life fails in every way, once and for good; a disk that is really full; a file
// that may not grow; a sync that really fails. Nothing is acknowledged that is not there, and work goes on when it can.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, onTestFinished, test } from 'vitest';
import { createContact, setOwner } from '../../electron/runtime/contacts.ts';
import { turnOff } from '../../electron/runtime/publishing.ts';
import { openHouse } from '../../electron/runtime/house.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { StoreError } from '../../electron/store/io-problem.ts';
import { crashDisk } from '../support/crash-disk.ts';
import { faultyDisk, TROUBLES, type Trouble } from '../support/faulty-disk.ts';
import { failOperations } from '../support/ledger-life.ts';
import { must, RefusedError } from '../support/must.ts';
import { startProgram, type Program } from '../support/program.ts';
import { randomOf } from '../support/random.ts';
import { settled } from '../support/outbox-world.ts';
import { assignTo, aWorkflow } from '../support/workflow.ts';
import { whyWrong } from './after-crash.ts';
import { Chronicle } from './chronicle.ts';
import { contactDraft, setUp, WORKFLOW } from './crash-workflow.ts';
import { figure, promised, replay, seeds, size } from './figures.ts';
import { closeAll, live, openAll, type Opened } from './house-life.ts';
import type { GrowerSays, GrowerTask } from './programs/grower.ts';

const ACTS = 20;
/** Operations within which a new workspace is begun. */
const BEGINNING = 20;
/** The runtime tries a full disk again after this. */
const RETRY_MS = 3000;

interface Failed {
  readonly wrong: readonly string[];
  /** The life went on to its end, all in one piece or after a refusal. */
  readonly over: boolean;
}

/** A life on a disk whose n-th operation of those fails, once or from then on; for good ends when the life stands still. */
async function fail(
  seed: number,
  { fault, befalls }: Trouble,
  failing: number,
  forGood: boolean,
): Promise<Failed & { reached: boolean }> {
  const memory = crashDisk();
  const chronicle = new Chronicle();
  let seen = 0;
  let healed = false;
  let opened: Opened | undefined;
  const disk = faultyDisk(memory, (operation) => {
    if (!befalls.includes(operation)) return undefined;
    const now = seen++;
    return now === failing || (forGood && !healed && now > failing) ? fault : undefined;
  });
  const wrong: string[] = [];
  const refused = (error: unknown): void => {
    if (!(error instanceof StoreError) && !(error instanceof RefusedError)) wrong.push(`broke: ${String(error)}`);
    else if (error.problem.message.length < 20) wrong.push(`refused without words: ${error.problem.message}`);
  };
  let over = false;
  void live(disk, chronicle, ACTS, randomOf(seed), { whenOpened: (one) => (opened = one), refused })
    .catch(refused)
    .finally(() => (over = true));
  await standStill(() => over);
  // What was acknowledged so far is there, whether the program is killed now or the power goes.
  for (const found of [memory.afterKill(), memory.afterPowerCut(randomOf(failing))]) {
    const bad = await whyWrong(found, chronicle.copy());
    if (bad !== undefined) wrong.push(bad);
  }
  // There is room again: what waited goes on by itself.
  healed = true;
  for (let tries = 0; !over && tries < 20; tries++) {
    await opened?.clock.pass(RETRY_MS);
    await standStill(() => over);
  }
  if (!over) wrong.push('work did not go on when the disk was well again');
  if (opened !== undefined && opened.house.runtime.ledger.status().state !== 'closed')
    await closeAll(opened).catch(refused);
  return { wrong, over, reached: seen > failing };
}

/** Turns of the event loop until the work is over, or nothing happens any more. */
async function standStill(isOver: () => boolean): Promise<void> {
  for (let turn = 0; turn < 30 && !isOver(); turn++) await settled();
}

test('whichever operation fails, in whatever way: no false acknowledgement, nothing corrupt, and it goes on', async () => {
  const failures: string[] = [];
  let states = 0;
  for (const seed of seeds(1, 1)) {
    for (const trouble of TROUBLES) {
      const { fault, befalls } = trouble;
      for (const forGood of [false, true]) {
        // A workspace begins with its first operations: they fail one by one, also in a short run.
        const stride = size(31, 1);
        const dense = fault === 'ENOSPC' ? BEGINNING : 0;
        for (let failing = dense > 0 ? 0 : states % stride; ; failing += failing < dense ? 1 : stride) {
          const { wrong, reached } = await fail(seed, trouble, failing, forGood);
          if (!reached) break;
          states += 1;
          const how = `${JSON.stringify(fault)} of ${befalls.join()} at ${failing}, ${forGood ? 'for good' : 'once'}`;
          failures.push(...wrong.map((one) => `${replay('failing-disk', seed)}, ${how}: ${one}`));
        }
      }
    }
  }
  figure('4', 'failed operations, whole workspace', states);
  figure('4', 'failures, whole workspace', failures.length);
  expect(failures).toEqual([]);
  expect(states).toBeGreaterThanOrEqual(promised(120, 2300));
});

test('what is so already is acknowledged only when it is on the disk', async () => {
  const disk = crashDisk();
  const opened = must(await openAll(disk));
  const { runtime } = opened.house;
  await setUp(runtime);
  const { id } = must(await createContact(runtime, 'act 1', contactDraft(1)));
  const stopped = disk.stopAt(disk.operations() + 1);
  const acked: string[] = [];
  const press = (name: string, act: Promise<unknown>): void =>
    void act.then(() => acked.push(name)).catch(() => undefined);
  // Each pressed twice: the second time there is nothing to do, but the first is not synced yet.
  for (const name of ['first', 'second']) {
    press(`${name} owner`, setOwner(runtime, id, 'bo'));
    press(`${name} off`, turnOff(runtime, WORKFLOW, 'freeze'));
  }
  await stopped;
  await settled();
  expect(acked).toEqual([]);
  disk.abandon();
  await closeAll(opened).catch(() => undefined);
});

test('the same for a ledger by itself', async () => {
  const { states, failures } = await failOperations(size(5, 1));
  figure('4', 'failed operations, ledger alone', states);
  figure('4', 'failures, ledger alone', failures.length);
  expect(failures).toEqual([]);
  expect(states).toBeGreaterThanOrEqual(promised(200, 1000));
});

/** A real disk with little room: `free` gives it room again. */
interface Tight {
  readonly how: string;
  readonly folder: string;
  readonly within: readonly string[];
  readonly free: (pid: number) => void;
  readonly remove: () => void;
}

const run = (command: string, ...args: readonly string[]): void =>
  void execFileSync(command, [...args], { stdio: 'pipe' });

/** A disk of 2 MB in memory, half of it taken. Only root may mount one. */
function smallDisk(root: string): Tight {
  run('mount', '-t', 'tmpfs', '-o', 'size=2m', 'tmpfs', root);
  const ballast = join(root, 'ballast');
  writeFileSync(ballast, Buffer.alloc(1024 * 1024));
  return {
    how: 'a real disk of 2 MB',
    folder: join(root, 'workspace'),
    within: [],
    free: () => rmSync(ballast),
    remove: () => run('umount', root),
  };
}

/** Files that may not grow beyond 300 kB; the limit is lifted from outside. */
function limitedFiles(root: string): Tight {
  return {
    how: 'files limited to 300 kB',
    folder: join(root, 'workspace'),
    within: ['prlimit', '--fsize=300000:unlimited'],
    free: (pid) => run('prlimit', '--pid', String(pid), '--fsize=unlimited'),
    remove: () => undefined,
  };
}

test.each([
  ['a small real disk', smallDisk],
  ['a limit on the size of files', limitedFiles],
])('%s: it says so, keeps what it acknowledged, and goes on by itself when there is room', async (name, make) => {
  const root = mkdtempSync(join(tmpdir(), 'baton-full-'));
  let tight: Tight;
  try {
    tight = make(root);
  } catch (error) {
    // Whoever may not mount still has the other real way, the limit on files; one of the two must work.
    figure('5', name, `not possible here (${String(error).split('\n')[0]}); the limit on files stands for it`);
    tight = limitedFiles(root);
  }
  try {
    const task: GrowerTask = { folder: tight.folder, after: 20 };
    const grower = startProgram<GrowerSays>(inject('programs'), 'grower', task, { within: tight.within });
    const full = await heard(grower, (said) => 'state' in said && said.state === 'read-only');
    expect(full).toMatchObject({ code: 'disk-full' });
    await grower.hear((said) => 'document' in said);
    const before = ackedBy(grower).length;
    tight.free(grower.pid);
    await heard(grower, (said) => 'done' in said);
    expect(await grower.ended).toBe('0');
    const acked = ackedBy(grower);
    expect(acked.length).toBeGreaterThanOrEqual(before + 20);
    await expectAll(tight.folder, acked);
    figure('5', `${tight.how}: acknowledged before it was full, and after`, `${before}, ${acked.length - before}`);
  } finally {
    tight.remove();
    rmSync(root, { recursive: true, force: true });
  }
});

/** A disk of its own that can be made read-only, as a disk with errors is by Linux, or a card by its switch. Only root has one. */
interface Lockable {
  readonly root: string;
  /** From here on nothing can be written, also to files that are open. */
  readonly lock: () => void;
  /** Mounted anew, as after a repair. */
  readonly mend: () => void;
}

/** `open files`: a file system that finds an error and stops all writing; without: one that is mounted anew, read-only. */
function lockable(how: 'with open files' | 'at rest'): Lockable {
  const [root, image] = [mkdtempSync(join(tmpdir(), 'baton-locked-')), join(tmpdir(), `baton-${process.pid}.ext4`)];
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  if (how === 'at rest') {
    run('mount', '-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', root);
    onTestFinished(() => run('umount', '-l', root));
    return {
      root,
      lock: () => run('mount', '-o', 'remount,ro', root),
      mend: () => run('mount', '-o', 'remount,rw', root),
    };
  }
  writeFileSync(image, Buffer.alloc(8 * 1024 * 1024));
  onTestFinished(() => rmSync(image));
  run('mkfs.ext4', '-q', '-F', image);
  const mount = (): void => run('mount', '-o', 'loop,errors=remount-ro', image, root);
  mount();
  onTestFinished(() => run('umount', '-l', root));
  const device = execFileSync('findmnt', ['-no', 'SOURCE', root]).toString().trim().replace('/dev/', '');
  return {
    root,
    lock: () => writeFileSync(`/sys/fs/ext4/${device}/trigger_fs_error`, '1'),
    mend: () => {
      run('umount', root);
      // The mark of the error, which is no damage, is taken off.
      run('sh', '-c', `e2fsck -fy ${image} || test $? = 1`);
      mount();
    },
  };
}

/** Undefined where this machine does not let us have one, which the figures say. */
function lockableOr(how: Parameters<typeof lockable>[0]): Lockable | undefined {
  try {
    return lockable(how);
  } catch (error) {
    figure('5', `a read-only disk, ${how}`, `not possible here (${String(error).split('\n')[0]})`);
    return undefined;
  }
}

const READ_ONLY = expect.stringContaining('The disk is read-only') as string;
const readOnly = { code: 'folder-read-only', message: READ_ONLY };

test('a folder that is read-only from the start: it opens to be read, and every refusal says that the disk is read-only', async () => {
  const disk = lockableOr('at rest');
  if (disk === undefined) return;
  const folder = join(disk.root, 'workspace');
  const before = must(await openHouse(realDisk, folder));
  await setUp(before.runtime);
  const { id } = must(await createContact(before.runtime, 'act 1', contactDraft(1)));
  await before.close();
  disk.lock();

  expect(await openHouse(realDisk, join(disk.root, 'new', 'workspace'))).toMatchObject({
    ok: false,
    problem: readOnly,
  });
  const { runtime, uploads, close } = must(await openHouse(realDisk, folder));
  expect(runtime.ledger.status()).toMatchObject({ state: 'read-only', problem: readOnly });
  expect(runtime.get('contacts', id)).toMatchObject(contactDraft(1));
  const refusal = async (act: () => Promise<unknown>): Promise<unknown> =>
    act().then(
      (answer) => (answer as { problem?: unknown }).problem,
      (error: unknown) => (error instanceof StoreError ? error.problem : error),
    );
  const { document } = aWorkflow('never', 'Never published').trigger('t').step('a', 'assign-user', assignTo('ana'));
  expect(await refusal(() => createContact(runtime, 'act 2', contactDraft(2)))).toMatchObject(readOnly);
  expect(await refusal(() => runtime.library.saveSettings(runtime.library.settings()))).toMatchObject(readOnly);
  expect(await refusal(() => runtime.library.saveWorkflow(document, {}, 1))).toMatchObject(readOnly);
  expect(await refusal(() => uploads.begin('contacts.csv', 10))).toMatchObject(readOnly);
  expect(await refusal(() => realDisk.mkdir(join(folder, 'revisions', 'never', 'deeper')))).toMatchObject({
    code: 'EROFS',
  });
  await close().catch((error: unknown) => expect(error).toBeInstanceOf(StoreError));

  disk.mend();
  await expectAll(folder, [id]);
  figure('5', 'a folder that is read-only from the start', 'opened to be read');
});

test('a folder that becomes read-only while Baton works: nothing is acknowledged any more, and all that was is there', async () => {
  const disk = lockableOr('with open files');
  if (disk === undefined) return;
  const folder = join(disk.root, 'workspace');
  const { runtime, uploads, close } = must(await openHouse(realDisk, folder, { told: { failed: () => undefined } }));
  await setUp(runtime);
  await runtime.start();
  const acked: string[] = [];
  for (let n = 1; n <= 20; n += 1) acked.push(must(await createContact(runtime, `act ${n}`, contactDraft(n))).id);
  disk.lock();
  let late = 0;
  for (let n = 21; n <= 23; n += 1)
    void createContact(runtime, `act ${n}`, contactDraft(n)).then(
      () => (late += 1),
      () => undefined,
    );
  await expect.poll(() => runtime.ledger.status().state).not.toBe('open');
  expect(runtime.ledger.status().problem?.message).toMatch(/The disk is read-only|EROFS/);
  const { document } = aWorkflow('w9', 'New').trigger('t').step('a', 'assign-user', assignTo('ana'));
  expect(await runtime.library.saveWorkflow(document, {}, 1)).toMatchObject({ ok: false, problem: readOnly });
  await expect(uploads.begin('contacts.csv', 10)).rejects.toMatchObject({ problem: readOnly });
  await close().catch((error: unknown) => expect(error).toBeInstanceOf(StoreError));
  expect(late).toBe(0);

  disk.mend();
  await expectAll(folder, acked);
  figure('5', 'a folder that becomes read-only: acknowledged before it, after it', `${acked.length}, ${late}`);
});

/** What it said, or else what it complained of. */
async function heard(grower: Program<GrowerSays>, fits: (said: GrowerSays) => boolean): Promise<GrowerSays> {
  const said = await grower.hear(fits);
  if (said === undefined) throw new Error(`The program ended too early: ${grower.complaint()}`);
  return said;
}

const ackedBy = (grower: Program<GrowerSays>): readonly string[] =>
  grower.said.flatMap((said) => ('acked' in said ? [said.acked] : []));

/** Everything acknowledged is found, once, and nothing is called damaged. */
async function expectAll(folder: string, acked: readonly string[]): Promise<void> {
  const { runtime, report, close } = must(await openHouse(realDisk, folder));
  expect(report.problems.filter((one) => one.code !== 'ledger-tail-cut')).toEqual([]);
  expect(acked.filter((id) => runtime.get('contacts', id) === undefined)).toEqual([]);
  expect(new Set(acked).size).toBe(acked.length);
  await close();
}

/** Whether strace is there and may trace. */
function mayTrace(): boolean {
  try {
    run('strace', '-f', '-o', '/dev/null', '-e', 'trace=fdatasync', 'true');
    return true;
  } catch {
    return false;
  }
}

test('a sync that really fails: nothing is acknowledged any more until the workspace is opened anew', async () => {
  const root = mkdtempSync(join(tmpdir(), 'baton-sync-'));
  const traced = mayTrace();
  // Without strace the library's own fdatasync fails: as near to the real thing as this machine lets us come.
  const within = traced
    ? ['strace', '-f', '-o', '/dev/null', '-e', 'trace=fdatasync', '-e', 'inject=fdatasync:error=EIO:when=30']
    : ['env', 'BATON_FAIL_SYNC=30'];
  try {
    const folder = join(root, 'workspace');
    const grower = startProgram<GrowerSays>(inject('programs'), 'grower', { folder, after: 1 }, { within });
    expect(await heard(grower, (said) => 'state' in said)).toMatchObject({
      state: 'failed',
      code: 'sync-failed',
    });
    expect(await grower.ended).toBe('0');
    const failedAt = grower.said.findIndex((said) => 'state' in said);
    expect(grower.said.slice(failedAt).filter((said) => 'acked' in said)).toEqual([]);
    expect(grower.said.slice(failedAt).filter((said) => 'refused' in said)).toHaveLength(2);
    expect(ackedBy(grower).length).toBeGreaterThan(0);
    await expectAll(folder, ackedBy(grower));
    const how = traced ? 'by strace in the system itself' : 'in the program: strace is not here, or may not trace';
    figure('4', 'fdatasync failed with EIO', how);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});
