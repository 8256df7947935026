import { expect, test } from 'vitest';
import type { Ledger } from '../../../../electron/store/book.ts';
import { StoreError } from '../../../../electron/store/io-problem.ts';
import { someLine, type AccountLine } from '../../../support/accounts.ts';
import { crashDisk } from '../../../support/crash-disk.ts';
import { faultyDisk, type Operation } from '../../../support/faulty-disk.ts';
import { lateDisk } from '../../../support/late-disk.ts';
import { checkAfterCrash, losePower, open, type Life } from '../../../support/ledger-life.ts';
import { manualTimer } from '../../../support/manual-timer.ts';
import { must } from '../../../support/must.ts';
import { randomOf } from '../../../support/random.ts';

// Many lives; a busy machine must not fail the test.
const LONG = { timeout: 60_000 };
const LIVES = Number(process.env['BATON_LIVES'] ?? 100);
const TURNS = 40;

/**
 * A ledger that is asked for anything at any time, frames on their way or not, on a disk that now and then is full, or breaks.
 * It is closed and opened again, tried again when it is stuck, and at last found as after a kill and after power cuts.
 */
async function live(seed: number): Promise<string | undefined> {
  const random = randomOf(seed);
  const memory = crashDisk();
  await memory.mkdir('/w');
  const often = (share: number, most: number): number => (random() < share ? random() * most : 0);
  const rates: Partial<Record<Operation, number>> = {
    write: often(0.5, 0.15),
    truncate: often(0.5, 0.5),
    sync: often(0.15, 0.05),
    open: often(0.2, 0.1),
  };
  let isSound = true;
  const faulty = faultyDisk(memory, (operation) => {
    if (isSound || random() >= (rates[operation] ?? 0)) return undefined;
    return random() < 0.3 ? { takes: Math.floor(random() * 300) } : random() < 0.7 ? 'ENOSPC' : 'EIO';
  });
  const disk = lateDisk(faulty, random);
  const clock = manualTimer();
  const life: Life = { staged: [], confirmed: 0 };
  let asked: Promise<unknown>[] = [];
  const ask = (what: Promise<unknown>): void => void asked.push(what.catch(onlyRefusals));

  async function begin(): Promise<Ledger<AccountLine>> {
    isSound = true;
    const ledger = must(await open(disk, life.confirmed === 0, clock.timer));
    isSound = false;
    const { state, report } = ledger.status();
    expect({ seed, state, lost: report.lines < life.confirmed }).toEqual({ seed, state: 'open', lost: false });
    life.confirmed = report.lines;
    life.staged.length = report.lines;
    return ledger;
  }
  function stage(ledger: Ledger<AccountLine>): void {
    for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
      const line = someLine(life.staged.length, random);
      const note = 'x'.repeat(random() < 0.05 ? random() * 6000 : 10);
      const given = line.do === 'close' ? line : { ...line, note };
      ledger.stage(given);
      life.staged.push(given);
    }
  }
  let ledger = await begin();
  for (let turn = 0; turn < TURNS; turn++) {
    const kind = random();
    try {
      if (kind < 0.7) {
        stage(ledger);
        const upTo = life.staged.length;
        if (kind < 0.6) ask(ledger.commit().then(() => void (life.confirmed = Math.max(life.confirmed, upTo))));
      } else if (kind < 0.76) clock.fire();
      else if (kind < 0.84) ask(ledger.retry());
      else if (kind < 0.88) ask(ledger.trace(`account-${Math.floor(random() * 12)}`));
      else if (kind < 0.92) ask(ledger.holdFiles(() => Promise.resolve()));
      else if (kind < 0.96 || ledger.status().state === 'failed') {
        await ledger.close().catch(onlyRefusals);
        // Nobody is left waiting.
        await Promise.all(asked);
        asked = [];
        ledger = await begin();
      }
    } catch (error) {
      onlyRefusals(error);
    }
    for (let turns = Math.floor(random() * 6); turns > 0; turns--) await new Promise((go) => setImmediate(go));
  }
  const cuts = [1, 2, 3].map((cut) => memory.afterPowerCut(randomOf(seed * 7 + cut)));
  const { confirmed } = life;
  for (const found of [memory.afterKill(), ...cuts]) {
    const wrong = await checkAfterCrash(found, { staged: life.staged, confirmed });
    if (wrong !== undefined) return `seed ${seed}: ${wrong}`;
  }
  isSound = true;
  await ledger.close().catch(onlyRefusals);
  await Promise.all(asked);
  return undefined;
}

/** Whoever is refused something is told so by the store or, where a file is held for somebody, by the disk. */
function onlyRefusals(error: unknown): void {
  if (error instanceof StoreError) return;
  if (!(error instanceof Error) || !('code' in error)) throw error;
}

test(
  'frames that are answered late, beside anything else and on a disk that fails, lose nothing confirmed',
  LONG,
  async () => {
    const wrong: string[] = [];
    for (let seed = 1; seed <= LIVES; seed++) {
      const one = await live(seed);
      if (one !== undefined) wrong.push(one);
    }
    expect(wrong).toEqual([]);
  },
);

test('a power cut at any operation, frames on their way or not, loses nothing confirmed', LONG, async () => {
  const { states, failures } = await losePower(40, 2, 5, 1, (disk) => lateDisk(disk, randomOf(3)));
  expect(failures).toEqual([]);
  expect(states).toBeGreaterThan(60);
});
