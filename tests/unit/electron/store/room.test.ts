import { expect, test } from 'vitest';
import { openLedger } from '../../../../electron/store/ledger.ts';
import { withoutRoom } from '../../../../electron/store/segment.ts';
import { accountBook, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk } from '../../../support/faulty-disk.ts';
import { open } from '../../../support/ledger-life.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';

const segment = '/w/ledger/segment-000000000001.log';
const ana: AccountLine = { do: 'open', account: 'ana', amount: 1 };
const bo: AccountLine = { do: 'open', account: 'bo', amount: 2 };
/** Fills a segment of these tests. */
const note = 'x'.repeat(5000);

/** A ledger on a disk that refuses so many cuts. */
async function refusing(cuts: number) {
  const memory = crashDisk();
  await memory.mkdir('/w');
  const disk = faultyDisk(memory, (operation) => (operation === 'truncate' && cuts-- > 0 ? 'EIO' : undefined));
  return { memory, ledger: must(await open(disk, true)) };
}

test('room that could not be cut off at once does not come back with a power cut, once the next segment has begun', async () => {
  const { memory, ledger } = await refusing(1);
  ledger.stage({ ...ana, note });
  await ledger.commit();
  await expect.poll(() => ledger.status().state).toBe('read-only');
  expect(await ledger.retry()).toBe(true);
  ledger.stage(bo);
  await ledger.commit();
  // Nothing that was not synced is kept.
  const found = memory.afterPowerCut(() => 0.1);
  const again = must(await open(found, false));
  expect(again.status()).toMatchObject({ state: 'open', report: { problems: [] } });
  expect([...again.table('accounts').keys()]).toEqual(['ana', 'bo']);
});

test('room that cannot be cut off at the end stays, and means nothing to the next opening', async () => {
  const { memory, ledger } = await refusing(Infinity);
  ledger.stage(ana);
  await ledger.commit();
  await ledger.close();
  const left = memory.bytes(segment);
  expect(left.length).toBeGreaterThan(withoutRoom(left).length);
  const again = must(await open(memory, false));
  again.stage(bo);
  await again.commit();
  expect(memory.bytes(segment).length).toBe(left.length);
  await again.close();
  const last = must(await open(memory, false));
  expect(last.status().report.problems).toEqual([]);
  expect([...last.table('accounts').keys()]).toEqual(['ana', 'bo']);
});

test('a segment that is gone on with gets room again, as soon as a frame goes beyond what is there', async () => {
  const { memory, ledger } = await refusing(0);
  ledger.stage(ana);
  await ledger.commit();
  await ledger.close();
  const closed = memory.bytes(segment);
  expect(closed.equals(withoutRoom(closed))).toBe(true);
  const again = must(await open(memory, false));
  again.stage(bo);
  await again.commit();
  const bytes = memory.bytes(segment);
  expect(bytes.length).toBe(withoutRoom(bytes).length + 250);
});

/** Small segments, and no snapshot that would stand for the first of them. */
const options = { quarantine: '/w/quarantine', timer: manualTimer().timer, segmentBytes: 4000 };

test('zeros behind a segment that another one follows are no room, but damage', async () => {
  const memory = crashDisk();
  await memory.mkdir('/w');
  const ledger = must(await openLedger(memory, '/w/ledger', accountBook, { ...options, isNew: true }));
  for (const line of [{ ...ana, note }, bo]) {
    ledger.stage(line);
    await ledger.commit();
  }
  await ledger.close();
  const whole = memory.bytes(segment);
  memory.damage(segment, Buffer.concat([whole], whole.length + 100));
  const again = must(await openLedger(memory, '/w/ledger', accountBook, { ...options, isNew: false }));
  expect(again.status()).toMatchObject({ state: 'read-only', problem: { code: 'ledger-damaged' } });
});

test('zeros in the place of a segment’s first frame are no room: they are kept, and told of by their length', async () => {
  const memory = crashDisk();
  await memory.mkdir('/w');
  const ledger = must(await openLedger(memory, '/w/ledger', accountBook, { ...options, isNew: true }));
  ledger.stage({ ...ana, note });
  await ledger.commit();
  const next = '/w/ledger/segment-000000000002.log';
  await expect.poll(() => memory.files().includes(next) && memory.bytes(next).length).toBeGreaterThan(0);
  const found = memory.afterKill();
  const zeros = Buffer.alloc(found.bytes(next).length);
  found.damage(next, zeros);
  const again = must(await openLedger(found, '/w/ledger', accountBook, { ...options, isNew: false }));
  const { state, report } = again.status();
  expect(state).toBe('open');
  expect(report.problems.map((one) => one.code)).toEqual(['ledger-tail-cut']);
  expect(report.problems[0]?.message).toContain(`The last ${zeros.length} bytes`);
  expect(found.bytes(`/w/quarantine/${report.quarantined[0]}`).equals(zeros)).toBe(true);
  expect([...again.table('accounts').keys()]).toEqual(['ana']);
});
