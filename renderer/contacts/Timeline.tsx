// Everything that happened to a contact, newest first, by day: what came, what workflows did and why not, what people did.
import { Box } from '@mantine/core';
import { CircleCheck, CircleDot, CircleSlash2, Hourglass, OctagonX, CirclePlus, type LucideIcon } from 'lucide-react';
import { useMemo, type ReactNode } from 'react';
import { timelineLines, type TimelineLine } from '../../shared/engine/timeline.ts';
import type { Tone } from '../../shared/engine/timeline-words.ts';
import type { ContactPage } from '../../shared/ipc-types.ts';
import { ReasonText } from '../ui/ReasonText.tsx';
import { RemovedNote } from '../ui/RemovedNote.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { ClockText, useDayWords, useTimeWords } from '../ui/TimeText.tsx';
import { byDay } from '../ui/by-day.ts';
import { RunLink } from './RunLink.tsx';
import classes from './timeline.module.css';

const icons: Readonly<Record<Tone, LucideIcon>> = {
  event: CirclePlus,
  done: CircleCheck,
  skipped: CircleSlash2,
  failed: OctagonX,
  waiting: Hourglass,
  note: CircleDot,
};

/** The timeline of a contact. */
export function Timeline({ page }: { readonly page: ContactPage }): ReactNode {
  const when = useTimeWords();
  const dayOf = useDayWords();
  const { timeline, names, removed } = page;
  const note = removed !== null && (
    <Box mt="md">
      <RemovedNote removed={removed} what="Older entries" />
    </Box>
  );
  const lines = useMemo(() => timelineLines(timeline, names, when).toReversed(), [timeline, names, when]);
  const days = byDay(lines, dayOf);
  if (lines.length === 0 && note) return <div className={classes.timeline}>{note}</div>;
  if (lines.length === 0) return <EmptyState icon={CircleDot} sentence="Nothing is on record for this contact." />;
  return (
    <div className={classes.timeline}>
      {days.map(({ day, items }) => (
        <section aria-label={day} key={day}>
          <h3 className={classes.day}>{day}</h3>
          <ol className={classes.lines}>
            {items.map((line, at) => (
              <Line isNew={line.run === undefined || line.run !== items[at - 1]?.run} key={at} line={line} />
            ))}
          </ol>
        </section>
      ))}
      {note}
    </div>
  );
}

/** `isNew`: another run than that of the line above, so the run is named. */
function Line({ line, isNew }: { readonly line: TimelineLine; readonly isNew: boolean }): ReactNode {
  const Icon = icons[line.tone];
  const { run, workflowName, by } = line;
  return (
    <li className={classes.line} data-tone={line.tone}>
      <Icon aria-hidden className={classes.icon} size={16} />
      <div className={classes.words}>
        <div className={classes.title}>{line.title}</div>
        {line.details.map((detail, at) => (
          <div className={classes.detail} key={at}>
            <ReasonText reason={detail} />
          </div>
        ))}
      </div>
      <div className={classes.source} title={workflowName ?? by}>
        {run !== undefined && workflowName !== undefined ? isNew && <RunLink run={run} text={workflowName} /> : by}
      </div>
      <ClockText at={line.at} />
    </li>
  );
}
