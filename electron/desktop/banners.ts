// What stands in the way of working, or what a recovery found: shown above every page until it is settled or put away.
import type { Banner } from '../../shared/ipc-types.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { LedgerStatus } from '../store/book.ts';
import { withoutPath } from '../store/io-problem.ts';

/** What it means that the ledger takes nothing for now, and what comes next. */
const standstill: Readonly<Record<string, { readonly means: string; readonly next: string }>> = {
  'disk-full': {
    means: 'Nothing you did is lost: it is written as soon as there is room, if Baton stays open till then.',
    next: 'Baton goes on by itself.',
  },
  'folder-read-only': {
    means: 'Everything can be looked at, but nothing can be added or changed, and no workflow runs.',
    next: 'If this stays, start Baton again.',
  },
};

export class Banners {
  private readonly shown = new Map<string, Banner>();

  /** `folder` is the workspace's. */
  constructor(
    private readonly folder: string,
    private readonly changed: (banners: readonly Banner[]) => void,
  ) {}

  all(): readonly Banner[] {
    return [...this.shown.values()];
  }

  /** Shows a problem; one with the same id is shown once. */
  show(id: string, severity: Banner['severity'], problem: Problem): void {
    const fix = problem.fix === undefined ? {} : { fix: problem.fix };
    this.shown.set(id, { id, code: problem.code, severity, message: problem.message, ...fix });
    this.changed(this.all());
  }

  dismiss(id: string): void {
    if (this.shown.delete(id)) this.changed(this.all());
  }

  /** Follows the ledger: a full disk, a failed sync, damage. */
  followLedger({ state, problem }: LedgerStatus): void {
    if (state === 'open' || state === 'closed' || problem === undefined) this.dismiss('ledger');
    else this.show('ledger', 'error', state === 'read-only' ? this.standstill(problem) : problem);
  }

  /** First what happened and what it means, then what to do, and last where. */
  private standstill(problem: Problem): Problem {
    const known = standstill[problem.code];
    if (known === undefined) return problem;
    const message = `${withoutPath(problem)} ${known.means}`;
    return { ...problem, message, fix: `${problem.fix ?? ''} ${known.next} The workspace: ${this.folder}`.trimStart() };
  }
}
