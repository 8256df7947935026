// A full disk stops all writing. As soon as there is room, what waits is written and work goes on by itself.
import type { Ledger } from '../store/book.ts';
import type { Clock } from './clock.ts';

const TRY_MS = 3000;

/** Tries again now and then for as long as the ledger is read-only. Gives back the function that ends it. */
export function retryWhenFull(
  ledger: Pick<Ledger<never>, 'status' | 'onStatus' | 'retry'>,
  clock: Clock,
  failed: (error: unknown) => void,
): () => void {
  let cancel: (() => void) | undefined;

  function follow(): void {
    const { state } = ledger.status();
    if (state !== 'read-only') cancel = undefined;
    else cancel ??= clock.after(TRY_MS, () => void again().catch(failed));
  }

  async function again(): Promise<void> {
    cancel = undefined;
    await ledger.retry();
    follow();
  }

  const stop = ledger.onStatus(follow);
  return () => {
    stop();
    cancel?.();
  };
}
