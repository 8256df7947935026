// What is said of damage: which file, what was restored and from when, what is missing, and where a copy of it is.
import { expect, test } from 'vitest';
import { openLedger, type LedgerOptions } from '../../../../electron/store/ledger.ts';
import type { Disk } from '../../../../electron/store/disk.ts';
import { MINUTE } from '../../../../shared/model/time.ts';
import { accountBook, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';
import { settled } from '../../../support/outbox-world.ts';

const NOON = Date.UTC(2026, 9, 1, 12);
const book = {
  ...accountBook,
  timeOf: (line: AccountLine) => NOON + MINUTE * ('amount' in line ? line.amount : 0),
};
const small = { segmentBytes: 400, snapshotBytes: 300, busyBytes: 0 };

function open(disk: Disk, options: Partial<LedgerOptions> = {}) {
  const { timer } = manualTimer();
  return openLedger(disk, '/w/ledger', book, {
    quarantine: '/w/quarantine',
    isNew: false,
    timer,
    ...small,
    ...options,
  });
}

/** A ledger with a line a minute, and the names of its segments. `snapshots`: whether it has two of them as well. */
async function lived(snapshots: boolean): Promise<{ readonly disk: CrashDisk; readonly segments: readonly string[] }> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  const sizes = snapshots ? small : { ...small, snapshotBytes: 1e9, busyBytes: 1e9 };
  const clock = manualTimer();
  const ledger = must(await open(disk, { isNew: true, timer: clock.timer, ...sizes }));
  for (let minute = 1; minute <= 30; minute += 1) {
    ledger.stage({ do: 'open', account: `a${minute % 5}`, amount: minute });
    await ledger.commit();
    await settled();
    // Two quiet seconds: in the first it sees that nothing has come since.
    for (let quiet = 0; quiet < 2 && minute % 15 === 0; quiet += 1) {
      clock.fire();
      await settled();
    }
  }
  await ledger.close();
  return { disk, segments: disk.files().filter((one) => one.includes('/segment-')) };
}

async function reported(disk: Disk) {
  const { state, report } = must(await open(disk)).status();
  return { state, problems: report.problems };
}

function flip(disk: CrashDisk, file: string, at: number): void {
  const bytes = Buffer.from(disk.bytes(file));
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  disk.damage(file, bytes);
}

test('a damaged segment: the lines that are missing, the time of the latest one there is, and where its copy is', async () => {
  const { disk, segments } = await lived(false);
  const [, second = ''] = segments;
  flip(disk, second, disk.bytes(second).indexOf('"open"'));
  const { state, problems } = await reported(disk);
  expect(state).toBe('read-only');
  const damaged = problems.find((one) => one.message.includes('is damaged at byte'));
  expect(damaged?.message).toContain(
    'One line could not be read, and what it changed is missing. The latest that could be read is from 2026-10-01 12:30 (UTC).',
  );
  expect(damaged?.fix).toMatch(/ A copy of the file is in quarantine\.$/);
});

test('of a missing segment there is no copy, and none is spoken of', async () => {
  const { disk, segments } = await lived(false);
  await disk.unlink(segments.at(-2) ?? '');
  const { problems } = await reported(disk);
  const missing = problems.find((one) => one.message.includes('is missing.'));
  expect(missing?.fix).toBe('Go on with a backup, or copy out what you need.');
  expect(missing?.message).toContain('The latest that could be read is from 2026-10-01 12:26 (UTC).');
});

test.each(['ENOSPC', 'EROFS'])(
  'where no copy can be made (%s), the file is said to stand where it was',
  async (fault) => {
    const { disk, segments } = await lived(false);
    const [, second = ''] = segments;
    flip(disk, second, disk.bytes(second).indexOf('"open"'));
    const full = faultyDisk(disk, (operation, _, path) =>
      path.startsWith('/w/quarantine') && operation !== 'list' ? fault : undefined,
    );
    const { problems } = await reported(full);
    expect(problems[0]?.fix).toMatch(/ No copy of the file could be made; it stands where it was\.$/);
    expect(disk.files().filter((one) => one.startsWith('/w/quarantine/'))).toEqual([]);
  },
);

test('a damaged snapshot: which one stands in for it, and from when that is', async () => {
  const { disk } = await lived(true);
  const snapshots = disk.files().filter((one) => one.includes('/snapshot-'));
  expect(snapshots).toHaveLength(2);
  flip(disk, snapshots[1] ?? '', 200);
  const { state, problems } = await reported(disk);
  expect(state).toBe('open');
  const [older = ''] = snapshots;
  const lines = Number(/snapshot-(\d+)/.exec(older)?.[1]);
  expect(problems).toMatchObject([{ code: 'snapshot-damaged' }]);
  expect(problems[0]?.message).toContain(
    `restored from ${older.slice('/w/ledger/'.length)} of 2026-10-01 12:${String(lines).padStart(2, '0')} (UTC)`,
  );
});

test('an end that was cut off: the time of the latest line before it', async () => {
  const { disk, segments } = await lived(false);
  const last = segments.at(-1) ?? '';
  disk.damage(last, Buffer.concat([disk.bytes(last), Buffer.from('J1 not a whole frame')]));
  const { problems } = await reported(disk);
  expect(problems).toMatchObject([{ code: 'ledger-tail-cut' }]);
  expect(problems[0]?.message).toContain('The latest that could be read is from 2026-10-01 12:30 (UTC).');
});
