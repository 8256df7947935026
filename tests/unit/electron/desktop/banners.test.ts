// What stands in the way is told in the order in which people ask: what happened, what it means, what to do, and last where.
import { expect, test } from 'vitest';
import { Banners } from '../../../../electron/desktop/banners.ts';
import { ioProblem } from '../../../../electron/store/io-problem.ts';
import { systemError } from '../../../support/crash-disk.ts';

const report = { lines: 0, replayed: 0, latest: undefined, problems: [], quarantined: [] };

function told(code: string): string {
  const banners = new Banners('/home/ana/work', () => undefined);
  const problem = ioProblem(systemError(code, 'write'), '/home/ana/work/ledger/segment-1');
  banners.followLedger({ state: 'read-only', problem, report });
  const [banner] = banners.all();
  return `${banner?.code}: ${banner?.message} ${banner?.fix}`;
}

test('a full disk', () => {
  expect(told('ENOSPC')).toBe(
    'disk-full: The disk is full. Nothing you did is lost: it is written as soon as there is room, if Baton stays open till then. ' +
      'Free some space on this disk. Baton goes on by itself. The workspace: /home/ana/work',
  );
});

test('a folder that may only be read', () => {
  expect(told('EACCES')).toBe(
    'folder-read-only: Access is denied. Everything can be looked at, but nothing can be added or changed, and no workflow runs. ' +
      'Check the rights of the folder. If this stays, start Baton again. The workspace: /home/ana/work',
  );
});

test('what nobody knows the meaning of keeps its words, and an open ledger takes the banner away', () => {
  expect(told('EIO')).toContain('The disk reports EIO: /home/ana/work/ledger/segment-1 cannot be used.');
  const banners = new Banners('/w', () => undefined);
  banners.followLedger({ state: 'read-only', problem: ioProblem(systemError('ENOSPC', 'write'), '/w'), report });
  banners.followLedger({ state: 'open', report } as never);
  expect(banners.all()).toEqual([]);
});
