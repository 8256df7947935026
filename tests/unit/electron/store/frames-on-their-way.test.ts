import { expect, test } from 'vitest';
import { keepInOrder, type Disk } from '../../../../electron/store/disk.ts';
import { decodeLine } from '../../../../electron/store/frame.ts';
import { SyncFailed } from '../../../../electron/store/io-problem.ts';
import { createJournal } from '../../../../electron/store/journal.ts';
import { openLedger } from '../../../../electron/store/ledger.ts';
import { firstSegment, withoutRoom } from '../../../../electron/store/segment.ts';
import type { Keeper } from '../../../../electron/store/writing-thread.ts';
import { accountBook } from '../../../support/accounts.ts';
import { crashDisk, systemError, type CrashDisk } from '../../../support/crash-disk.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';

const segment = '/w/ledger/segment-000000000001.log';

interface Asked {
  /** Numbers in the frame: its accounts. */
  readonly accounts: readonly string[];
  /** It is in the file, not synced. */
  readonly write: () => Promise<unknown>;
  readonly done: () => void;
  readonly fail: (error: unknown) => void;
}

/** A ledger whose frames reach the disk when the test says so. */
async function held() {
  const memory = crashDisk();
  await memory.mkdir('/w');
  const asked: Asked[] = [];
  let cuts: Promise<void> = Promise.resolve();
  const disk: Disk = {
    ...memory,
    async open(path, mode) {
      const file = await memory.open(path, mode);
      return {
        ...file,
        async truncate(size) {
          await cuts;
          await file.truncate(size);
        },
        keeper: () => (frame, at, zeros) =>
          new Promise((resolve, reject) => {
            const bytes = Buffer.concat([frame], frame.length + zeros);
            const write = (): Promise<unknown> => file.write(bytes, at);
            const done = (): void =>
              void write()
                .then(() => file.sync())
                .then(resolve, reject);
            const accounts = [...bytes.toString().matchAll(/"account":"(\w+)"/g)].map(([, account = '']) => account);
            asked.push({ accounts, write, done, fail: reject });
          }),
      };
    },
  };
  const ledger = must(
    await openLedger(disk, '/w/ledger', accountBook, {
      quarantine: '/w/quarantine',
      isNew: true,
      timer: manualTimer().timer,
    }),
  );
  const confirmed: string[] = [];
  const refused: string[] = [];
  return {
    memory,
    ledger,
    asked,
    confirmed,
    refused,
    /** Stages an account and commits it. */
    add: (account: string): void => {
      ledger.stage({ do: 'open', account, amount: 1 });
      ledger.commit().then(
        () => confirmed.push(account),
        () => refused.push(account),
      );
    },
    /** No cut ends before the given promise. */
    holdCuts: (until: Promise<void>) => void (cuts = until),
  };
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

async function accountsIn(memory: CrashDisk): Promise<readonly string[]> {
  const again = must(
    await openLedger(memory.afterKill(), '/w/ledger', accountBook, {
      quarantine: '/w/quarantine',
      isNew: false,
      timer: manualTimer().timer,
    }),
  );
  expect(again.status().report.problems).toEqual([]);
  return [...again.table('accounts').keys()];
}

test('two frames are on their way, what comes meanwhile gathers in the next one', async () => {
  const { memory, asked, confirmed, add } = await held();
  for (const account of ['ana', 'bo', 'cy', 'di']) {
    add(account);
    await turn();
  }
  expect(asked.map((one) => one.accounts)).toEqual([['ana'], ['bo']]);
  asked[0]?.done();
  await turn();
  expect(confirmed).toEqual(['ana']);
  expect(asked.map((one) => one.accounts)).toEqual([['ana'], ['bo'], ['cy', 'di']]);
  asked[1]?.done();
  asked[2]?.done();
  await turn();
  expect(confirmed).toEqual(['ana', 'bo', 'cy', 'di']);
  expect(await accountsIn(memory)).toEqual(['ana', 'bo', 'cy', 'di']);
});

test('what is asked for in one turn gathers in one frame, and what nobody asked to keep waits', async () => {
  const { ledger, asked, add } = await held();
  add('ana');
  await turn();
  add('bo');
  add('cy');
  await turn();
  expect(asked.map((one) => one.accounts)).toEqual([['ana'], ['bo', 'cy']]);
  asked[0]?.done();
  ledger.stage({ do: 'open', account: 'di', amount: 1 });
  await turn();
  asked[1]?.done();
  await turn();
  expect(asked).toHaveLength(2);
  add('ed');
  await turn();
  expect(asked[2]?.accounts).toEqual(['di', 'ed']);
});

test('who asks again, with nothing new, is not answered before what is on its way is synced', async () => {
  const { ledger, asked, confirmed, add } = await held();
  add('ana');
  await turn();
  add('bo');
  await turn();
  void ledger.commit().then(() => confirmed.push('again'));
  asked[0]?.done();
  await turn();
  expect(confirmed).toEqual(['ana']);
  asked[1]?.done();
  await turn();
  expect(confirmed).toEqual(['ana', 'bo', 'again']);
});

test('each line and each frame is told of by its own place, however many are on their way', async () => {
  const memory = crashDisk();
  const asked: (() => void)[] = [];
  const disk: Disk = {
    ...memory,
    async open(path, mode) {
      const file = await memory.open(path, mode);
      const late = keepInOrder(file);
      const keep: Keeper = (...frame) => new Promise((resolve) => asked.push(() => resolve(late(...frame))));
      return { ...file, keeper: () => keep };
    },
  };
  const first = await firstSegment(disk, '/w');
  const begun = first.end().bytes;
  const lines: string[] = [];
  let bytes = 0;
  const journal = createJournal(first, 4000, {
    line(key, name, at, length) {
      const line = decodeLine(memory.bytes(`/w/${name}`).subarray(at, at + length));
      lines.push(`${key} ${JSON.stringify(line)}`);
    },
    frame: (length) => void (bytes += length),
    changed: () => undefined,
  });
  const kept: Promise<void>[] = [];
  for (const key of ['a', 'b', 'c']) {
    journal.append({ is: key }, key);
    journal.append({ is: 'none' }, undefined);
    kept.push(journal.flush());
    await turn();
  }
  for (let next = 0; next < 3; next++) {
    asked[next]?.();
    await turn();
  }
  await Promise.all(kept);
  expect(lines).toEqual(['a {"is":"a"}', 'b {"is":"b"}', 'c {"is":"c"}']);
  expect(bytes).toBe(withoutRoom(memory.bytes(segment.replace('/ledger', ''))).length - begun);
});

test('a write that fails takes the frame behind it along: none is confirmed, and both are written when there is room', async () => {
  const { memory, ledger, asked, confirmed, refused, add } = await held();
  add('ana');
  await turn();
  add('bo');
  await turn();
  const full = systemError('ENOSPC', 'full');
  for (const one of asked) one.fail(full);
  await turn();
  expect(ledger.status()).toMatchObject({ state: 'read-only', problem: { code: 'disk-full' } });
  expect(await accountsIn(memory)).toEqual([]);
  const retried = ledger.retry();
  await turn();
  expect(asked.slice(2).map((one) => one.accounts)).toEqual([['ana'], ['bo']]);
  expect(confirmed).toEqual([]);
  for (const one of asked.slice(2)) one.done();
  expect(await retried).toBe(true);
  expect([confirmed, refused]).toEqual([['ana', 'bo'], []]);
  expect(await accountsIn(memory)).toEqual(['ana', 'bo']);
});

test('while a failed write is taken back nothing is written', async () => {
  const { ledger, asked, add, holdCuts } = await held();
  let free = (): void => undefined;
  holdCuts(new Promise((resolve) => (free = resolve)));
  add('ana');
  await turn();
  add('bo');
  asked[0]?.fail(systemError('ENOSPC', 'full'));
  await turn();
  add('cy');
  await turn();
  expect(asked.map((one) => one.accounts)).toEqual([['ana'], ['bo']]);
  free();
  await turn();
  expect(ledger.status().state).toBe('read-only');
  const retried = ledger.retry();
  await turn();
  expect(asked.slice(2).map((one) => one.accounts)).toEqual([['ana'], ['bo']]);
  asked[2]?.done();
  await turn();
  expect(asked[4]?.accounts).toEqual(['cy']);
  asked[3]?.done();
  asked[4]?.done();
  expect(await retried).toBe(true);
});

test('a sync that fails refuses all that is on its way, and leaves the file as it is', async () => {
  const { memory, ledger, asked, confirmed, refused, add } = await held();
  add('ana');
  await turn();
  add('bo');
  await turn();
  await asked[0]?.write();
  const before = memory.bytes(segment);
  const failed = new SyncFailed(systemError('EIO', 'sync'));
  for (const one of asked) one.fail(failed);
  await turn();
  expect(ledger.status()).toMatchObject({ state: 'failed', problem: { code: 'sync-failed' } });
  expect([confirmed, refused]).toEqual([[], ['ana', 'bo']]);
  await ledger.close().catch(() => undefined);
  expect(memory.bytes(segment).equals(before)).toBe(true);
});

test('the next frame stands in the room that is laid out, and an orderly end takes the rest away', async () => {
  const { memory, ledger, asked, add } = await held();
  add('ana');
  await turn();
  asked[0]?.done();
  await turn();
  const laid = memory.bytes(segment).length;
  expect(laid).toBeGreaterThan(256 * 1024);
  add('bo');
  await turn();
  asked[1]?.done();
  await turn();
  expect(memory.bytes(segment).length).toBe(laid);
  const closed = ledger.close();
  await turn();
  asked[2]?.done();
  await closed;
  const end = memory.bytes(segment);
  expect(end.equals(withoutRoom(end))).toBe(true);
  expect(await accountsIn(memory)).toEqual(['ana', 'bo']);
});
