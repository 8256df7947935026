// Snapshots at their edges: rows longer than a piece, closing in the middle of one, a disk that keeps less than it said.
import { expect, test } from 'vitest';
import type { Disk } from '../../../../electron/store/disk.ts';
import { encodeLine } from '../../../../electron/store/frame.ts';
import { openLedger, type LedgerOptions } from '../../../../electron/store/ledger.ts';
import { sumOf, sumText } from '../../../../electron/store/sums.ts';
import { accountBook, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';

const account = (name: string, note = ''): AccountLine => ({ do: 'open', account: name, amount: 1, note });
const snapshotsOf = (disk: CrashDisk) => disk.files().filter((name) => /snapshot-\d+\.jsonl$/.test(name));

async function newDisk(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  return disk;
}

/** A ledger that makes a snapshot after each quiet moment. */
async function opened(disk: Disk, isNew: boolean, options: Partial<LedgerOptions> = {}) {
  const clock = manualTimer();
  const limits = { snapshotBytes: 1, busyBytes: 1e9, timer: clock.timer, ...options };
  const ledger = must(
    await openLedger(disk, '/w/ledger', accountBook, { quarantine: '/w/quarantine', isNew, ...limits }),
  );
  const write = async (...lines: readonly AccountLine[]): Promise<void> => {
    for (const line of lines) ledger.stage(line);
    await ledger.commit();
  };
  return { ledger, write, quiet: () => clock.fire() };
}

test('a record longer than a piece of the file is whole after opening', async () => {
  const disk = await newDisk();
  const first = await opened(disk, true);
  const note = 'ü'.repeat(1_200_000);
  await first.write(account('ana'), account('bo', note), account('chi'));
  first.quiet();
  await expect.poll(() => snapshotsOf(disk).length).toBe(1);
  await first.ledger.close();
  const { ledger } = await opened(disk, false);
  expect(ledger.status().report).toMatchObject({ replayed: 0, problems: [] });
  expect([...ledger.table('accounts').keys()]).toEqual(['ana', 'bo', 'chi']);
  expect(ledger.get('accounts', 'bo')).toMatchObject({ note });
  await ledger.close();
});

test('it does not matter where the pieces of the file end: in the foot, at a line end, in a letter', async () => {
  // The note's length moves the rest of the file byte by byte over the end of the first piece, which has 1 MiB.
  const lengthWith = async (letters: number): Promise<number> => {
    const disk = await newDisk();
    const first = await opened(disk, true);
    const note = `${'x'.repeat(letters)}ü`;
    await first.write(account('ana', note));
    first.quiet();
    await expect.poll(() => snapshotsOf(disk).length).toBe(1);
    await first.ledger.close();
    const { ledger } = await opened(disk, false);
    expect(ledger.status().report).toMatchObject({ replayed: 0, problems: [] });
    expect(ledger.get('accounts', 'ana')).toMatchObject({ note });
    await ledger.close();
    return disk.bytes(snapshotsOf(disk)[0] ?? '').length;
  };
  const before = (await lengthWith(1000)) - 1000;
  for (let over = -8; over < 128; over += 8) await lengthWith(1024 * 1024 - before + over);
});

test('closing in the middle of a snapshot leaves none, and everything is there at the next opening', async () => {
  const memory = await newDisk();
  let closing: Promise<void> | undefined;
  let close = (): void => undefined;
  const disk: Disk = {
    ...memory,
    async open(file, mode) {
      if (file.includes('snapshot') && mode === 'new') close();
      return memory.open(file, mode);
    },
  };
  const { ledger, write, quiet } = await opened(disk, true);
  close = () => void (closing ??= ledger.close());
  const note = 'x'.repeat(200_000);
  await write(...Array.from({ length: 6 }, (_, at) => account(`account-${at}`, note)));
  quiet();
  await expect.poll(() => closing !== undefined).toBe(true);
  await closing;
  expect(memory.files().filter((name) => name.includes('snapshot'))).toEqual([]);
  const again = await opened(memory, false);
  expect(again.ledger.status().report).toMatchObject({ lines: 6, replayed: 6, problems: [] });
  await again.ledger.close();
});

test('a disk that keeps less than it said makes no snapshot; that is told, and the journal goes on', async () => {
  const memory = await newDisk();
  const disk: Disk = {
    ...memory,
    async open(file, mode) {
      const whole = await memory.open(file, mode);
      if (!file.includes('snapshot')) return whole;
      return { ...whole, size: async () => (await whole.size()) - 1 };
    },
  };
  const { ledger, write, quiet } = await opened(disk, true);
  await write(account('ana'));
  quiet();
  await expect.poll(() => ledger.status().problem?.code).toBe('disk-error');
  expect(memory.files().filter((name) => name.includes('snapshot'))).toEqual([]);
  await write(account('bo'));
  expect(ledger.status().state).toBe('open');
  await ledger.close();
});

test('who is about to end makes the snapshot that is due without a quiet second, and none that is not', async () => {
  const disk = await newDisk();
  const { ledger, write } = await opened(disk, true, { snapshotBytes: 1000 });
  await write(account('ana'));
  await ledger.settle();
  expect(snapshotsOf(disk)).toHaveLength(0);
  await write(account('bo', 'x'.repeat(1000)));
  await ledger.settle();
  expect(snapshotsOf(disk)).toHaveLength(1);
  await ledger.close();
  const again = await opened(disk, false);
  expect(again.ledger.status().report).toMatchObject({ lines: 2, replayed: 0, problems: [] });
  await again.ledger.close();
});

test('who is about to end waits for a snapshot that is being made, and makes no other one', async () => {
  const memory = await newDisk();
  let begun = 0;
  const disk = faultyDisk(memory, (operation, _, path) => {
    if (operation === 'open' && path.endsWith('.tmp') && path.includes('snapshot')) begun += 1;
    return undefined;
  });
  const { ledger, write, quiet } = await opened(disk, true);
  await write(account('ana'));
  quiet();
  await Promise.all([ledger.settle(), ledger.settle()]);
  expect([begun, snapshotsOf(memory).length]).toEqual([1, 1]);
  await ledger.close();
});

test('a snapshot that fails keeps nobody from ending: it is told, and what was confirmed is in the journal', async () => {
  const memory = await newDisk();
  const disk = faultyDisk(memory, (operation, _, path) =>
    operation === 'write' && path.includes('snapshot') ? 'ENOSPC' : undefined,
  );
  const { ledger, write } = await opened(disk, true);
  await write(account('ana'));
  await ledger.settle();
  expect(ledger.status()).toMatchObject({ state: 'open', problem: { code: 'disk-full' } });
  await ledger.close();
  const again = await opened(memory, false);
  expect(again.ledger.status().report).toMatchObject({ lines: 1, replayed: 1, problems: [] });
  await again.ledger.close();
});

test('a full disk keeps nobody who is about to end waiting once it was found full', async () => {
  const memory = await newDisk();
  let full = false;
  const disk = faultyDisk(memory, (operation) => (full && operation === 'write' ? 'ENOSPC' : undefined));
  const { ledger, write } = await opened(disk, true);
  await write(account('ana'));
  full = true;
  ledger.stage(account('bo'));
  ledger.commit().catch(() => undefined);
  await expect.poll(() => ledger.status().state).toBe('read-only');
  await ledger.settle();
  await expect(ledger.close()).rejects.toThrow('full');
});

/** Puts rows in the place of those of a snapshot, with a foot for them. */
function rewrite(disk: CrashDisk, file: string, rows: readonly string[]): void {
  const body = Buffer.from(`${rows.join('\n')}\n`);
  const foot = encodeLine({ bytes: body.length, sum: sumText(sumOf(body)) });
  disk.damage(file, Buffer.concat([body, Buffer.from(foot)]));
}

test('a snapshot of the first version, a row a record and a row a trace, is read', async () => {
  const disk = await newDisk();
  const first = await opened(disk, true);
  const lines = [account('ana', 'ü'), account('bo')];
  await first.write(...lines);
  first.quiet();
  await expect.poll(() => snapshotsOf(disk).length).toBe(1);
  await first.ledger.close();
  const [file = ''] = snapshotsOf(disk);
  const rows = disk.bytes(file).toString().split('\n').slice(0, -2);
  const [head = '', table = '', , ...others] = rows;
  const { traces, at } = JSON.parse(others.at(-1) ?? '') as { traces: string[]; at: number[] };
  const old = [
    head.replace('"version":2', '"version":1'),
    table,
    '["ana",{"amount":1,"moves":0,"note":"of the first version"}]',
    '["bo",{"amount":1,"moves":0,"note":""}]',
    ...others.slice(0, -1),
    ...traces.map((key, trace) => JSON.stringify([key, ...at.slice(trace * 3, trace * 3 + 3)])),
  ];
  rewrite(disk, file, old);
  const { ledger } = await opened(disk, false);
  expect(ledger.status().report).toMatchObject({ replayed: 0, problems: [] });
  expect([...ledger.table('accounts')]).toEqual([
    ['ana', { amount: 1, moves: 0, note: 'of the first version' }],
    ['bo', { amount: 1, moves: 0, note: '' }],
  ]);
  expect(await Promise.all(['ana', 'bo'].map((key) => ledger.trace(key)))).toEqual(lines.map((line) => [line]));
  await ledger.close();
});

test('traces stand some hundred in a row, however many there are, and each comes back as it was', async () => {
  const disk = await newDisk();
  const first = await opened(disk, true);
  const accounts = Array.from({ length: 1500 }, (_, at) => account(`account-${at}`));
  const moves = [1, 2, 3].map((amount): AccountLine => ({ do: 'move', from: 'account-700', to: 'account-9', amount }));
  await first.write(...accounts, ...moves);
  await first.ledger.settle();
  await first.ledger.close();
  const rows = disk
    .bytes(snapshotsOf(disk)[0] ?? '')
    .toString()
    .split('\n')
    .slice(0, -2);
  const traces = rows.map((row) => JSON.parse(row) as { traces?: string[] }).flatMap((row) => row.traces?.length ?? []);
  expect(traces).toEqual([683, 680, 137]);
  const { ledger } = await opened(disk, false);
  expect(ledger.status().report).toMatchObject({ replayed: 0, problems: [] });
  for (const at of [0, 682, 683, 1362, 1363, 1499]) {
    expect(await ledger.trace(`account-${at}`)).toEqual([accounts[at]]);
  }
  expect(await ledger.trace('account-700')).toEqual([accounts[700], ...moves]);
  await ledger.close();
});

test('a snapshot that a newer Baton wrote is no damage: the workspace is not opened, and nothing in it is touched', async () => {
  const disk = await newDisk();
  const first = await opened(disk, true);
  await first.write(account('ana'));
  await first.ledger.settle();
  await first.ledger.close();
  const [file = ''] = snapshotsOf(disk);
  const [head = '', ...others] = disk.bytes(file).toString().split('\n').slice(0, -2);
  rewrite(disk, file, [head.replace('"version":2', '"version":3'), ...others]);
  const before = disk.files().map((name) => [name, disk.bytes(name)]);
  const result = await openLedger(disk, '/w/ledger', accountBook, { quarantine: '/w/quarantine', isNew: false });
  expect(result).toMatchObject({ ok: false, problem: { code: 'workspace-newer' } });
  expect(disk.files().map((name) => [name, disk.bytes(name)])).toEqual(before);
});

test('a snapshot whose end is gone is not believed: the journal gives everything back', async () => {
  const disk = await newDisk();
  const first = await opened(disk, true);
  await first.write(account('ana'), account('bo'));
  first.quiet();
  await expect.poll(() => snapshotsOf(disk).length).toBe(1);
  await first.ledger.close();
  const [file = ''] = snapshotsOf(disk);
  disk.damage(file, disk.bytes(file).subarray(0, -1));
  const { ledger } = await opened(disk, false);
  const { report } = ledger.status();
  expect(report).toMatchObject({ replayed: 2, problems: [{ code: 'snapshot-damaged' }] });
  expect(report.problems[0]?.message).toContain('restored from the journal instead');
  expect([...ledger.table('accounts').keys()]).toEqual(['ana', 'bo']);
  await ledger.close();
});

test('who is new while a snapshot is written is in the journal alone, and found there after opening', async () => {
  const memory = await newDisk();
  let meanwhile = (): void => undefined;
  const disk: Disk = {
    ...memory,
    async open(file, mode) {
      const whole = await memory.open(file, mode);
      if (file.includes('snapshot') && mode === 'new') meanwhile();
      return whole;
    },
  };
  const { write, quiet } = await opened(disk, true);
  const note = 'x'.repeat(300_000);
  const before = Array.from({ length: 8 }, (_, at) => account(`account-${at}`, note));
  await write(...before);
  let later: Promise<void> | undefined;
  meanwhile = () => void (later ??= write(account('zoe')));
  quiet();
  await expect.poll(() => snapshotsOf(memory).length).toBe(1);
  await later;
  expect(memory.bytes(snapshotsOf(memory)[0] ?? '').includes('zoe')).toBe(false);
  const again = await opened(memory.afterKill(), false);
  expect(again.ledger.status().report).toMatchObject({ lines: 9, replayed: 1, problems: [] });
  expect(await again.ledger.trace('zoe')).toEqual([account('zoe')]);
  expect(await again.ledger.trace('account-3')).toEqual([before[3]]);
});
