// Says that a part of the history is not there any more, why, and since when.
import type { ReactNode } from 'react';
import type { Removed } from '../../shared/ipc-types.ts';
import { useZone } from '../state/workspace.ts';
import { Note } from './ProblemNote.tsx';
import { dateWords } from './time-words.ts';

/** `what`: "The steps of this enrolment". */
export function RemovedNote({ what, removed }: { readonly what: string; readonly removed: Removed }): ReactNode {
  const zone = useZone();
  const how = removed.why === 'retention' ? 'by retention' : 'when its contact was erased';
  return (
    <Note severity="info">
      {what} were removed {how} on {dateWords(removed.on, zone)}.
    </Note>
  );
}
