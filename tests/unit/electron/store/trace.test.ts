// A trace is read back from the journal line by line: whole, or refused; also while its lines are being moved.
import { expect, test } from 'vitest';
import type { Disk } from '../../../../electron/store/disk.ts';
import { accountBook, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { open } from '../../../support/ledger-life.ts';
import { must } from '../../../support/must.ts';
import { planOf } from '../../../support/prune-life.ts';

const account = (name: string, amount = 1): AccountLine => ({ do: 'open', account: name, amount });
const segment = '/w/ledger/segment-000000000001.log';

async function newDisk(): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  return disk;
}

test('a line that was damaged while the ledger is open is refused by its place; other traces are read', async () => {
  const disk = await newDisk();
  const ledger = must(await open(disk, true));
  for (const line of [account('ana'), account('bo')]) ledger.stage(line);
  await ledger.commit();
  const bytes = Buffer.from(disk.bytes(segment));
  bytes.fill('?', bytes.indexOf('"ana"'), bytes.indexOf('"ana"') + 1);
  disk.damage(segment, bytes);
  await expect(ledger.trace('ana')).rejects.toMatchObject({
    problem: { code: 'trace-damaged', message: expect.stringContaining('segment-000000000001.log') },
  });
  expect(await ledger.trace('bo')).toEqual([account('bo')]);
});

test('a trace whose lines are moved between looking them up and reading them is read where they are now', async () => {
  const memory = await newDisk();
  let held: Promise<void> | undefined;
  let isHeld = false;
  const disk: Disk = {
    ...memory,
    async open(file, mode) {
      const wait = held;
      if (file === segment && mode === 'read' && wait !== undefined) {
        held = undefined;
        isHeld = true;
        await wait;
      }
      return memory.open(file, mode);
    },
  };
  const ledger = must(await open(disk, true));
  // The records of the first are gone when the segment is; what stays of the second is copied forward.
  const lines = [account('account-1'), account('account-2'), { do: 'close', account: 'account-1' } as const];
  for (const line of lines) ledger.stage(line);
  await ledger.commit();
  let letGo = (): void => undefined;
  held = new Promise((resolve) => (letGo = resolve));
  const reading = ledger.trace('account-2');
  await expect.poll(() => isHeld).toBe(true);
  expect((await ledger.prune(planOf('named', 10))).segments).toBe(1);
  expect(memory.files()).not.toContain(segment);
  letGo();
  expect(await reading).toEqual(lines.filter((line) => accountBook.keyOf(line) === 'account-2'));
  await ledger.close();
});

test('lines of one trace that stand close together are read at once, and others between them are left out', async () => {
  const memory = await newDisk();
  let reads = 0;
  const disk: Disk = {
    ...memory,
    async open(file, mode) {
      const opened = await memory.open(file, mode);
      return {
        ...opened,
        read(into, at) {
          reads += 1;
          return opened.read(into, at);
        },
      };
    },
  };
  const ledger = must(await open(disk, true));
  const lines: AccountLine[] = [account('ana'), account('bo')];
  for (let amount = 0; amount < 500; amount += 1) {
    lines.push({ do: 'move', from: 'ana', to: 'bo', amount }, { do: 'move', from: 'bo', to: 'ana', amount });
  }
  // Too far away to be read along with the others.
  lines.push({ do: 'open', account: 'chi', amount: 1, note: 'x'.repeat(5000) }, { do: 'close', account: 'ana' });
  for (const line of lines) ledger.stage(line);
  await ledger.commit();
  reads = 0;
  expect(await ledger.trace('ana')).toEqual(lines.filter((line) => accountBook.keyOf(line) === 'ana'));
  expect(reads).toBe(2);
  await ledger.close();
});
