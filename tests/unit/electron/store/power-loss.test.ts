import { expect, test } from 'vitest';
import { losePower } from '../../../support/ledger-life.ts';

// Many states; a busy machine must not fail the test.
const LONG = { timeout: 60_000 };

// The full figures are in tests/crash; these are enough to notice a broken rule in the everyday loop.
test(
  'a power cut at any operation loses nothing confirmed, and what is found can be opened and built on',
  LONG,
  async () => {
    const { states, failures } = await losePower(40, 1, 3, 2);
    expect(failures).toEqual([]);
    expect(states).toBeGreaterThan(200);
  },
);
