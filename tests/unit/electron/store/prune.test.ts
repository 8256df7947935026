import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import { openLedger } from '../../../../electron/store/ledger.ts';
import { accountBook, accountsAfter, printTables, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { open as openSmall, type Life } from '../../../support/ledger-life.ts';
import { must } from '../../../support/must.ts';
import { checkPruned, isGoing, lineOf, livePruned, planOf, WORD } from '../../../support/prune-life.ts';
import { randomOf } from '../../../support/random.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const LONG = 120_000;

function open(folder: string, isNew: boolean) {
  const limits = { segmentBytes: 4000, snapshotBytes: 1000, busyBytes: 0 };
  const quarantine = join(folder, 'quarantine');
  return openLedger(realDisk, join(folder, 'ledger'), accountBook, { quarantine, isNew, ...limits });
}

async function filled(folder: string, count: number) {
  const ledger = must(await open(folder, true));
  const random = randomOf(3);
  const all = Array.from({ length: count }, (_, index) => lineOf(index, random));
  for (const line of all) {
    ledger.stage(line);
    await ledger.commit();
  }
  return { ledger, all };
}

const of = (all: readonly AccountLine[], key: string) => all.filter((line) => accountBook.keyOf(line) === key);
const filesOf = (folder: string) => readdirSync(join(folder, 'ledger')).map((name) => join(folder, 'ledger', name));

test('what is named goes from every file; what stays keeps its traces and its records, also after opening', async () => {
  const folder = temporaryFolder();
  const { ledger, all } = await filled(folder, 600);
  ledger.stage({ do: 'close', account: 'account-1' });
  ledger.stage({ do: 'close', account: 'account-5' });
  const records = printTables(ledger.table);
  // The closed accounts still hold their notes as records; that is the book's affair.
  ledger.stage({ do: 'open', account: 'account-1', amount: 1 });
  ledger.stage({ do: 'close', account: 'account-1' });
  ledger.stage({ do: 'open', account: 'account-5', amount: 1 });
  ledger.stage({ do: 'close', account: 'account-5' });
  await ledger.commit();
  expect(records).toContain(WORD);
  const { segments, bytes } = await ledger.prune(planOf('named', 77));
  expect(segments).toBeGreaterThan(3);
  expect(bytes).toBeGreaterThan(10_000);
  for (const file of filesOf(folder)) expect(readFileSync(file, 'utf8')).not.toContain(WORD);
  const now = printTables(ledger.table);
  await ledger.close();

  const again = must(await open(folder, false));
  expect(again.status().report.problems).toEqual([]);
  expect(printTables(again.table)).toBe(now);
  expect(await again.trace('account-2')).toEqual(of(all, 'account-2'));
  expect(await again.trace('account-1')).toEqual([]);
  expect(again.removed('account-1')).toEqual({ why: 'erased', on: 77 });
  expect(again.removed('account-2')).toBeUndefined();
  await again.close();
});

test('what is old goes segment by segment: lines that stay are copied, younger ones are not touched', async () => {
  const folder = temporaryFolder();
  const { ledger, all } = await filled(folder, 900);
  const before = filesOf(folder).filter((file) => file.includes('segment')).length;
  const { segments } = await ledger.prune({ ...planOf('old', 600), goes: (line) => isGoing(line) });
  expect(segments).toBeGreaterThan(2);
  expect(filesOf(folder).filter((file) => file.includes('segment')).length).toBeLessThan(before);
  const trace = await ledger.trace('account-1');
  expect(trace.length).toBeGreaterThan(0);
  expect(trace).toEqual(of(all, 'account-1').slice(-trace.length));
  expect(ledger.removed('account-1')).toEqual({ why: 'retention', on: 600 });
  expect(await ledger.trace('account-3')).toEqual(of(all, 'account-3'));
  expect(printTables(ledger.table)).toBe(accountsAfter(all));
  await ledger.close();
  const again = must(await open(folder, false));
  expect(again.status().report.problems).toEqual([]);
  expect(await again.trace('account-3')).toEqual(of(all, 'account-3'));
  expect(await again.trace('account-1')).toEqual(trace);
  expect(printTables(again.table)).toBe(accountsAfter(all));
  await again.close();
});

test('pruning again and again drops what was copied forward before, once it is old', async () => {
  const folder = temporaryFolder();
  const { ledger } = await filled(folder, 300);
  await ledger.prune({ ...planOf('old', 1000), goes: (line) => isGoing(line) });
  const kept = (await ledger.trace('account-3')).length;
  expect(kept).toBeGreaterThan(0);
  // Copied at 1000: not old before 1030.
  await ledger.prune({ ...planOf('old', 1029), goes: () => true });
  expect((await ledger.trace('account-3')).length).toBe(kept);
  await ledger.prune({ ...planOf('old', 2000), goes: () => true });
  expect(await ledger.trace('account-3')).toEqual([]);
  expect(ledger.removed('account-3')).toEqual({ why: 'retention', on: 2000 });
  await ledger.close();
  const again = must(await open(folder, false));
  expect(again.status().report.problems).toEqual([]);
  await again.close();
});

test('a segment that was not given up is missed, and damage beside a gap is seen', async () => {
  const folder = temporaryFolder();
  const { ledger } = await filled(folder, 600);
  await ledger.prune(planOf('old', 400));
  await ledger.close();
  const [oldest = ''] = filesOf(folder).filter((file) => file.includes('segment'));
  const missing = {
    ...realDisk,
    list: async (at: string) => (await realDisk.list(at)).filter((one) => !oldest.endsWith(one)),
  };
  const limits = { segmentBytes: 4000, snapshotBytes: 1000, busyBytes: 0 };
  const options = { quarantine: join(folder, 'quarantine'), isNew: false, ...limits };
  const opened = must(await openLedger(missing, join(folder, 'ledger'), accountBook, options));
  expect(opened.status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
  await opened.close();
});

test('with either snapshot damaged the other one gives everything back after a pruning', async () => {
  for (const which of [0, 1]) {
    const disk = crashDisk();
    await disk.mkdir('/w');
    const life: Life = { staged: [], confirmed: 0 };
    await livePruned(disk, life, 40, 'old', 5);
    const snapshot = disk.files().filter((file) => file.endsWith('.jsonl'))[which] ?? '';
    const bytes = Buffer.from(disk.bytes(snapshot));
    bytes.fill('?', 10, 11);
    disk.damage(snapshot, bytes);
    const ledger = must(await openSmall(disk, false));
    expect(ledger.status().state).toBe('open');
    expect(ledger.status().report.problems.map((one) => one.code)).toEqual(['snapshot-damaged']);
    expect(printTables(ledger.table)).toBe(accountsAfter(life.staged));
    await ledger.close();
  }
});

test('a disk that refuses leaves everything readable, and asked again the pruning is done', async () => {
  for (const operation of ['write', 'unlink', 'rename'] as const) {
    const memory = crashDisk();
    await memory.mkdir('/w');
    let broken = false;
    const disk = faultyDisk(memory, (one, _, file) =>
      broken && one === operation && (one !== 'write' || file.includes('snapshot')) ? 'EACCES' : undefined,
    );
    const ledger = must(await openSmall(disk, true));
    const random = randomOf(9);
    const all = Array.from({ length: 300 }, (_, index) => lineOf(index, random));
    for (const line of all) {
      ledger.stage(line);
      await ledger.commit();
    }
    ledger.stage({ do: 'open', account: 'account-1', amount: 0 });
    ledger.stage({ do: 'open', account: 'account-5', amount: 0 });
    broken = true;
    await expect(ledger.prune(planOf('named', 1))).rejects.toThrow('Access is denied');
    expect(await ledger.trace('account-3')).toEqual(of(all, 'account-3'));
    broken = false;
    await ledger.prune(planOf('named', 2));
    expect(await ledger.trace('account-3')).toEqual(of(all, 'account-3'));
    await ledger.close();
    const again = must(await openSmall(memory, false));
    expect(again.status().report.problems).toEqual([]);
    expect(await again.trace('account-3')).toEqual(of(all, 'account-3'));
    await again.close();
  }
});

for (const kind of ['old', 'named'] as const) {
  test(
    `stopped before any operation of a life in which ${kind} lines go: nothing else is lost, and the rest can be made to go`,
    async () => {
      const failures: string[] = [];
      let states = 0;
      for (let operation = 0, ended = false; !ended; operation++) {
        const disk = crashDisk();
        await disk.mkdir('/w');
        const life: Life = { staged: [], confirmed: 0 };
        const stopped = disk.stopAt(disk.operations() + operation);
        const living = livePruned(disk, life, 22, kind, 11);
        ended = await Promise.race([living.then(() => true), stopped.then(() => false)]);
        for (const found of [disk.afterKill(), disk.afterPowerCut(randomOf(operation))]) {
          states++;
          const wrong = await checkPruned(found, { ...life });
          if (wrong !== undefined) failures.push(`operation ${operation}: ${wrong}`);
        }
      }
      expect(failures).toEqual([]);
      expect(states).toBeGreaterThan(200);
    },
    LONG,
  );
}
