// Row 14: a large file comes in by the window, somebody works in the window meanwhile, and Baton is killed on the way.
// The full figures, 100,000 contacts and three kills, are those of `npm run crash -- burst`.
import type { ElectronApplication } from '@playwright/test';
import type { IntervalHistogram } from 'node:perf_hooks';
import type { Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import type { Run } from '../../shared/model/run.ts';
import { figure, size } from '../crash/figures.ts';
import { expect, test, type Baton } from '../support/launch.ts';
import { randomOf } from '../support/random.ts';
import { seedText } from '../support/seed.ts';
import { records } from '../support/terminal.ts';
import { addSeedUsers, ask, dropFile, place, publishFile } from '../support/window.ts';

const ROWS = size(10_000, 100_000);
const KILLS = size(1, 3);
const csv = [
  'First name,Last name,Email',
  ...Array.from({ length: ROWS }, (_, row) => `Contact ${row + 1},From File,contact-${row + 1}@example.org`),
].join('\n');

interface Watching {
  delays?: IntervalHistogram;
}

/** Begins to measure how late the main process gets round to things: from its start on, and anew once it is open. */
async function watchMain(app: ElectronApplication): Promise<void> {
  await app.evaluate(() => {
    (globalThis as Watching).delays?.disable();
    const delays = process.getBuiltinModule('node:perf_hooks').monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    (globalThis as Watching).delays = delays;
  });
}

interface Main {
  /** ms */
  readonly p99: number;
  /** ms */
  readonly most: number;
  /** The most it ever had. */
  readonly megabytes: number;
}

function lookAtMain(app: ElectronApplication): Promise<Main> {
  return app.evaluate(() => {
    const { delays } = globalThis as Watching;
    const ms = (ns: number | undefined): number => (ns ?? 0) / 1e6;
    return {
      p99: ms(delays?.percentile(99)),
      most: ms(delays?.max),
      megabytes: process.resourceUsage().maxRSS / 1024,
    };
  });
}

async function rowsDone({ page }: Baton): Promise<number> {
  return (await ask(page, 'jobs.list', {}))[0]?.job.rowsDone ?? 0;
}

/** Looks for a contact that is in, opens it, goes back. Gives the ms until each was on the screen. */
async function work({ page }: Baton, row: number): Promise<readonly number[]> {
  const took: number[] = [];
  const timed = async (act: () => Promise<void>): Promise<void> => {
    const began = performance.now();
    await act();
    took.push(performance.now() - began);
  };
  await place(page, 'Contacts').click();
  const found = page.getByRole('grid', { name: 'Contacts' }).getByRole('row').nth(1);
  await timed(async () => {
    await page.getByLabel('Search contacts').fill(`contact-${row}@`);
    await expect(found).toContainText(`Contact ${row} `);
  });
  await timed(async () => {
    await found.click();
    await expect(page.getByRole('region', { name: 'Owner' })).toContainText('was told in the app');
  });
  await timed(async () => {
    await place(page, 'Workflows').click();
    await expect(page.getByRole('grid', { name: 'Workflows' })).toBeVisible();
  });
  return took;
}

test('a large file comes in while somebody works in the window and Baton is killed: all are in once', async ({
  launch,
}) => {
  test.setTimeout(1_200_000);
  const openings: Main[] = [];
  /** Starts Baton, and watches its main process from the start; what the opening took is noted by itself. */
  const start = async (home?: string): Promise<Baton> => {
    const begun = await launch({ ...(home === undefined ? {} : { home }), whenStarted: watchMain });
    await rowsDone(begun);
    openings.push(await lookAtMain(begun.app));
    return begun;
  };
  let baton = await start();
  await addSeedUsers(baton.page);
  await publishFile(baton.page, seedText);
  await dropFile(baton.page, 'everybody.csv', csv);
  await baton.page.getByRole('dialog').getByRole('button', { name: 'Import contacts' }).click();

  const took: number[] = [];
  const random = randomOf(1);
  const seen: Main[] = [];
  let kills = 0;
  await watchMain(baton.app);
  for (let done = await rowsDone(baton); done < ROWS; done = await rowsDone(baton)) {
    if (done === 0) continue;
    // The first time at once, so nobody closes the dialog before.
    if (kills < KILLS && done > (kills * ROWS) / KILLS) {
      kills += 1;
      const closed = baton.app.waitForEvent('close');
      baton.app.process().kill('SIGKILL');
      await closed;
      baton = await start(baton.home);
      // Answered when the workspace is open.
      expect(await rowsDone(baton)).toBeGreaterThanOrEqual(done);
      await watchMain(baton.app);
    }
    took.push(...(await work(baton, 1 + Math.floor(random() * done))));
    seen.push(await lookAtMain(baton.app));
  }
  expect(kills).toBe(KILLS);
  const [{ job } = { job: undefined }] = await ask(baton.page, 'jobs.list', {});
  expect(job).toMatchObject({ state: 'done', rowsDone: ROWS, created: ROWS, merged: 0, skipped: 0 });
  await baton.close();

  const contacts = await records<Contact & { readonly ownerName: string }>('contacts', baton.workspace);
  const names = new Map(contacts.map(({ email, ownerName }) => [email, ownerName]));
  const turns = ['Ana Silva', 'Bo Lind', 'Chi Okafor'];
  const wrong = Array.from({ length: ROWS }, (_, row) => row).filter(
    (row) => names.get(`contact-${row + 1}@example.org`) !== turns[row % 3],
  );
  expect([contacts.length, names.size, wrong]).toEqual([ROWS, ROWS, []]);
  const runs = await records<Run>('runs', baton.workspace);
  expect([runs.length, new Set(runs.map(({ contact }) => contact)).size]).toEqual([ROWS, ROWS]);
  const messages = await records<Message>('outbox', baton.workspace);
  expect([messages.length, new Set(messages.map(({ contact }) => contact)).size]).toEqual([ROWS, ROWS]);

  took.sort((a, b) => a - b);
  const ms = (share: number): string => (took[Math.floor((took.length - 1) * share)] ?? 0).toFixed(0);
  const most = (pick: (one: Main) => number): string => Math.max(0, ...seen.map(pick)).toFixed(0);
  figure('14', 'contacts by the window, kills, acts meanwhile', `${ROWS}, ${kills}, ${took.length}`);
  figure('14', 'an act in the window, ms: median, 9 of 10, most', `${ms(0.5)}, ${ms(0.9)}, ${ms(1)}`);
  figure('14', "main's event-loop delay, ms: p99, most", `${most((one) => one.p99)}, ${most((one) => one.most)}`);
  const opening = (pick: (one: Main) => number): string => openings.map((one) => pick(one).toFixed(0)).join(', ');
  figure(
    '14',
    "main's event-loop delay at each opening, ms: most",
    opening((one) => one.most),
  );
  const memory = Math.max(0, ...[...openings, ...seen].map((one) => one.megabytes));
  figure('14', "main's memory at its peak, MB", memory.toFixed(0));
  expect(memory).toBeLessThan(1024);
});
