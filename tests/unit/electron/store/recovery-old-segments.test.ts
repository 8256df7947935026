// Segments that a snapshot holds are only checked: every byte of them, however long they are.
import { beforeAll, expect, test } from 'vitest';
import type { Disk } from '../../../../electron/store/disk.ts';
import { openLedger } from '../../../../electron/store/ledger.ts';
import { accountBook } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';

const MIB = 1024 * 1024;
const first = '/w/ledger/segment-000000000001.log';
const second = '/w/ledger/segment-000000000004.log';
const names = ['ana', 'bob', 'chi', 'dee', 'eve', 'fay'];

const open = (disk: Disk, isNew = false) =>
  openLedger(disk, '/w/ledger', accountBook, {
    quarantine: '/w/quarantine',
    isNew,
    timer: manualTimer().timer,
    segmentBytes: 2.5 * MIB,
    snapshotBytes: 1,
    busyBytes: 1e12,
  });

/** Two segments, of three pieces each, before a snapshot. */
let closed: CrashDisk;

beforeAll(async () => {
  closed = crashDisk();
  const ledger = must(await open(closed, true));
  for (const account of names) {
    ledger.stage({ do: 'open', account, amount: 1, note: account.repeat(300_000) });
    await ledger.commit();
  }
  await ledger.settle();
  await ledger.close();
});

test('whole ones are found whole; none of them stays open', async () => {
  expect(closed.files().filter((file) => file.includes('segment-'))).toEqual([
    first,
    second,
    '/w/ledger/segment-000000000007.log',
  ]);
  const disk = closed.afterKill();
  let held = 0;
  const counting: Disk = {
    ...disk,
    async open(file, mode) {
      const opened = await disk.open(file, mode);
      if (mode !== 'read') return opened;
      held += 1;
      return { ...opened, close: () => opened.close().finally(() => (held -= 1)) };
    },
  };
  const ledger = must(await open(counting));
  expect(ledger.status()).toMatchObject({ state: 'open', report: { replayed: 0, problems: [] } });
  expect(held).toBe(0);
  await ledger.close();
});

test.each([first, second])(
  'damage to %s is seen wherever it is, and the records are those of the snapshot',
  async (file) => {
    const whole = closed.bytes(file);
    const flipped = (at: number): Buffer => {
      const copy = Buffer.from(whole);
      copy[at] = (copy[at] ?? 0) ^ 1;
      return copy;
    };
    const damaged = [
      ...[0, 40, MIB - 1, MIB, 2 * MIB, whole.length - 1].map(flipped),
      ...[0, 1, MIB, whole.length - 1].map((length) => whole.subarray(0, length)),
      Buffer.concat([whole, Buffer.from('\n')]),
    ];
    for (const bytes of damaged) {
      const disk = closed.afterKill();
      disk.damage(file, bytes);
      const ledger = must(await open(disk));
      const { state, report } = ledger.status();
      expect(state).toBe('read-only');
      expect(report.problems.map(({ code, where }) => [code, where?.path])).toEqual([
        ['ledger-damaged', file.slice('/w/ledger/'.length)],
      ]);
      expect(report.problems[0]?.message).toContain('is damaged');
      expect([...ledger.table('accounts').keys()]).toEqual(names);
      expect(disk.bytes(file).equals(bytes)).toBe(true);
    }
  },
);
