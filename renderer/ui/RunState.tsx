// How an enrolment stands: an icon, a word, and when a wait is over.
import {
  CircleCheck,
  CircleSlash2,
  Hourglass,
  LoaderCircle,
  OctagonX,
  Pause,
  Square,
  type LucideIcon,
} from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Run, RunState as State } from '../../shared/model/run.ts';
import { Chip } from './Chip.tsx';
import { useTimeWords } from './TimeText.tsx';

interface Looks {
  readonly word: string;
  readonly tone: ComponentProps<typeof Chip>['tone'];
  readonly icon: LucideIcon;
}

const looks: Readonly<Record<State, Looks>> = {
  running: { word: 'Running', tone: 'running', icon: LoaderCircle },
  waiting: { word: 'Waiting', tone: 'waiting', icon: Hourglass },
  paused: { word: 'Paused', tone: 'waiting', icon: Pause },
  completed: { word: 'Completed', tone: 'done', icon: CircleCheck },
  failed: { word: 'Failed', tone: 'failed', icon: OctagonX },
  stopped: { word: 'Stopped', tone: 'skipped', icon: Square },
  moved: { word: 'Moved', tone: 'skipped', icon: CircleSlash2 },
};

/** The state of a run as a chip: "Waiting until 14:02". */
export function RunState({ run }: { readonly run: Pick<Run, 'state' | 'due'> }): ReactNode {
  const when = useTimeWords();
  const { word, tone, icon } = looks[run.state];
  return (
    <Chip icon={icon} tone={tone}>
      {run.state === 'waiting' && run.due !== undefined ? `Waiting until ${when(run.due)}` : word}
    </Chip>
  );
}
