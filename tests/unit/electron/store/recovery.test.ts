import { beforeAll, expect, test } from 'vitest';
import { FrameDraft } from '../../../../electron/store/frame.ts';
import { openLedger, type LedgerOptions } from '../../../../electron/store/ledger.ts';
import { withoutRoom } from '../../../../electron/store/segment.ts';
import { NO_SUM } from '../../../../electron/store/sums.ts';
import { accountBook, accountsAfter, printTables, someLine, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';

// Many states; a busy machine must not fail the test.
const LONG = { timeout: 60_000 };
const segment = '/w/ledger/segment-000000000001.log';

async function open(disk: CrashDisk, options: Partial<LedgerOptions> = {}) {
  const { timer } = manualTimer();
  return openLedger(disk, '/w/ledger', accountBook, { quarantine: '/w/quarantine', isNew: false, timer, ...options });
}

async function newDisk(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  return disk;
}

/** A disk with these groups of lines, one frame each. Not closed, as after kill -9. */
async function killedAfter(groups: readonly (readonly AccountLine[])[]): Promise<CrashDisk> {
  const disk = await newDisk();
  const ledger = must(await open(disk, { isNew: true }));
  for (const group of groups) {
    for (const line of group) ledger.stage(line);
    await ledger.commit();
  }
  return disk.afterKill();
}

const random = randomOf(7);
const groups = Array.from({ length: 4 }, (_, group) => [0, 1, 2].map((line) => someLine(group * 3 + line, random)));
const states = groups.map((_, count) => accountsAfter(groups.slice(0, count + 1).flat()));
const allButLast = states[groups.length - 2];
let killed: CrashDisk;
let whole: Buffer;
let lastFrame: number;

beforeAll(async () => {
  killed = await killedAfter(groups);
  whole = withoutRoom(killed.bytes(segment));
  lastFrame = whole.lastIndexOf('\nJ1 ') + 1;
});

test(
  'a last frame torn at any byte is cut off, kept in quarantine and reported; all before it stays',
  LONG,
  async () => {
    for (let cut = lastFrame + 1; cut < whole.length; cut++) {
      const disk = killed.afterKill();
      disk.damage(segment, whole.subarray(0, cut));
      const ledger = must(await open(disk));
      const { state, report } = ledger.status();
      expect(state).toBe('open');
      expect(printTables(ledger.table)).toBe(allButLast);
      expect(report.problems.map((one) => one.code)).toEqual(['ledger-tail-cut']);
      expect(report.problems[0]?.message).toContain('may or may not have been confirmed');
      expect(whole.subarray(lastFrame, cut).equals(disk.bytes(`/w/quarantine/${report.quarantined[0]}`))).toBe(true);
      expect(disk.bytes(segment).length).toBe(lastFrame);

      ledger.stage({ do: 'open', account: 'later', amount: 1 });
      await ledger.close();
      const again = must(await open(disk));
      expect(again.status().report.problems).toEqual([]);
      expect(again.get('accounts', 'later')).toBeDefined();
      await again.close();
    }
  },
);

test(
  'what stands behind the end without being a frame is cut off and kept, without the zeros after it',
  LONG,
  async () => {
    const disk = killed.afterKill();
    const laid = Buffer.from(disk.bytes(segment));
    laid.write('J1 not a frame', whole.length + 100);
    disk.damage(segment, laid);
    const ledger = must(await open(disk));
    const { report } = ledger.status();
    expect(report.problems.map((one) => one.code)).toEqual(['ledger-tail-cut']);
    expect(printTables(ledger.table)).toBe(states.at(-1));
    const kept = disk.bytes(`/w/quarantine/${report.quarantined[0]}`);
    expect(kept.toString('latin1')).toBe(`${'\0'.repeat(100)}J1 not a frame`);
    await ledger.close();
  },
);

test('a wrong byte anywhere in the last, unsealed frame costs that frame and nothing else', LONG, async () => {
  for (let at = lastFrame; at < whole.length; at++) {
    const disk = killed.afterKill();
    disk.damage(segment, flipped(whole, at));
    const ledger = must(await open(disk));
    expect(ledger.status()).toMatchObject({ state: 'open', report: { problems: [{ code: 'ledger-tail-cut' }] } });
    expect(printTables(ledger.table)).toBe(allButLast);
    await ledger.close();
  }
});

test(
  'a wrong byte anywhere before the last frame is damage: read-only, everything else is read, nothing is written',
  LONG,
  async () => {
    for (let at = 0; at < lastFrame; at += 5) {
      const disk = killed.afterKill();
      const damaged = flipped(whole, at);
      disk.damage(segment, damaged);
      const ledger = must(await open(disk));
      const { state, problem, report } = ledger.status();
      expect({ at, state, code: problem?.code }).toEqual({ at, state: 'read-only', code: 'ledger-damaged' });
      expect(damaged.equals(disk.bytes(`/w/quarantine/${report.quarantined[0]}`))).toBe(true);
      expect(() => ledger.stage({ do: 'close', account: 'x' })).toThrow('damaged');
      await expect(ledger.commit()).rejects.toThrow('damaged');
      await ledger.close();
      expect(damaged.equals(disk.bytes(segment))).toBe(true);
    }
  },
);

test('behind the damage the lines that are sound by themselves are still read', async () => {
  const disk = await killedAfter([
    [{ do: 'open', account: 'ana', amount: 1 }],
    [
      { do: 'open', account: 'bo', amount: 2 },
      { do: 'open', account: 'chi', amount: 3 },
    ],
    [{ do: 'open', account: 'dee', amount: 4 }],
  ]);
  const bytes = disk.bytes(segment);
  disk.damage(segment, flipped(bytes, bytes.indexOf('"bo"') + 1));
  const ledger = must(await open(disk));
  expect([...ledger.table('accounts').keys()]).toEqual(['ana', 'chi', 'dee']);
  expect(ledger.status().problem?.message).toContain('One line could not be read');
});

test('after a seal the loss of any bytes is damage, even of whole frames at the end', LONG, async () => {
  const closed = await killedAfter(groups);
  await must(await open(closed)).close();
  const sealed = closed.bytes(segment);
  const anywhere = Array.from({ length: Math.ceil(sealed.length / 7) }, (_, part) => part * 7);
  // What is left is then whole, and only CURRENT knows of the rest.
  const betweenFrames = [...sealed.toString('latin1').matchAll(/^J1 /gm)].map((frame) => frame.index);
  for (const cut of [...anywhere, ...betweenFrames]) {
    const disk = closed.afterKill();
    disk.damage(segment, sealed.subarray(0, cut));
    const ledger = must(await open(disk));
    expect({ cut, state: ledger.status().state }).toEqual({ cut, state: 'read-only' });
  }
});

test('a wrong byte in any file of a closed ledger with snapshots and several segments is noticed', LONG, async () => {
  const disk = await newDisk();
  const limits = { segmentBytes: 1500, snapshotBytes: 500, busyBytes: 0 };
  const ledger = must(await open(disk, { isNew: true, ...limits }));
  const random = randomOf(3);
  const all = Array.from({ length: 120 }, (_, index) => someLine(index, random));
  for (const line of all) {
    ledger.stage(line);
    await ledger.commit();
  }
  await ledger.close();
  const files = disk.files();
  expect(files.filter((name) => name.includes('segment')).length).toBeGreaterThan(3);
  expect(files.filter((name) => name.includes('snapshot'))).toHaveLength(2);

  const silent: string[] = [];
  const wrong: string[] = [];
  for (const file of files) {
    const bytes = disk.bytes(file);
    for (let at = 0; at < bytes.length; at += 97) {
      const damaged = disk.afterKill();
      damaged.damage(file, flipped(bytes, at));
      const found = must(await open(damaged, limits));
      if (found.status().report.problems.length === 0) silent.push(`${file} ${at}`);
      const isSame = printTables(found.table) === accountsAfter(all);
      if (found.status().state === 'open' && !isSame) wrong.push(`${file} ${at}`);
      await found.close();
    }
  }
  expect(silent).toEqual([]);
  expect(wrong).toEqual([]);
});

test('a missing file is noticed: a segment, a snapshot, CURRENT', async () => {
  const disk = await newDisk();
  const limits = { segmentBytes: 1500, snapshotBytes: 500, busyBytes: 0 };
  const ledger = must(await open(disk, { isNew: true, ...limits }));
  const all = Array.from({ length: 120 }, (_, index) => someLine(index, random));
  for (const line of all) {
    ledger.stage(line);
    await ledger.commit();
  }
  await ledger.close();
  for (const file of disk.files()) {
    const without = disk.afterKill();
    await without.unlink(file);
    const { state, report } = must(await open(without, limits)).status();
    const isSpare = file === disk.files().filter((name) => name.includes('snapshot'))[0];
    expect({ file, problems: report.problems.length > 0 || isSpare }).toEqual({ file, problems: true });
    expect({ file, state }).toEqual({ file, state: file.includes('segment') ? 'read-only' : 'open' });
  }
});

test('the file of the youngest segment is missed too, without a quiet second or an orderly end', async () => {
  const disk = await newDisk();
  const limits = { segmentBytes: 1500 };
  const ledger = must(await open(disk, { isNew: true, ...limits }));
  const segments = (): readonly string[] => disk.files().filter((name) => name.includes('segment'));
  for (let index = 0; segments().length < 3; index++) {
    ledger.stage(someLine(index, random));
    await ledger.commit();
  }
  // Two more frames: CURRENT is written beside them.
  for (const index of [1000, 1001]) {
    ledger.stage(someLine(index, random));
    await ledger.commit();
  }
  await new Promise((resolve) => setImmediate(resolve));
  const without = disk.afterKill();
  await without.unlink(segments().at(-1) ?? '');
  expect(must(await open(without, limits)).status()).toMatchObject({
    state: 'read-only',
    problem: { code: 'ledger-damaged' },
  });
});

test.each(['CURRENT', 'snapshot'])('%s in the place of a segment is damage like any other', async (kind) => {
  const disk = await newDisk();
  const ledger = must(await open(disk, { isNew: true, segmentBytes: 1500, snapshotBytes: 500, busyBytes: 0 }));
  for (let index = 0; index < 40; index++) {
    ledger.stage(someLine(index, random));
    await ledger.commit();
  }
  await ledger.close();
  const other = disk.files().find((name) => name.includes(kind)) ?? '';
  disk.damage(disk.files().find((name) => name.includes('segment')) ?? '', disk.bytes(other));
  expect(must(await open(disk)).status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
});

test('a segment of another ledger before the first one is damage: the histories do not meet', async () => {
  const disk = killed.afterKill();
  await copyOf(disk, segment, '/w/ledger/segment-000000000000.log');
  const { state, problem, report } = must(await open(disk)).status();
  expect({ state, code: problem?.code }).toEqual({ state: 'read-only', code: 'ledger-damaged' });
  expect(report.problems.map((one) => one.where?.path)).toContain('segment-000000000001.log');
});

test('a segment that begins with something else than its link is damage', async () => {
  const disk = killed.afterKill();
  disk.damage(segment, whole.subarray(whole.indexOf('\nJ1 ') + 1));
  const ledger = must(await open(disk));
  expect(ledger.status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
  expect(printTables(ledger.table)).toBe(accountsAfter(groups.flat()));
});

test('a first segment without lines that names no segment before it, but is no link, is damage too', async () => {
  const disk = killed.afterKill();
  const draft = new FrameDraft();
  draft.add({ segmentBefore: 'what stands here is no link' });
  const { bytes } = draft.encode(1, 0, NO_SUM);
  disk.damage(segment, Buffer.concat([bytes, whole.subarray(whole.indexOf('\nJ1 ') + 1)]));
  expect(must(await open(disk)).status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
});

test('a CURRENT that was cut off is put aside, and the ledger opens without it', async () => {
  const disk = await killedAfter(groups);
  await must(await open(disk)).close();
  disk.damage('/w/ledger/CURRENT', disk.bytes('/w/ledger/CURRENT').subarray(0, -1));
  const ledger = must(await open(disk));
  expect(ledger.status()).toMatchObject({
    state: 'open',
    report: { problems: [{ code: 'current-damaged' }], quarantined: ['CURRENT'] },
  });
  expect(printTables(ledger.table)).toBe(accountsAfter(groups.flat()));
  await ledger.close();
});

test('nothing is removed from a damaged ledger, held for a backup or tried again: it is read only', async () => {
  const disk = killed.afterKill();
  disk.damage(segment, flipped(whole, 40));
  const ledger = must(await open(disk));
  const plan = { why: 'erased', on: 1, goes: () => true, where: { kind: 'named', words: [] } } as const;
  await expect(ledger.prune(plan)).rejects.toThrow('damaged');
  await expect(ledger.holdFiles(async () => undefined)).rejects.toThrow('damaged');
  expect(await ledger.retry()).toBe(false);
  await ledger.close();
});

async function copyOf(disk: CrashDisk, from: string, to: string): Promise<void> {
  const file = await disk.open(to, 'new');
  await file.write(disk.bytes(from), 0);
  await file.close();
}

function flipped(bytes: Buffer, at: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 0x11;
  return copy;
}
