// "Keep logs for N days": the lines of enrolments that ended longer ago leave the disk, with everything else that is older.
// Contacts, open runs, counts and rotations are records and stay; so does the summary of each run.
import { lineTime, type Line } from '../../shared/engine/line.ts';
import { hasEnded, type Run } from '../../shared/model/run.ts';
import { DAY, type Instant } from '../../shared/model/time.ts';
import type { Pruned } from '../store/book.ts';
import type { Core } from './core.ts';

/** Applies the setting. Nothing happens while it is off. */
export async function retain(core: Core): Promise<Pruned> {
  const days = core.library.settings().keepLogsDays;
  if (days === null) return { segments: 0, bytes: 0 };
  const now = core.clock.now();
  const before = now - days * DAY;
  return core.ledger.prune({
    why: 'retention',
    on: now,
    goes: (line) => !stays(core, line, before),
    where: { kind: 'old', before, timeOf: lineTime },
  });
}

/** Lines of open runs and of those that ended since, and the events that began them. */
function stays(core: Core, line: Line, before: Instant): boolean {
  const isKept = (run: Run | undefined): boolean => run !== undefined && (!hasEnded(run) || run.lastAt >= before);
  if (line.k === 'run') return isKept(core.get('runs', line.run));
  if (line.k !== 'event') return false;
  const began = core.lookups.runsOfContact(line.event.contact).flatMap((id) => core.get('runs', id) ?? []);
  return began.some((run) => run.event === line.event.id && isKept(run));
}
