import { syncBuiltinESMExports } from 'node:module';
import { join } from 'node:path';
import threads from 'node:worker_threads';
import { afterEach, expect, test, vi } from 'vitest';
import type { Disk } from '../../../../electron/store/disk.ts';
import { accountBook, type AccountLine } from '../../../support/accounts.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';
import { temporaryFolder } from '../../../support/temporary-folder.ts';

const ana: AccountLine = { do: 'open', account: 'ana', amount: 1 };
const bo: AccountLine = { do: 'open', account: 'bo', amount: 2 };
const { Worker } = threads;

afterEach(() => begunBy(Worker));

function begunBy(kind: typeof Worker): void {
  Reflect.set(threads, 'Worker', kind);
  syncBuiltinESMExports();
  // The thread is one for the whole process: these tests need one of their own.
  vi.resetModules();
}

async function open(folder: string, isNew: boolean) {
  const { realDisk } = (await import('../../../../electron/store/disk.ts')) as { realDisk: Disk };
  const { openLedger } = await import('../../../../electron/store/ledger.ts');
  const options = { quarantine: join(folder, 'quarantine'), isNew, timer: manualTimer().timer };
  return must(await openLedger(realDisk, join(folder, 'ledger'), accountBook, options));
}

test('where no thread can be begun the journal is written without one', async () => {
  let asked = 0;
  const refuse = (): never => {
    asked++;
    throw Object.assign(new Error('EAGAIN'), { code: 'ERR_WORKER_INIT_FAILED' });
  };
  begunBy(new Proxy(Worker, { construct: refuse }));
  const ledger = await open(temporaryFolder(), true);
  expect(ledger.status().state).toBe('open');
  ledger.stage(ana);
  await ledger.commit();
  await ledger.close();
  expect(asked).toBe(1);
});

test('a thread that ended fails the ledger in words that a person understands, and the next opening has a new one', async () => {
  const begun: InstanceType<typeof Worker>[] = [];
  class Seen extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given);
      begun.push(this);
    }
  }
  begunBy(Seen);
  const folder = temporaryFolder();
  const ledger = await open(folder, true);
  const other = await open(temporaryFolder(), true);
  expect(begun).toHaveLength(1);
  ledger.stage(ana);
  await ledger.commit();
  await begun[0]?.terminate();
  ledger.stage(bo);
  await expect(ledger.commit()).rejects.toThrow(
    'The part of Baton that writes to the disk stopped when it was asked to keep what was written to',
  );
  expect(ledger.status()).toMatchObject({ state: 'failed', problem: { code: 'sync-failed' } });
  for (const one of [ledger, other]) await one.close().catch(() => undefined);

  const again = await open(folder, false);
  again.stage(bo);
  await again.commit();
  await again.close();
  expect(begun).toHaveLength(2);
});

test('the thread keeps the process only as long as an answer is to come', async () => {
  const told: string[] = [];
  class Told extends Worker {
    override ref(): void {
      told.push('ref');
      super.ref();
    }
    override unref(): void {
      told.push('unref');
      super.unref();
    }
  }
  begunBy(Told);
  const { realDisk } = (await import('../../../../electron/store/disk.ts')) as { realDisk: Disk };
  const file = await realDisk.open(join(temporaryFolder(), 'a'), 'new');
  const keep = file.keeper?.();
  await vi.waitFor(() => expect(told).toEqual(['unref']));
  await Promise.all([keep?.(Buffer.from('one'), 0, 0), keep?.(Buffer.from('two'), 3, 0)]);
  expect(told).toEqual(['unref', 'ref', 'unref']);
  await file.close();
});
