// Files that are sound by themselves, but not of one history: put together from two copies of a workspace, or only in part there.
import { expect, test } from 'vitest';
import { openLedger, type LedgerOptions } from '../../../../electron/store/ledger.ts';
import { accountBook } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';

const segment = '/w/ledger/segment-000000000001.log';

const open = (disk: CrashDisk, options: Partial<LedgerOptions> = {}) =>
  openLedger(disk, '/w/ledger', accountBook, {
    quarantine: '/w/quarantine',
    isNew: false,
    timer: manualTimer().timer,
    ...options,
  });

/** A disk on which these accounts were opened, one frame each. Not closed, as after kill -9. */
async function killedAfter(accounts: readonly string[]): Promise<CrashDisk> {
  const disk = crashDisk();
  const ledger = must(await open(disk, { isNew: true }));
  for (const account of accounts) {
    ledger.stage({ do: 'open', account, amount: 1 });
    await ledger.commit();
  }
  return disk.afterKill();
}

function framesOf(disk: CrashDisk): Buffer[] {
  const text = disk.bytes(segment).toString('latin1');
  return text.split(/^(?=J1 )/m).map((frame) => Buffer.from(frame, 'latin1'));
}

/** The one ledger, with a frame of the other: as long, and its lines have the same numbers. */
async function withFrameOfOther(at: number): Promise<CrashDisk> {
  const disk = await killedAfter(['ana', 'bob', 'chi']);
  const other = framesOf(await killedAfter(['eve', 'moe', 'zoe']));
  disk.damage(
    segment,
    Buffer.concat(framesOf(disk).map((frame, index) => (index === at ? (other[at] ?? frame) : frame))),
  );
  return disk;
}

test('a frame of another history in the place of one is damage, also the last, though each of them is sound', async () => {
  // The first frame holds the link, not lines.
  for (const at of [1, 2, 3]) {
    const ledger = must(await open(await withFrameOfOther(at)));
    expect(ledger.status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
  }
});

/** A closed ledger in which these accounts were opened, with a snapshot, and a line after it. */
async function closedAfter(accounts: readonly string[]): Promise<CrashDisk> {
  const disk = await killedAfter(accounts);
  await must(await open(disk, { snapshotBytes: 1, busyBytes: 0 })).close();
  const quiet = manualTimer();
  const ledger = must(await open(disk, { snapshotBytes: 1, timer: quiet.timer }));
  quiet.fire();
  await expect.poll(() => disk.files().join()).toContain('snapshot-');
  ledger.stage({ do: 'open', account: 'pat', amount: 1 });
  await ledger.commit();
  await ledger.close();
  return disk;
}

const youngest = (disk: CrashDisk, kind: string): string => disk.files().findLast((file) => file.includes(kind)) ?? '';

test('a snapshot of another history is damage, though every byte of it is sound', async () => {
  const disk = await closedAfter(['ana', 'bob', 'chi']);
  const other = await closedAfter(['eve', 'moe', 'zoe']);
  const snapshot = youngest(disk, 'snapshot-');
  expect(youngest(other, 'snapshot-')).toBe(snapshot);
  disk.damage(snapshot, other.bytes(snapshot));
  const ledger = must(await open(disk));
  expect(ledger.status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
});

test('a snapshot whose segment is gone does not begin the journal anew, also when CURRENT is gone with it', async () => {
  const disk = await closedAfter(['ana', 'bob', 'chi']);
  await disk.unlink(youngest(disk, 'segment-'));
  await disk.unlink('/w/ledger/CURRENT');
  const before = disk.files();
  const ledger = must(await open(disk));
  expect(ledger.status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
  expect([...ledger.table('accounts').keys()]).toEqual(['ana', 'bob', 'chi']);
  expect(disk.files()).toEqual(before);
});
