// The life of a ledger from which lines are removed while it goes on, on a disk that can stop at any operation; and what
// must hold whenever it ends: nothing is lost but what was to go, and what was to go can be made to go.
import type { Ledger, PrunePlan } from '../../electron/store/book.ts';
import type { Disk } from '../../electron/store/disk.ts';
import { accountBook, accountsAfter, printTables, someLine, type AccountLine } from './accounts.ts';
import type { CrashDisk } from './crash-disk.ts';
import { open, type Life } from './ledger-life.ts';
import { manualTimer } from './manual-timer.ts';
import { must } from './must.ts';
import { randomOf } from './random.ts';

/** The accounts whose lines go. Their notes begin with this word, and no other's do. */
const GOING = new Set(['account-1', 'account-5']);
export const WORD = 'gone-';

export function isGoing(line: AccountLine): boolean {
  return GOING.has(accountBook.keyOf(line) ?? '');
}

export function planOf(kind: PrunePlan<AccountLine>['where']['kind'], on: number): PrunePlan<AccountLine> {
  if (kind === 'named') return { why: 'erased', on, goes: isGoing, where: { kind, words: [...GOING] } };
  const timeOf = (line: AccountLine): number => (line.do === 'close' ? 0 : line.amount);
  return { why: 'retention', on, goes: isGoing, where: { kind, before: on - 30, timeOf } };
}

/** A line whose note says whether it goes, also in the record that it sets. */
export function lineOf(index: number, random: () => number): AccountLine {
  const line = someLine(index, random);
  if (line.do === 'move') {
    // A transfer sets a record of somebody else: it must not carry the word there.
    return isGoing(line) || GOING.has(line.to) ? { do: 'close', account: line.from } : line;
  }
  return line.do === 'open' && isGoing(line) ? { ...line, note: `${WORD}${index}` } : line;
}

/** Lives: lines in groups, quiet moments, and now and then a pruning, with more lines staged while it works. */
export async function livePruned(
  disk: Disk,
  life: Life,
  turns: number,
  kind: PrunePlan<AccountLine>['where']['kind'],
  seed: number,
): Promise<void> {
  const random = randomOf(seed);
  const clock = manualTimer();
  const ledger = must(await open(disk, life.confirmed === 0, clock.timer));
  const write = async (): Promise<void> => {
    for (let count = 0; count < 3; count++) {
      const next = lineOf(life.staged.length, random);
      life.staged.push(next);
      ledger.stage(next);
    }
    const upTo = life.staged.length;
    await ledger.commit();
    life.confirmed = Math.max(life.confirmed, upTo);
  };
  for (let turn = 1; turn <= turns; turn++) {
    await write();
    if (turn % 7 === 0) clock.fire();
    if (turn % 10 === 0) {
      const pruning = ledger.prune(planOf(kind, life.staged.length));
      await write();
      await pruning;
    }
  }
  await ledger.close();
}

/** What is wrong with a ledger found after a crash; undefined = all that was promised holds. */
export async function checkPruned(disk: CrashDisk, life: Life): Promise<string | undefined> {
  const opened = await open(disk, life.confirmed === 0);
  if (!opened.ok) return `cannot be opened: ${opened.problem.message}`;
  const ledger = opened.value;
  const { state, problem, report } = ledger.status();
  if (state !== 'open') return `is ${state}: ${problem?.message}`;
  const damage = report.problems.find((one) => one.code !== 'ledger-tail-cut');
  if (damage !== undefined) return `calls damaged what was only not finished: ${damage.message}`;
  const lines = await confirmedLines(ledger, life);
  if (typeof lines === 'string') return lines;

  // An erasing cut short is taken up again: then nothing of what was to go is in any file.
  for (const account of GOING) {
    ledger.stage({ do: 'open', account, amount: 0 });
    ledger.stage({ do: 'close', account });
  }
  await ledger.commit();
  await ledger.prune(planOf('named', 10_000));
  const left = disk.files().filter((file) => disk.bytes(file).includes(WORD));
  const ours = left.filter((file) => file.startsWith('/w/ledger'));
  if (ours.length > 0) return `${ours.join()} holds what was to go`;
  await ledger.close();
  const again = must(await open(disk, false));
  if (again.status().report.problems.length > 0) return `does not open soundly: ${again.status().problem?.message}`;
  const stay = lines.filter((line) => !isGoing(line));
  for (const key of keysOf(stay)) {
    const trace = JSON.stringify(await again.trace(key));
    if (trace !== JSON.stringify(stay.filter((line) => accountBook.keyOf(line) === key)))
      return `the trace of ${key} is not whole after pruning`;
  }
  await again.close();
  return undefined;
}

/** The lines that came through: those confirmed, and of those staged after them as many as records and traces show. */
async function confirmedLines(ledger: Ledger<AccountLine>, life: Life): Promise<readonly AccountLine[] | string> {
  const now = printTables(ledger.table);
  let wrong = 'the records are those of no beginning of what was staged';
  for (let count = life.staged.length; count >= life.confirmed; count--) {
    const lines = life.staged.slice(0, count);
    if (accountsAfter(lines) !== now) continue;
    const found = await wrongTrace(ledger, lines);
    if (found === undefined) return lines;
    wrong = found;
  }
  return wrong;
}

async function wrongTrace(ledger: Ledger<AccountLine>, lines: readonly AccountLine[]): Promise<string | undefined> {
  for (const key of keysOf(lines)) {
    const promised = lines.filter((line) => accountBook.keyOf(line) === key).map((line) => JSON.stringify(line));
    const trace = (await ledger.trace(key)).map((line) => JSON.stringify(line));
    if (trace.join() === promised.join()) continue;
    if (!GOING.has(key)) return `the trace of ${key} lacks lines that stay`;
    if (ledger.removed(key) === undefined) return `nothing says that lines of ${key} were removed`;
    if (trace.join() !== promised.slice(promised.length - trace.length).join())
      return `the trace of ${key} is not the end of its history`;
  }
  return undefined;
}

function keysOf(lines: readonly AccountLine[]): ReadonlySet<string> {
  return new Set(lines.map((line) => accountBook.keyOf(line) ?? ''));
}
