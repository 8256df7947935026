// Row 7: two processes start on one workspace at the same moment, again and again, while the one before was just killed:
// exactly one may write, the other is told who does, and nobody waits for a lock to grow old.
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { openHouse } from '../../electron/runtime/house.ts';
import { realDisk } from '../../electron/store/disk.ts';
import { must } from '../support/must.ts';
import { startProgram, type Program } from '../support/program.ts';
import type { OpenerSays } from './programs/opener.ts';
import { figure, size } from './figures.ts';

const added = (program: Program<OpenerSays>): readonly string[] =>
  program.said.flatMap((said) => ('added' in said ? [said.added] : []));

test('of two starts at once exactly one writes, and after a kill the next has the lock at once', async () => {
  const root = mkdtempSync(join(tmpdir(), 'baton-pair-'));
  const folder = join(root, 'workspace');
  // The second comes by another way.
  const link = join(root, 'link');
  symlinkSync(folder, link);
  const failures: string[] = [];
  const promised = new Set<string>();
  const rounds = size(20, 200);
  let slowest = 0;
  let number = 1;
  try {
    must(await openHouse(realDisk, folder).then(async (made) => (must(made), await must(made).close(), made)));
    for (let round = 1; round <= rounds; round++) {
      const pair = [folder, link].map((one, index) =>
        startProgram<OpenerSays>(inject('programs'), 'opener', { folder: one, first: number + index * 5000 }),
      );
      number += 10_000;
      await Promise.all(pair.map((program) => program.hear((said) => 'ready' in said)));
      for (const program of pair) program.tell('go');
      const answers = await Promise.all(pair.map((one) => one.hear((said) => 'mayWrite' in said || 'refused' in said)));
      const writers = pair.filter((_, index) => 'mayWrite' in (answers[index] ?? {}));
      const [writer] = writers;
      if (writers.length !== 1) failures.push(`round ${round}: ${writers.length} may write`);
      for (const answer of answers) {
        if (answer !== undefined && 'mayWrite' in answer) slowest = Math.max(slowest, answer.ms);
        if (answer === undefined || !('refused' in answer)) continue;
        const names = answer.refused === 'workspace-locked' && answer.message.includes(`process ${writer?.pid}`);
        if (!names) failures.push(`round ${round}: refused with ${answer.refused}: ${answer.message}`);
      }
      await writer?.hear((said) => 'added' in said);
      for (const program of pair) program.kill();
      await Promise.all(pair.map((program) => program.ended));
      for (const id of pair.flatMap(added)) promised.add(id);
      for (const program of pair)
        if (program.complaint() !== '') failures.push(`round ${round}: ${program.complaint()}`);
    }
    const { runtime, close } = must(await openHouse(realDisk, folder));
    const lost = [...promised].filter((id) => runtime.get('contacts', id) === undefined);
    if (lost.length > 0) failures.push(`${lost.length} acknowledged contacts are lost`);
    await close();
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
  figure('7', 'paired starts, one writer each', rounds);
  figure('7', 'slowest opening after a kill, ms', Math.round(slowest));
  figure('7', 'acknowledged contacts, all found again', promised.size);
  figure('7', 'failures', failures.length);
  expect(failures).toEqual([]);
  expect(promised.size).toBeGreaterThanOrEqual(rounds);
});
