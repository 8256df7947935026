// What a workspace that was restored from a backup leaves to a person. The original may have gone on since the backup was made,
// so whatever it may have told somebody outside is not told again by itself, and no import is carried on.
import type { Line } from '../../shared/engine/line.ts';
import type { Restored } from '../../shared/ipc-types.ts';
import type { ImportJob } from '../../shared/model/import-job.ts';
import { restoredReason, type Message } from '../../shared/model/message.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import type { Instant } from '../../shared/model/time.ts';
import type { Change } from '../../shared/steps/change.ts';
import type { Ledger } from '../store/book.ts';
import type { Core } from './core.ts';

/** Changes in one line. */
const SLICE = 500;

/** Holds messages and enrolments of the backup, and ends its imports. Gives how many of each. */
export async function holdBack(
  ledger: Ledger<Line>,
  madeAt: Instant,
  at: Instant,
): Promise<Pick<Restored, 'uncertain' | 'enrolments' | 'imports'>> {
  const uncertain = heldMessages(ledger, madeAt);
  for (const { change, contact } of uncertain) ledger.stage({ k: 'act', at, by: null, contact, changes: [change] });
  const enrolments = heldRuns(ledger, madeAt);
  for (let from = 0; from < enrolments.length; from += SLICE)
    ledger.stage({ k: 'act', at, by: null, changes: enrolments.slice(from, from + SLICE) });
  const imports = endedImports(ledger, madeAt);
  if (imports.length > 0) ledger.stage({ k: 'act', at, by: null, changes: imports });
  await ledger.commit();
  return { uncertain: uncertain.length, enrolments: enrolments.length, imports: imports.length };
}

/** Messages that waited, or were on their way: `uncertain`, as after a crash. */
function heldMessages(ledger: Ledger<Line>, madeAt: Instant): { readonly change: Change; readonly contact: string }[] {
  const reason = restoredReason(madeAt);
  return rows<Message>(ledger, 'outbox').flatMap(({ key, state, attempts, contact }) =>
    state === 'queued' || state === 'retry' || state === 'sending'
      ? [{ change: { do: 'message-moved', key, state: 'uncertain', attempts, reason }, contact }]
      : [],
  );
}

/** Enrolments under way go on, but the messages that they queue are held, each for itself. */
function heldRuns(ledger: Ledger<Line>, madeAt: Instant): readonly Change[] {
  return rows<Run>(ledger, 'runs').flatMap((run): Change[] =>
    hasEnded(run) ? [] : [{ do: 'run-restored', run: run.id, backup: madeAt }],
  );
}

function endedImports(ledger: Ledger<Line>, madeAt: Instant): readonly Change[] {
  const reason = `${restoredReason(madeAt, 'its rest may have come in since')} What is in stays in; choose the file again for the rest.`;
  return rows<ImportJob>(ledger, 'jobs').flatMap((job): Change[] =>
    job.state === 'running' ? [{ do: 'job-moved', job: { ...job, state: 'failed', reason } }] : [],
  );
}

function rows<T>(ledger: Ledger<Line>, table: string): readonly T[] {
  return [...ledger.table(table).values()] as T[];
}

/** What whoever opens a restored workspace should know, for as long as an enrolment of the backup is under way. */
export function restoredNotice(core: Core): readonly Problem[] {
  let held = 0;
  for (const runs of core.lookups.openRuns.values())
    for (const id of runs) if (core.get('runs', id)?.restored !== undefined) held += 1;
  if (held === 0) return [];
  const they =
    held === 1
      ? '1 enrolment was under way. It goes on, but what it sends'
      : `${held.toLocaleString('en')} enrolments were under way. They go on, but what they send`;
  const notice = {
    code: 'restored',
    message: `This workspace was restored from a backup in which ${they} by email, SMS or WhatsApp is held, as it may have been sent since.`,
    fix: 'Look in the outbox, under “Needs attention”: each message can be sent, or marked as arrived.',
  };
  return [notice];
}
