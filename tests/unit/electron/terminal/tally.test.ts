// What a run that did not go well makes of a row, and of the command.
import { expect, test } from 'vitest';
import { rowLine, type TakenRow } from '../../../../electron/terminal/row.ts';
import { Tally } from '../../../../electron/terminal/tally.ts';
import type { EntryOf } from '../../../../shared/engine/trace.ts';
import { Workshop } from '../../../support/workshop.ts';

/** A row whose run was flagged on its way and ended like this. */
async function ended(how: EntryOf<'run-ended'>['how'], reason?: string) {
  const { runtime } = await Workshop.open();
  const [at, contact, workflow] = [runtime.clock.now(), 'c1', 'w1'];
  const began = { revision: 1, contact, event: 'e1', node: 't1', because: '', to: 'n1' };
  runtime.ledger.stage({
    k: 'run',
    run: 'r1',
    entries: [
      { seq: 1, at, kind: 'run-began', workflow, ...began },
      { seq: 2, at, kind: 'node-entered', node: 'n1', visit: 1 },
      {
        seq: 3,
        at,
        kind: 'node-left',
        node: 'n1',
        port: 'next',
        to: null,
        result: 'skipped',
        reason: 'Nobody was told.',
        flag: true,
      },
      { seq: 4, at, kind: 'run-ended', how, ...(reason === undefined ? {} : { reason }) },
    ],
  });
  await runtime.ledger.commit();
  const row: TakenRow = { row: 1, contact, run: 'r1', messages: [], steps: [] };
  const tally = new Tally(runtime);
  tally.add(row);
  return { line: rowLine(runtime, 1, row), tally };
}

test.each([
  ['completed', undefined, 'Nobody was told.', false],
  ['stopped', 'Nobody can be chosen.', 'Nobody can be chosen.', false],
  ['failed', '“Wait” broke.', '“Wait” broke.', true],
] as const)(
  'a run that is %s says so and why; only one that failed makes it exit 3',
  async (how, reason, said, trouble) => {
    const { line, tally } = await ended(how, reason);
    expect(line).toMatchObject({ run: 'r1', state: how, reason: said });
    expect([tally.summary(0).states, tally.hasTrouble()]).toEqual([{ [how]: 1 }, trouble]);
  },
);

test('so does a row that was skipped; one that was refused does not', async () => {
  const { tally } = await ended('completed');
  tally.add({ row: 2, contact: 'c1', refused: 'The contact is there already.', messages: [], steps: [] });
  expect(tally.hasTrouble()).toBe(false);
  tally.add({ line: 4, skipped: 'no name, email or phone' });
  expect(tally.hasTrouble()).toBe(true);
  expect(tally.summary(0)).toMatchObject({ rows: 3, runs: 1, refused: 1, skippedRows: [{ line: 4 }] });
});
