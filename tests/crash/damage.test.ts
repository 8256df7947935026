// Row 3: flipped bytes, cuts, blocks of NULs, swapped generations, in every kind of file of a workspace. What the journal
// confirmed is sealed, and damage to it is always noticed; bad bytes are kept; nothing is opened as good that is not.
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Runtime } from '../../electron/runtime/runtime.ts';
import { withoutRoom } from '../../electron/store/segment.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { crashDisk, type CrashDisk } from '../support/crash-disk.ts';
import { settled } from '../support/outbox-world.ts';
import { randomOf } from '../support/random.ts';
import { Chronicle, printAll } from './chronicle.ts';
import { figure, progress, promised, replay, seeds } from './figures.ts';
import { live, openAll } from './house-life.ts';

const ACTS = 30;
/** Always as many, so that a seed plays the same damage again in a long run and in a short one. */
const BASES = 6;

/** A workspace that has lived, the same at some earlier moment of its life, and all that it holds. */
interface Base {
  readonly disk: CrashDisk;
  readonly earlier: CrashDisk;
  readonly holds: string;
  /** What is said of it without any damage: a kill may have left a beginning of a file. */
  readonly said: ReadonlySet<string>;
  /** Closed in order: then every byte of its ledger is sealed. */
  readonly closed: boolean;
}

async function makeBase(seed: number, closed: boolean): Promise<Base> {
  const whole = crashDisk();
  await live(whole, new Chronicle(), ACTS, randomOf(seed));
  const end = whole.operations();
  const stoppedAt = async (operation: number): Promise<CrashDisk> => {
    const disk = crashDisk();
    const stopped = disk.stopAt(operation);
    await Promise.race([live(disk, new Chronicle(), ACTS, randomOf(seed)), stopped]);
    await settled();
    const left = disk.afterKill();
    disk.abandon();
    return left;
  };
  const disk = closed ? whole : await stoppedAt(end - 8);
  const { runtime, problems } = await opened(disk.afterKill());
  const said = new Set(problems.map((one) => one.message));
  return { disk, earlier: await stoppedAt(Math.floor(end / 2)), holds: await printAll(runtime), said, closed };
}

async function opened(disk: CrashDisk): Promise<{ readonly runtime: Runtime; readonly problems: readonly Problem[] }> {
  const all = await openAll(disk);
  if (!all.ok) throw new Error(`the base cannot be opened: ${all.problem.message}`);
  const { runtime, report } = all.value.house;
  return { runtime, problems: [...report.problems, ...runtime.problems] };
}

type Kind = 'flip' | 'nuls' | 'cut' | 'more' | 'gone' | 'older' | 'swapped';
const KINDS: readonly Kind[] = ['flip', 'flip', 'flip', 'nuls', 'cut', 'more', 'gone', 'older', 'swapped'];
/** Kinds that leave whole files which are sound by themselves: they may say less, but never anything wrong. */
const GENERATIONS: ReadonlySet<Kind> = new Set<Kind>(['gone', 'older', 'swapped']);

interface Damage {
  readonly disk: CrashDisk;
  readonly file: string;
  readonly kind: Kind;
  /** Undefined when the file is gone. */
  readonly bytes: Buffer | undefined;
}

/** Damages one file; undefined when that changed nothing. */
async function damage(base: Base, random: () => number): Promise<Damage | undefined> {
  const { disk, earlier } = base;
  const copy = disk.afterKill();
  const pick = <T>(all: readonly T[]): T | undefined => all[Math.floor(random() * all.length)];
  const ledger = copy.files().filter(isLedger);
  // What a crash left of a write that was never confirmed is taken away at the start, whatever is in it.
  const files = copy.files().filter((one) => !one.endsWith('.tmp'));
  const file = pick(random() < 0.7 ? ledger : files) ?? '';
  const kind = pick(KINDS) ?? 'flip';
  const was = copy.bytes(file);
  // A mark (mark.ts) is there or not, and that is all it says.
  if (was.length === 0) return undefined;
  const sameKind = files.filter((one) => path.dirname(one) === path.dirname(file));
  const other = pick(sameKind) ?? file;
  const bytes = Buffer.from(was);
  const at = Math.floor(random() * was.length);
  if (kind === 'gone') {
    await copy.unlink(file);
    return { disk: copy, file, kind, bytes: undefined };
  }
  let now: Buffer = bytes;
  if (kind === 'flip') bytes.writeUInt8(bytes.readUInt8(at) ^ (1 << Math.floor(random() * 8)), at);
  else if (kind === 'nuls') bytes.fill(0, at, Math.min(was.length, at + 1 + Math.floor(random() * 4096)));
  else if (kind === 'cut') now = bytes.subarray(0, at);
  else if (kind === 'more') now = Buffer.concat([bytes, Buffer.from([Math.floor(random() * 256), 10])]);
  else if (kind === 'older') now = earlier.files().includes(file) ? earlier.bytes(file) : bytes;
  else now = copy.bytes(other);
  if (now.equals(was)) return undefined;
  // Of the zeros that are laid out behind the end there may be more or fewer.
  if (isUnsealedEnd(base, file) && withoutRoom(now).equals(withoutRoom(was))) return undefined;
  copy.damage(file, now);
  if (kind === 'swapped') copy.damage(other, was);
  return { disk: copy, file, kind, bytes: now };
}

/** A part of the ledger; what a crash left of a write that was never confirmed is none. */
function isLedger(file: string): boolean {
  return file.startsWith('/w/ledger/') && !file.endsWith('.tmp');
}

/** The last segment of a workspace that was killed: nothing that is sealed says yet that there is such a file. */
function isUnsealedEnd({ closed, disk }: Base, file: string): boolean {
  return !closed && file === disk.files().findLast((one) => one.includes('/segment-'));
}

/** The bad bytes stand where they stood, or are in quarantine: whole, or the part that was cut off, without zeros at its end. */
function isKept({ disk, file, bytes }: Damage): boolean {
  const kept = disk.files().filter((one) => one.startsWith(`/w/quarantine/${path.basename(file)}`));
  // Of a file that is gone nothing can be kept, and nothing is made up.
  if (bytes === undefined) return kept.length === 0;
  if (disk.files().includes(file) && disk.bytes(file).equals(bytes)) return true;
  return kept.some((one) => {
    const from = /[.]from-(\d+)[.]/.exec(one)?.[1] ?? '0';
    return [bytes, withoutRoom(bytes)].some((all) => disk.bytes(one).equals(all.subarray(Number(from))));
  });
}

/** A file of which a problem says that a copy is in quarantine, though none is; or that is there, and nothing is said of it. */
function wrongAboutCopies(disk: CrashDisk, problems: readonly Problem[]): string | undefined {
  const isCopied = (file: string): boolean => disk.files().some((one) => one.startsWith(`/w/quarantine/${file}.`));
  return problems
    .filter((one) => one.code === 'ledger-damaged')
    .map((one) => ({ file: one.where?.path ?? '', said: one.fix?.includes('A copy of the file is in quarantine.') }))
    .find(({ file, said }) => said !== isCopied(file))?.file;
}

/** A time as a message says it. */
const FROM_WHEN = / (?:of|from) \d{4}-\d\d-\d\d \d\d:\d\d \(UTC\)/;

/** What became of a damage: noticed, or of no effect; a sentence that begins with "!" says what is wrong. */
async function look(base: Base, damaged: Damage): Promise<string> {
  const { disk, file, kind } = damaged;
  const all = await openAll(disk);
  if (!all.ok) {
    if (!isKept(damaged)) return '! refused, and the bad bytes are gone';
    return all.problem.message.length > 20 ? 'noticed' : `! refused without a word: ${all.problem.message}`;
  }
  const { runtime, report } = all.value.house;
  const { state, problem } = runtime.ledger.status();
  const problems = [...report.problems, ...runtime.problems].filter((one) => !base.said.has(one.message));
  const same = (await printAll(runtime)) === base.holds;
  await all.value.house.close();
  const words = problems.map((one) => one.message).join(' ');
  if (problems.length > 0) {
    if (!isKept(damaged)) return `! the bad bytes are gone: ${words}`;
    if (state === 'read-only' && problem === undefined) return '! read-only without a reason';
    const about = wrongAboutCopies(disk, problems);
    if (about !== undefined) return `! wrong about a copy of ${about}: ${problems.map((one) => one.fix).join(' ')}`;
    const said = problems.some((one) => one.message.includes('restored from snapshot-'));
    if ((said || (isLedger(file) && !same)) && !FROM_WHEN.test(words))
      return `! does not say from when it is: ${words}`;
    if (!isLedger(file)) return 'noticed';
    if (same && state === 'open') return 'noticed';
    if (state === 'open' && !words.includes('cut off')) return `! opened as good, with other records: ${words}`;
    return /missing|were cut off/.test(words) ? 'noticed' : `! does not say what is missing: ${words}`;
  }
  if (same)
    return isLedger(file) && !GENERATIONS.has(kind) ? '! damage to sealed bytes went unnoticed' : 'of no effect';
  if (kind === 'gone' && isUnsealedEnd(base, file)) return 'an unsealed last segment gone whole, unnoticed';
  return isLedger(file) ? '! opened as good, with other records' : 'changed a document';
}

test('all damage to what was confirmed is noticed, bad bytes are kept, and the report says what is missing', async () => {
  const bases = new Map<number, Promise<Base>>();
  const baseOf = (index: number): Promise<Base> => {
    const made = bases.get(index) ?? makeBase(1 + (index >> 1), index % 2 === 0);
    bases.set(index, made);
    return made;
  };
  const counts = new Map<string, number>();
  const failures: string[] = [];
  // About one in ten changes nothing, and does not count.
  const all = seeds(1000, 11_500);
  for (const [index, seed] of all.entries()) {
    progress('3', index, all.length);
    const base = await baseOf(seed % BASES);
    const damaged = await damage(base, randomOf(seed));
    if (damaged === undefined) continue;
    const became = await look(base, damaged).catch((error: unknown) => `! broke: ${String(error)}`);
    const what = isLedger(damaged.file) ? 'the ledger' : 'documents';
    if (became.startsWith('!')) failures.push(`${replay('damage', seed)}, ${damaged.kind} ${damaged.file}: ${became}`);
    else counts.set(`damage to ${what}, ${became}`, (counts.get(`damage to ${what}, ${became}`) ?? 0) + 1);
  }
  for (const [what, count] of counts) figure('3', what, count);
  const damages = [...counts.values()].reduce((sum, count) => sum + count, failures.length);
  figure('3', 'damages', damages);
  figure('3', 'failures', failures.length);
  expect(failures).toEqual([]);
  expect(damages).toBeGreaterThanOrEqual(promised(900, 10_000));
});

test('a published version that says something else than was published is noticed, however well it reads', async () => {
  const { disk } = await makeBase(1, true);
  // The latest, which is live.
  const file = disk.files().findLast((one) => one.includes('/revisions/')) ?? '';
  disk.damage(file, Buffer.from(disk.bytes(file).toString('utf8').replace('Hello', 'Hallo')));
  const { problems } = await opened(disk);
  expect(problems.map((one) => one.code)).toEqual(['revision-damaged']);
  expect(problems[0]?.message).toContain(path.basename(file));
});
