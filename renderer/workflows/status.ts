// The word for what a workflow does at present, wherever one is listed.
import { CircleCheck, CirclePause, PencilLine, type LucideIcon } from 'lucide-react';
import type { WorkflowRow } from '../../shared/ipc-types.ts';

interface StatusWords {
  readonly word: string;
  readonly tone: 'plain' | 'done' | 'waiting';
  readonly icon: LucideIcon;
  /** What else is to be known. */
  readonly remark?: string;
}

/** "Draft", "Published" or "Paused"; with a remark when the draft differs from what is live. */
export function statusWords({ status, changed }: Pick<WorkflowRow, 'status' | 'changed'>): StatusWords {
  const remark = changed ? { remark: 'Changes not published' } : {};
  switch (status) {
    case 'draft':
      return { word: 'Draft', tone: 'plain', icon: PencilLine };
    case 'on':
      return { word: 'Published', tone: 'done', icon: CircleCheck, ...remark };
    case 'off':
      return { word: 'Paused', tone: 'waiting', icon: CirclePause, ...remark };
  }
}
