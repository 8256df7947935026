import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { realDisk } from '../../../../electron/store/disk.ts';
import { openLedger, type LedgerOptions } from '../../../../electron/store/ledger.ts';
import { withoutRoom } from '../../../../electron/store/segment.ts';
import { accountBook, accountsAfter, printTables, someLine, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

function open(folder: string, options: Partial<LedgerOptions> = {}) {
  const quarantine = join(folder, 'quarantine');
  return openLedger(realDisk, join(folder, 'ledger'), accountBook, { quarantine, isNew: true, ...options });
}

function lines(count: number, seed = 1): AccountLine[] {
  const random = randomOf(seed);
  return Array.from({ length: count }, (_, index) => someLine(index, random));
}

const segments = (folder: string) => readdirSync(join(folder, 'ledger')).filter((name) => name.startsWith('segment'));
const snapshots = (folder: string) => readdirSync(join(folder, 'ledger')).filter((name) => name.startsWith('snapshot'));

test('a line is seen at once, confirmed by commit, and there again after opening', async () => {
  const folder = temporaryFolder();
  const ledger = must(await open(folder));
  ledger.stage({ do: 'open', account: 'ana', amount: 5 });
  ledger.stage({ do: 'open', account: 'bo', amount: 1 });
  ledger.stage({ do: 'move', from: 'ana', to: 'bo', amount: 2 });
  expect(ledger.get('accounts', 'ana')).toEqual({ amount: 3, moves: 1 });
  await ledger.commit();
  await ledger.close();

  const again = must(await open(folder, { isNew: false }));
  expect(again.get('accounts', 'bo')).toEqual({ amount: 3, moves: 1 });
  expect(again.table('accounts').size).toBe(2);
  expect(again.status()).toEqual({
    state: 'open',
    problem: undefined,
    report: { lines: 3, replayed: 3, problems: [], quarantined: [] },
  });
  await again.close();
});

test('what is staged in one turn is one frame, and everybody who waits is answered by one sync', async () => {
  const folder = temporaryFolder();
  let syncs = 0;
  const counting: typeof realDisk = {
    ...realDisk,
    async open(path, mode) {
      const file = await realDisk.open(path, mode);
      return { ...file, sync: () => (syncs++, file.sync()), keeper: undefined };
    },
  };
  const options = { quarantine: join(folder, 'q'), isNew: true };
  const ledger = must(await openLedger(counting, join(folder, 'ledger'), accountBook, options));
  syncs = 0;
  await Promise.all(
    lines(50).map(async (line) => {
      ledger.stage(line);
      await ledger.commit();
    }),
  );
  expect(syncs).toBe(1);
  const text = readFileSync(join(folder, 'ledger', segments(folder)[0] ?? ''), 'utf8');
  expect(text.match(/^J1 \d+ \d+ 50 /gm)).toHaveLength(1);
  await ledger.close();
});

test('the journal is JSON lines that a person can search, at little more than their own bytes', async () => {
  const folder = temporaryFolder();
  const ledger = must(await open(folder));
  const note = 'x'.repeat(450);
  const some: AccountLine[] = Array.from({ length: 500 }, (_, amount) => ({ do: 'open', account: 'a', amount, note }));
  for (const line of some) ledger.stage(line);
  await ledger.close();
  const bytes = readFileSync(join(folder, 'ledger', segments(folder)[0] ?? ''));
  const found = bytes
    .toString()
    .split('\n')
    .filter((line) => line.includes('"do":"open"'));
  expect(found.map((line) => JSON.parse(line.slice(7)))).toEqual(some);
  const json = some.reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)) + 1, 0);
  expect(bytes.length / json).toBeLessThan(1.02);
});

test('a trace is read back in order, with lines of all segments, also after opening', async () => {
  const folder = temporaryFolder();
  const all = lines(200);
  const of = (key: string) => all.filter((line) => accountBook.keyOf(line) === key);
  const ledger = must(await open(folder, { segmentBytes: 2000 }));
  for (const line of all) {
    ledger.stage(line);
    await ledger.commit();
  }
  expect(segments(folder).length).toBeGreaterThan(5);
  expect(await ledger.trace('account-3')).toEqual(of('account-3'));
  expect(await ledger.trace('nobody')).toEqual([]);
  ledger.stage({ do: 'close', account: 'account-3' });
  expect(await ledger.trace('account-3')).toEqual([...of('account-3'), { do: 'close', account: 'account-3' }]);
  await ledger.close();
  const again = must(await open(folder));
  expect(await again.trace('account-4')).toEqual(of('account-4'));
  await again.close();
});

test('a listener for puts is told of what there is and of what comes', async () => {
  const folder = temporaryFolder();
  const ledger = must(await open(folder));
  ledger.stage({ do: 'open', account: 'ana', amount: 1 });
  const seen: unknown[] = [];
  const stop = ledger.onPut((...put) => seen.push(put));
  ledger.stage({ do: 'close', account: 'ana' });
  stop();
  ledger.stage({ do: 'open', account: 'bo', amount: 1 });
  const ana = { amount: 1, moves: 0 };
  expect(seen).toEqual([
    ['accounts', 'ana', undefined, ana],
    ['accounts', 'ana', ana, null],
    ['closed', 'ana', undefined, ana],
  ]);
  await ledger.close();
});

test('a snapshot made under writes holds exactly the state at its beginning; opening gives the memory back', async () => {
  for (const seed of [1, 2]) {
    const folder = temporaryFolder();
    const all = lines(2000, seed);
    const random = randomOf(seed);
    const ledger = must(await open(folder, { snapshotBytes: 2000, busyBytes: 0, segmentBytes: 50_000 }));
    for (const line of all) {
      ledger.stage(line);
      if (random() < 0.1) await ledger.commit();
    }
    await ledger.commit();
    expect(printTables(ledger.table)).toBe(accountsAfter(all));
    await ledger.close();
    expect(snapshots(folder)).toHaveLength(2);

    const again = must(await open(folder));
    const { report } = again.status();
    expect(report).toMatchObject({ lines: 2000, problems: [] });
    expect(report.replayed).toBeLessThan(2000);
    expect(printTables(again.table)).toBe(accountsAfter(all));
    expect(await again.trace('account-1')).toEqual(all.filter((line) => accountBook.keyOf(line) === 'account-1'));
    await again.close();
  }
});

test('lines confirmed while a large snapshot is being written are in it neither as records nor in traces', async () => {
  const disk = crashDisk();
  await disk.mkdir('/w');
  const options = { quarantine: '/w/quarantine', isNew: true, snapshotBytes: 560_000, busyBytes: 0 };
  const ledger = must(await openLedger(disk, '/w/ledger', accountBook, options));
  const all: AccountLine[] = [];
  const random = randomOf(1);
  const commit = async (line: AccountLine) => {
    all.push(line);
    ledger.stage(line);
    await ledger.commit();
  };
  const note = 'x'.repeat(200_000);
  for (let account = 0; account < 12; account++)
    await commit({ do: 'open', account: `account-${account}`, amount: 1, note });
  const before = all.length;
  while (!disk.files().some((name) => name.endsWith('.jsonl'))) await commit(someLine(all.length, random));
  expect(all.length - before).toBeGreaterThan(3);

  const again = must(await openLedger(disk.afterKill(), '/w/ledger', accountBook, { ...options, isNew: false }));
  expect(again.status().report).toMatchObject({ lines: all.length, problems: [] });
  expect(again.status().report.replayed).toBeLessThan(all.length);
  expect(printTables(again.table)).toBe(accountsAfter(all));
  for (let account = 0; account < 12; account++) {
    const key = `account-${account}`;
    expect(await again.trace(key)).toEqual(all.filter((line) => accountBook.keyOf(line) === key));
  }
});

test('a damaged snapshot goes to quarantine, and the one before it and the journal give everything back', async () => {
  const folder = temporaryFolder();
  const all = lines(1500);
  const ledger = must(await open(folder, { snapshotBytes: 2000, busyBytes: 0 }));
  for (const [index, line] of all.entries()) {
    ledger.stage(line);
    if (index % 20 === 0) await ledger.commit();
  }
  await ledger.close();
  const young = snapshots(folder)[1] ?? '';
  const file = join(folder, 'ledger', young);
  const bytes = readFileSync(file);
  bytes.fill('?', bytes.length >> 1, (bytes.length >> 1) + 1);
  writeFileSync(file, bytes);

  const again = must(await open(folder, { isNew: false }));
  const { state, report } = again.status();
  expect(state).toBe('open');
  expect(report.problems.map((one) => one.code)).toEqual(['snapshot-damaged']);
  expect(report.quarantined).toEqual([young]);
  expect(readFileSync(join(folder, 'quarantine', young))).toEqual(bytes);
  expect(printTables(again.table)).toBe(accountsAfter(all));
  await again.close();
});

test('one second without a frame seals the journal and says in CURRENT how far it goes', async () => {
  const folder = temporaryFolder();
  const clock = manualTimer();
  const ledger = must(await open(folder, { timer: clock.timer }));
  ledger.stage({ do: 'open', account: 'ana', amount: 1 });
  await ledger.commit();
  const file = join(folder, 'ledger', segments(folder)[0] ?? '');
  expect(readFileSync(file, 'utf8')).not.toMatch(/^J1 0 /m);
  clock.fire();
  await expect.poll(() => readFileSync(join(folder, 'ledger', 'CURRENT'), 'utf8')).toContain('"bytes"');
  const text = withoutRoom(readFileSync(file)).toString();
  expect(text).toMatch(/^J1 0 2 0 \S+ \S+\n$/m);
  expect(readFileSync(join(folder, 'ledger', 'CURRENT'), 'utf8')).toContain(`"bytes":${text.length}`);
  await ledger.close();
  // Sealed before, so closing adds nothing.
  expect(readFileSync(file, 'utf8')).toBe(text);
});

test('an absent ledger is a problem unless it is new, and nothing is made in its place', async () => {
  const folder = temporaryFolder();
  const opened = await open(folder, { isNew: false });
  expect(opened.ok ? '' : opened.problem.code).toBe('ledger-missing');
  expect(existsSync(join(folder, 'ledger', 'CURRENT'))).toBe(false);
});

test('after closing nothing can be staged, and closing again does nothing', async () => {
  const ledger = must(await open(temporaryFolder()));
  const closing = ledger.close();
  expect(() => ledger.stage({ do: 'close', account: 'x' })).toThrow('closed');
  await closing;
  await ledger.close();
  expect(ledger.status().state).toBe('closed');
  await expect(ledger.commit()).rejects.toThrow('closed');
});
