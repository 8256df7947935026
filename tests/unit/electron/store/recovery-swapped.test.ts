// A frame that is sound by itself, but of another history: a file put together from two copies of a workspace.
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
