// Lines of an ended segment, read in pieces of a quarter of a megabyte: whole wherever a piece ends, and never a wrong one.
import { expect, test } from 'vitest';
import { readLines, readLink } from '../../../../electron/store/segment-lines.ts';
import { StoreError } from '../../../../electron/store/io-problem.ts';
import type { AccountLine } from '../../../support/accounts.ts';
import { crashDisk, type CrashDisk } from '../../../support/crash-disk.ts';
import { open } from '../../../support/ledger-life.ts';
import { must } from '../../../support/must.ts';

const first = '/w/ledger/segment-000000000001.log';

/** A disk with a segment of these lines, which has ended. */
async function segmentOf(...lines: readonly AccountLine[]): Promise<CrashDisk> {
  const disk = crashDisk();
  await disk.mkdir('/w');
  const ledger = must(await open(disk, true));
  for (const line of lines) ledger.stage(line);
  await ledger.commit();
  await ledger.close();
  return disk;
}

async function linesOf(disk: CrashDisk, words: readonly string[] = []): Promise<readonly object[]> {
  const found: object[] = [];
  for await (const { read } of readLines(disk, first, words)) found.push(read());
  return found;
}

const account = (name: string, note = ''): AccountLine => ({ do: 'open', account: name, amount: 1, note });

test('a line longer than a piece is one line, and those around it are whole', async () => {
  const all = [account('ana'), account('bo', 'x'.repeat(700_000)), account('chi')];
  expect(await linesOf(await segmentOf(...all))).toEqual(all);
});

test('of lines in many pieces those with the word are given, wherever it stands', async () => {
  const all = Array.from({ length: 40 }, (_, at) => account(`account-${at}`, 'x'.repeat(20_000)));
  const disk = await segmentOf(...all);
  expect(await linesOf(disk)).toEqual(all);
  expect(await linesOf(disk, ['account-7"', 'account-33'])).toEqual([all[7], all[33]]);
});

test('a line with a wrong byte is refused by file and byte, never given', async () => {
  const disk = await segmentOf(account('ana'), account('bo'));
  const bytes = Buffer.from(disk.bytes(first));
  const at = bytes.indexOf('"bo"');
  bytes.fill('?', at, at + 1);
  disk.damage(first, bytes);
  await expect(linesOf(disk)).rejects.toMatchObject({
    problem: { code: 'ledger-damaged', where: { path: first }, message: expect.stringContaining('byte') },
  });
});

test('a file that is cut off within a line, or has no line end at all, is refused and not read past its end', async () => {
  const disk = await segmentOf(account('ana'), account('bo'));
  const bytes = Buffer.from(disk.bytes(first));
  disk.damage(first, bytes.subarray(0, bytes.indexOf('"bo"')));
  await expect(linesOf(disk)).rejects.toBeInstanceOf(StoreError);
  disk.damage(first, Buffer.from('no line of a journal'));
  await expect(linesOf(disk)).rejects.toBeInstanceOf(StoreError);
});

test('the first segment follows none; one without a sound beginning says nothing and is refused', async () => {
  const disk = await segmentOf(account('ana'));
  expect(await readLink(disk, first)).toBeNull();
  disk.damage(first, disk.bytes(first).subarray(9));
  await expect(readLink(disk, first)).rejects.toMatchObject({ problem: { code: 'ledger-damaged' } });
});
