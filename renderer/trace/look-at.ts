// What somebody should look at in an enrolment, though it went on or ended as planned.
import type { RunRow } from '../../shared/ipc-types.ts';
import { counted } from '../ui/plural.ts';

/** In words; undefined for nothing. Messages first: they can change yet, and something can be done about them. */
export function lookAt({ run, unsent }: Pick<RunRow, 'run' | 'unsent'>): string | undefined {
  if (unsent > 0) return `${counted(unsent, 'message')} not sent, or perhaps not.`;
  return run.flag;
}
