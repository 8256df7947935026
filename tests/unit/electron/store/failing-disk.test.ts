import { expect, test, vi } from 'vitest';
import type { Disk } from '../../../../electron/store/disk.ts';
import { openLedger } from '../../../../electron/store/ledger.ts';
import { withoutRoom } from '../../../../electron/store/segment.ts';
import { accountBook, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk, type Decide, type Fault } from '../../../support/faulty-disk.ts';
import { failOperations, open } from '../../../support/ledger-life.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';

// Many states; a busy machine must not fail the test.
const LONG = { timeout: 60_000 };
const ana: AccountLine = { do: 'open', account: 'ana', amount: 1 };
const bo: AccountLine = { do: 'open', account: 'bo', amount: 2 };
const segment = '/w/ledger/segment-000000000001.log';

/** A ledger on a disk whose faults are switched on and off by the test. */
async function failing() {
  const memory = await newDisk();
  let fault: Decide = () => undefined;
  const disk = faultyDisk(memory, (...asked) => fault(...asked));
  const ledger = must(await open(disk, true));
  return {
    memory,
    ledger,
    fail: (decide: Decide) => void (fault = decide),
    heal: () => void (fault = () => undefined),
  };
}

async function newDisk(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  return disk;
}

test.each<[string, Fault]>([
  ['refuses everything', 'ENOSPC'],
  ['takes a part', { takes: 20 }],
])('a full disk that %s: read-only, nothing is confirmed, and it goes on when there is room', async (_, fault) => {
  const { memory, ledger, fail, heal } = await failing();
  ledger.stage(ana);
  await ledger.commit();
  const good = withoutRoom(memory.bytes(segment));

  let full = false;
  fail((operation) => {
    if (operation !== 'write') return undefined;
    const now = full ? 'ENOSPC' : fault;
    full = true;
    return now;
  });
  const changes: string[] = [];
  ledger.onStatus(() => changes.push(ledger.status().state));
  ledger.stage(bo);
  let confirmed = false;
  const commit = ledger.commit().then(() => void (confirmed = true));
  await expect.poll(() => ledger.status().state).toBe('read-only');
  expect(ledger.status().problem?.code).toBe('disk-full');
  expect(memory.bytes(segment).equals(good)).toBe(true);
  expect(() => ledger.stage(ana)).toThrow('The disk is full');
  expect(await ledger.retry()).toBe(false);
  expect(confirmed).toBe(false);

  heal();
  expect(await ledger.retry()).toBe(true);
  await commit;
  expect(ledger.status()).toMatchObject({ state: 'open', problem: undefined });
  expect(changes.at(-1)).toBe('open');
  const again = must(await open(memory.afterKill(), false));
  expect([...again.table('accounts').keys()]).toEqual(['ana', 'bo']);
});

test('a segment that could neither be begun nor taken away again is begun when the disk is well', async () => {
  const { memory, ledger, fail, heal } = await failing();
  fail((operation, _, path) =>
    path.includes('segment-') && !path.endsWith(segment) && operation !== 'open' ? 'ENOSPC' : undefined,
  );
  const note = 'x'.repeat(5000);
  ledger.stage({ ...ana, note });
  await ledger.commit();
  ledger.stage(bo);
  const commit = ledger.commit();
  await expect.poll(() => ledger.status().state).toBe('read-only');
  expect(await ledger.retry()).toBe(false);
  heal();
  expect(await ledger.retry()).toBe(true);
  await commit;
  await ledger.close();
  const again = must(await open(memory, false));
  expect(again.status().report.problems).toEqual([]);
  expect([...again.table('accounts').keys()]).toEqual(['ana', 'bo']);
});

test('a next segment that the disk refuses to begin holds up what follows, and loses nothing', async () => {
  const { memory, ledger, fail, heal } = await failing();
  fail((operation, _, path) =>
    operation === 'open' && path.includes('segment-') && path !== segment ? 'ENOSPC' : undefined,
  );
  ledger.stage({ ...ana, note: 'x'.repeat(5000) });
  await ledger.commit();
  ledger.stage(bo);
  const commit = ledger.commit();
  await expect.poll(() => ledger.status().state).toBe('read-only');
  heal();
  expect(await ledger.retry()).toBe(true);
  await commit;
  await ledger.close();
  const again = must(await open(memory, false));
  expect([...again.table('accounts').keys()]).toEqual(['ana', 'bo']);
});

test('a large frame does not spoil the small ones after it', async () => {
  const memory = await newDisk();
  const options = { quarantine: '/w/quarantine', isNew: true, timer: manualTimer().timer };
  const ledger = must(await openLedger(memory, '/w/ledger', accountBook, options));
  const lines = [{ ...ana, note: 'x'.repeat(9_000_000) }, bo, { ...bo, amount: 3 }];
  for (const line of lines) {
    ledger.stage(line);
    await ledger.commit();
  }
  await ledger.close();
  const again = must(await openLedger(memory, '/w/ledger', accountBook, { ...options, isNew: false }));
  expect(again.status().report).toMatchObject({ lines: 3, problems: [] });
  expect(await again.trace('bo')).toEqual(lines.slice(1));
});

test('closing while the disk is full tells everybody who waits, and keeps what was confirmed', async () => {
  const { memory, ledger, fail } = await failing();
  ledger.stage(ana);
  await ledger.commit();
  fail((operation) => (operation === 'write' ? 'ENOSPC' : undefined));
  ledger.stage(bo);
  const answers = await Promise.allSettled([ledger.commit(), ledger.close()]);
  for (const answer of answers) expect(String(Object.entries(answer))).toContain('The disk is full');
  const again = must(await open(memory, false));
  expect(again.status().report).toMatchObject({ lines: 1, problems: [] });
});

test('a failed sync fails the ledger: nothing is confirmed any more until it is opened again', async () => {
  const { memory, ledger, fail, heal } = await failing();
  ledger.stage(ana);
  await ledger.commit();
  fail((operation) => (operation === 'sync' ? 'EIO' : undefined));
  ledger.stage(bo);
  await expect(ledger.commit()).rejects.toThrow('EIO');
  heal();
  expect(ledger.status()).toMatchObject({ state: 'failed', problem: { code: 'sync-failed' } });
  expect(() => ledger.stage(ana)).toThrow('asked to keep');
  await expect(ledger.commit()).rejects.toThrow('asked to keep');
  expect(await ledger.retry()).toBe(false);
  await expect(ledger.close()).rejects.toThrow('asked to keep');

  const again = must(await open(memory, false));
  expect(again.status().state).toBe('open');
  expect(again.get('accounts', 'ana')).toBeDefined();
});

test('a failed sync of the folder in which a segment begins fails the ledger as well: its file may be gone', async () => {
  const { memory, ledger, fail, heal } = await failing();
  fail((operation) => (operation === 'syncDir' ? 'EIO' : undefined));
  ledger.stage({ ...ana, note: 'x'.repeat(5000) });
  await ledger.commit();
  await expect.poll(() => ledger.status().state).toBe('failed');
  heal();
  expect(await ledger.retry()).toBe(false);
  expect(() => ledger.stage(bo)).toThrow('asked to keep');
  await ledger.close();
  const again = must(await open(memory, false));
  expect(again.status()).toMatchObject({ state: 'open', report: { problems: [] } });
  expect(again.get('accounts', 'ana')).toBeDefined();
});

test('a sync that fails while it is opened shows nothing: what was read may be gone with the next power cut', async () => {
  const memory = await newDisk();
  const ledger = must(await open(memory, true));
  ledger.stage(ana);
  await ledger.close();
  for (const asked of ['sync', 'syncDir']) {
    const disk = faultyDisk(memory, (operation, _, path) =>
      operation === asked && path.startsWith('/w/ledger') ? 'EIO' : undefined,
    );
    const opened = await open(disk, false);
    expect(opened.ok ? '' : opened.problem.code).toBe('sync-failed');
  }
});

test('a folder that cannot be written to is opened read-only, with everything there to be seen', async () => {
  const memory = await newDisk();
  const ledger = must(await open(memory, true));
  ledger.stage(ana);
  await ledger.close();
  for (const code of ['EROFS', 'EACCES', 'EPERM']) {
    const disk: Disk = {
      ...memory,
      open: async (path, mode) => {
        if (mode !== 'read') throw Object.assign(new Error(code), { code });
        return memory.open(path, mode);
      },
    };
    const shown = must(await open(disk, false));
    expect(shown.status()).toMatchObject({ state: 'read-only', problem: { code: 'folder-read-only' } });
    expect(shown.status().problem?.message).toContain('/w/ledger');
    expect(shown.get('accounts', 'ana')).toBeDefined();
    expect(await shown.trace('ana')).toEqual([ana]);
    expect(() => shown.stage(bo)).toThrow('/w/ledger cannot be used');
    await shown.close();
  }
});

test('a folder that cannot be read is a problem', async () => {
  const memory = await newDisk();
  await must(await open(memory, true)).close();
  const disk = faultyDisk(memory, (operation) => (operation === 'read' ? 'EIO' : undefined));
  const opened = await open(disk, false);
  expect(opened.ok ? '' : opened.problem.code).toBe('disk-error');
});

test('a snapshot that fails is told and tried again later; the journal goes on', async () => {
  const memory = await newDisk();
  let broken = true;
  const disk = faultyDisk(memory, (_, __, path) => (broken && path.includes('snapshot') ? 'ENOSPC' : undefined));
  const options = {
    quarantine: '/w/quarantine',
    isNew: true,
    timer: manualTimer().timer,
    snapshotBytes: 300,
    busyBytes: 0,
  };
  const ledger = must(await openLedger(disk, '/w/ledger', accountBook, options));
  const work = async () => {
    for (let count = 0; count < 40; count++) {
      ledger.stage({ do: 'open', account: `a${count}`, amount: count });
      await ledger.commit();
    }
  };
  await work();
  expect(ledger.status()).toMatchObject({ state: 'open', problem: { code: 'disk-full' } });
  expect(memory.files().filter((name) => name.includes('snapshot'))).toEqual([]);
  broken = false;
  await work();
  expect(ledger.status()).toMatchObject({ state: 'open', problem: undefined });
  expect(memory.files().filter((name) => name.endsWith('.jsonl')).length).toBeGreaterThan(0);
  await ledger.close();
});

test('work that waits for its turn when the ledger closes is refused, not left waiting', async () => {
  const clock = manualTimer();
  const ledger = must(await open(await newDisk(), true, clock.timer));
  ledger.stage(ana);
  await ledger.commit();
  let letGo: (() => void) | undefined;
  let goOn = (): void => undefined;
  const first = ledger.holdFiles(async ({ mustGoOn }) => {
    goOn = mustGoOn;
    await new Promise<void>((resolve) => (letGo = resolve));
  });
  const second = ledger.holdFiles(async () => 'begun');
  await expect.poll(() => letGo !== undefined).toBe(true);
  goOn();
  // The quiet moment comes to nothing as well.
  clock.fire();
  const closing = ledger.close();
  // Whoever is at work is told, and leaves the rest for later.
  await vi.waitFor(() => expect(goOn).toThrow('closed'));
  letGo?.();
  await first;
  await expect(second).rejects.toMatchObject({ problem: { code: 'ledger-closed' } });
  await closing;
});

test(
  'whichever operation fails, once or for good: no false confirmation, and everything confirmed is there again',
  LONG,
  async () => {
    const { states, failures } = await failOperations(13);
    expect(failures).toEqual([]);
    expect(states).toBeGreaterThan(100);
  },
);

test('a file that does not close takes nothing away: traces are read, the next segment is begun, and closing succeeds', async () => {
  const { memory, ledger, fail } = await failing();
  fail((operation, _, path) => (operation === 'close' && path.includes('/segment-') ? 'EIO' : undefined));
  const lines = Array.from({ length: 60 }, (_, amount): AccountLine => ({ do: 'open', account: 'ana', amount }));
  for (const line of lines) {
    ledger.stage(line);
    await ledger.commit();
  }
  expect(memory.files().filter((file) => file.includes('/segment-')).length).toBeGreaterThan(1);
  expect(ledger.status()).toMatchObject({ state: 'open', report: { problems: [] } });
  expect(await ledger.trace('ana')).toEqual(lines);
  await ledger.close();
  const again = must(await open(memory, false));
  expect(again.status()).toMatchObject({ state: 'open', report: { problems: [] } });
  expect(await again.trace('ana')).toEqual(lines);
});
