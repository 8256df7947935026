// The scripted life of a ledger on a disk that can lose power, and what must hold whenever it ends: everything that was
// confirmed is there, and the whole is the beginning of what was staged, no line twice and none left out between.
import type { Disk } from '../../electron/store/disk.ts';
import { StoreError } from '../../electron/store/io-problem.ts';
import type { Ledger } from '../../electron/store/book.ts';
import { openLedger } from '../../electron/store/ledger.ts';
import { accountBook, accountsAfter, printTables, someLine, type AccountLine } from './accounts.ts';
import { crashDisk, type CrashDisk } from './crash-disk.ts';
import { faultyDisk, TROUBLES } from './faulty-disk.ts';
import { manualTimer } from './manual-timer.ts';
import { must, RefusedError } from './must.ts';
import { randomOf } from './random.ts';

export interface Life {
  /** All lines ever staged, in order, and how many of them were confirmed. */
  readonly staged: AccountLine[];
  confirmed: number;
}

/** Small, so that a short life has several segments and snapshots. */
export const smallLimits = { segmentBytes: 4000, snapshotBytes: 1000, busyBytes: 0 };

export function open(disk: Disk, isNew: boolean, timer = manualTimer().timer) {
  return openLedger(disk, '/w/ledger', accountBook, { quarantine: '/w/quarantine', isNew, timer, ...smallLimits });
}

/**
 * Lives: groups of lines, some committed and some not waited for, quiet moments, closing and opening again. It goes on
 * from what `life` already has, as after a crash. Ends early, never to resolve, when the disk stops.
 */
export async function live(disk: Disk, life: Life, turns: number, seed: number): Promise<void> {
  const random = randomOf(seed);
  const clock = manualTimer();
  let ledger = must(await open(disk, life.confirmed === 0, clock.timer));
  // What opening shows is built upon, so from here on it must stay.
  life.confirmed = ledger.status().report.lines;
  life.staged.length = life.confirmed;
  for (let turn = 0; turn < turns; turn++) {
    const count = 1 + Math.floor(random() * 4);
    for (let line = 0; line < count; line++) {
      const next = someLine(life.staged.length, random);
      life.staged.push(next);
      ledger.stage(next);
    }
    const upTo = life.staged.length;
    const committed = ledger.commit().then(() => void (life.confirmed = Math.max(life.confirmed, upTo)));
    // Nobody may wait for it; a refusal is met again at the next line.
    committed.catch(() => undefined);
    const kind = random();
    if (kind < 0.7) await committed;
    if (turn % 3 === 0) await lookBack(ledger, life);
    if (kind > 0.6 && kind < 0.7) clock.fire();
    if (kind > 0.95) {
      await ledger.close();
      ledger = must(await open(disk, false, clock.timer));
    }
  }
  await ledger.close();
}

/** Reads a trace: it is what was staged, or a problem says why not. A refusal to read is no reason to stop writing. */
async function lookBack(ledger: Ledger<AccountLine>, life: Life): Promise<void> {
  const key = accountBook.keyOf(life.staged.at(-1) ?? { do: 'close', account: '' }) ?? '';
  const promised = (): string => JSON.stringify(life.staged.filter((line) => accountBook.keyOf(line) === key));
  await ledger.trace(key).then((trace) => {
    if (JSON.stringify(trace) !== promised()) throw new Error(`the trace of ${key} is not its history`);
  }, onlyProblems);
}

/** Opens what is left after a crash and answers what is wrong with it; undefined = everything promised holds. */
export async function checkAfterCrash(disk: CrashDisk, life: Life): Promise<string | undefined> {
  const opened = await open(disk, life.confirmed === 0);
  if (!opened.ok) return `cannot be opened: ${opened.problem.message}`;
  const ledger = opened.value;
  const { state, problem, report } = ledger.status();
  if (state !== 'open') return `is ${state}: ${problem?.message}`;
  const damage = report.problems.find((one) => one.code !== 'ledger-tail-cut');
  if (damage !== undefined) return `calls damaged what was only not finished: ${damage.message}`;
  if (report.lines < life.confirmed) return `${life.confirmed} lines were confirmed, ${report.lines} are there`;
  if (report.lines > life.staged.length) return `${life.staged.length} lines were staged, ${report.lines} are there`;
  const lines = life.staged.slice(0, report.lines);
  if (printTables(ledger.table) !== accountsAfter(lines)) return `the records are not those of ${lines.length} lines`;
  for (const key of new Set(lines.map((line) => accountBook.keyOf(line) ?? ''))) {
    const trace = JSON.stringify(await ledger.trace(key));
    const promised = JSON.stringify(lines.filter((line) => accountBook.keyOf(line) === key));
    if (trace !== promised) return `the trace of ${key} is not a beginning of its history`;
  }
  // What was found can be built on.
  ledger.stage({ do: 'open', account: 'after', amount: 1 });
  await ledger.close();
  const again = await open(disk, false);
  if (!again.ok || again.value.status().state !== 'open') return 'cannot be opened a second time';
  if (again.value.get('accounts', 'after') === undefined) return 'lost what was confirmed after the crash';
  await again.value.close();
  return undefined;
}

/** Turns of a life whose operations fail. */
const TURNS = 12;

export interface CrashRun {
  readonly states: number;
  /** Each with what repeats it: operation, damage and what is wrong. */
  readonly failures: readonly string[];
}

/**
 * Stops before each `stride`-th operation of a life, and looks at `damages` ways the disk can be found after a power
 * cut: as it is, cut a second time while it recovers, and after a kill and more work before the cut. `around`: what stands
 * between the ledger and the disk.
 */
export async function losePower(
  turns: number,
  seed: number,
  stride: number,
  damages: number,
  around: (disk: Disk) => Disk = (disk) => disk,
): Promise<CrashRun> {
  const failures: string[] = [];
  let states = 0;
  for (let operation = seed % stride; ; operation += stride) {
    const life: Life = { staged: [], confirmed: 0 };
    const disk = await folder();
    const ended = await untilStopped(disk, disk.operations() + operation, live(around(disk), life, turns, seed));
    for (let damage = 0; damage < damages; damage++) {
      const random = randomOf(seed * 1_000_003 + operation * 1009 + damage);
      const check = async (one: CrashDisk, lived: Life, how: string) => {
        states++;
        const wrong = await checkAfterCrash(one, lived);
        if (wrong !== undefined)
          failures.push(`seed ${seed}, operation ${operation}, damage ${damage}, ${how}: ${wrong}`);
      };
      const found = disk.afterPowerCut(random);
      const recovering = found.afterKill();
      await untilStopped(recovering, Math.floor(random() * 12), open(recovering, life.confirmed === 0));
      await check(recovering.afterPowerCut(random), life, 'cut again while recovering');
      await check(found, life, 'cut');

      const killed = disk.afterKill();
      const more: Life = { staged: [...life.staged], confirmed: life.confirmed };
      await untilStopped(killed, Math.floor(random() * 40), live(killed, more, 10, seed + damage));
      await check(killed.afterPowerCut(random), more, 'killed, then cut');
    }
    if (ended) return { states, failures };
  }
}

/** Lets every `stride`-th operation of a life fail in every way, once and for good; then the power is cut as well. */
export async function failOperations(stride: number): Promise<CrashRun> {
  const failures: string[] = [];
  let states = 0;
  for (const { fault, befalls } of TROUBLES) {
    for (const forGood of [false, true]) {
      for (let failing = states % stride; ; failing += stride) {
        const memory = await folder();
        const life: Life = { staged: [], confirmed: 0 };
        let seen = 0;
        const disk = faultyDisk(memory, (operation) => {
          if (!befalls.includes(operation)) return undefined;
          const now = seen++;
          return now === failing || (forGood && now > failing) ? fault : undefined;
        });
        const how = `${JSON.stringify(fault)} of ${befalls.join()} at ${failing}, for good ${forGood}`;
        const broke = (error: unknown): void => void failures.push(`${how}: ${String(error)}`);
        // A life whose disk is full waits for room; one whose ledger failed ends there.
        const lived = live(disk, life, TURNS, failing).catch(onlyProblems).catch(broke);
        await Promise.race([lived, turns(100)]);
        // A life that ended before says nothing of the fault.
        if (seen <= failing) break;
        for (const found of [memory.afterKill(), memory.afterPowerCut(randomOf(failing))]) {
          states++;
          const wrong = await checkAfterCrash(found, life);
          if (wrong !== undefined) failures.push(`${how}: ${wrong}`);
        }
      }
    }
  }
  return { states, failures };
}

/** Whoever is refused something is told why, in words. */
function onlyProblems(error: unknown): void {
  if (!(error instanceof StoreError) && !(error instanceof RefusedError)) throw error;
  const { code, message } = error.problem;
  if (code === '' || message.length < 20 || /undefined|\[object/.test(message)) throw new Error(`no words: ${message}`);
}

/** Enough turns of the event loop for everything that can go on to have gone on. */
async function turns(count: number): Promise<void> {
  while (count-- > 0) await new Promise((resolve) => setImmediate(resolve));
}

/** Answers whether the work came to its end before the disk stopped. */
async function untilStopped(disk: CrashDisk, operation: number, work: Promise<unknown>): Promise<boolean> {
  const stopped = disk.stopAt(operation);
  return Promise.race([work.then(() => true), stopped.then(() => false)]);
}

async function folder(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  return disk;
}
