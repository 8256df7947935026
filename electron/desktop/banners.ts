// What stands in the way of working, or what a recovery found: shown above every page until it is settled or put away.
import type { Banner } from '../../shared/ipc-types.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { LedgerStatus } from '../store/book.ts';

export class Banners {
  private readonly shown = new Map<string, Banner>();

  constructor(private readonly changed: (banners: readonly Banner[]) => void) {}

  all(): readonly Banner[] {
    return [...this.shown.values()];
  }

  /** Shows a problem; one with the same id is shown once. */
  show(id: string, severity: Banner['severity'], problem: Problem): void {
    const fix = problem.fix === undefined ? {} : { fix: problem.fix };
    this.shown.set(id, { id, severity, message: problem.message, ...fix });
    this.changed(this.all());
  }

  dismiss(id: string): void {
    if (this.shown.delete(id)) this.changed(this.all());
  }

  /** Follows the ledger: a full disk, a failed sync, damage. */
  followLedger({ state, problem }: LedgerStatus): void {
    if (state === 'open' || state === 'closed' || problem === undefined) this.dismiss('ledger');
    else this.show('ledger', 'error', problem);
  }
}
