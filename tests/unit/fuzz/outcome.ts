// What holds for the outcome of an attempt, whatever the other side answered.
import { expect } from 'vitest';
import type { Outcome } from '../../../electron/channels/channel.ts';

export const secret = 's3cret-key';

/** One of five kinds, in words that fit on a page and give no secret away. */
export function checkOutcome(outcome: Outcome): void {
  expect(['sent', 'retry', 'dead', 'uncertain', 'not-set-up']).toContain(outcome.kind);
  const words = Object.values(outcome).join(' ');
  expect(words).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
  expect(words).not.toContain(secret);
  expect(words.length).toBeLessThan(1200);
}
