// A full disk stops all writing. As soon as there is room, what waits is written and work goes on by itself.
import type { Ledger } from '../store/book.ts';
import { StoreError } from '../store/io-problem.ts';
import type { Clock } from './clock.ts';

const TRY_MS = 3000;

/** Resolves when the ledger takes lines; rejects with a StoreError when it will not any more. */
export function whenOpen(ledger: Pick<Ledger<never>, 'status' | 'onStatus'>): Promise<void> {
  return new Promise((resolve, reject) => {
    function look(): boolean {
      const { state, problem } = ledger.status();
      if (state === 'read-only') return false;
      if (state === 'open') resolve();
      else reject(new StoreError(problem ?? { code: 'ledger-closed', message: 'The workspace is closed.' }));
      return true;
    }
    if (look()) return;
    const stop = ledger.onStatus(() => {
      if (look()) stop();
    });
  });
}

/** Rejects with a StoreError when the ledger takes nothing more because the disk is full: for work that nobody makes room for. */
export function whenFull(ledger: Pick<Ledger<never>, 'status' | 'onStatus'>): Promise<never> {
  const full = new Promise<never>((_resolve, reject) => {
    ledger.onStatus(() => {
      const { state, problem } = ledger.status();
      if (state === 'read-only' && problem !== undefined) reject(new StoreError(problem));
    });
  });
  // Whoever awaits it hears of it.
  full.catch(() => undefined);
  return full;
}

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
