// The enrolments of a workflow, newest first, with a search for their contacts; each opens its run on the canvas.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Flag, History, SearchX } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import type { Page, RunRow } from '../../shared/ipc-types.ts';
import { useRequest } from '../api.ts';
import { useKept, useKeptScroll } from '../state/kept.ts';
import { go } from '../state/ui.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { count, counted } from '../ui/plural.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import rowClasses from '../ui/rows.module.css';
import classes from './HistoryPanel.module.css';
import { lookAt } from './look-at.ts';
import { runStates, StateSign } from './StateSign.tsx';

/** So many more each time. */
const PAGE = 50;
/** The door hands out no longer pages. */
const MOST = 1000;

/** Milliseconds after the last key before the search runs. */
const searchDelay = 150;

/** The Enrolments tab of the inspector. */
export function HistoryPanel({ workflow }: { readonly workflow: string }): ReactNode {
  const [typed, setTyped] = useKept('runs: typed', '');
  const [search] = useDebouncedValue(typed.trim(), searchDelay);
  const [pages, setPages] = useKept('runs: pages', { search, limit: PAGE });
  /** The enrolment from which one comes back: the focus goes to its row. */
  const [opened, setOpened] = useKept<string | null>('runs: opened', null);
  const scroll = useKeptScroll('runs: scroll');
  // Another search begins at its top.
  const limit = pages.search === search ? pages.limit : PAGE;
  const list = useRef<HTMLUListElement>(null);
  const { value, problem, reload } = useRequest(
    'workflows.runs',
    { id: workflow, search, offset: 0, limit },
    { refreshOn: (changed) => changed.runs || changed.outbox || (search !== '' && changed.contacts), keep: true },
  );
  const loaded = value !== undefined;
  useEffect(() => {
    // Only when nothing else has it: the heading takes it while the rows are on their way.
    if (loaded && opened !== null && document.activeElement?.matches('body, h1'))
      list.current?.querySelector<HTMLElement>(`[data-run="${CSS.escape(opened)}"]`)?.focus({ preventScroll: true });
  }, [loaded, opened]);
  if (problem !== undefined) return <ProblemNote onRetry={reload} problem={problem} />;
  if (value === undefined) return <Loading what="enrolments" />;
  if (value.total === 0 && search === '' && typed === '') {
    return <EmptyState icon={History} sentence="No contact has entered this workflow yet." />;
  }
  return (
    <div className={classes.panel}>
      <div className={classes.search}>
        <SearchField
          label="Search enrolments"
          onChange={setTyped}
          onLeave={() => list.current?.querySelector('button')?.focus()}
          value={typed}
          width="100%"
        />
        <span aria-live="polite" className={search === '' ? 'sr-only' : classes.found} role="status">
          {search !== '' && `${counted(value.total, 'enrolment')} found`}
        </span>
      </div>
      {value.total === 0 ? (
        <EmptyState icon={SearchX} sentence={`No contact here has “${search}” in its name, email or phone.`} />
      ) : (
        <div className={classes.history} ref={scroll}>
          <ul aria-label="Enrolments" className={classes.list} ref={list}>
            {value.rows.map((row) => (
              <Enrolment key={row.run.id} onOpen={setOpened} row={row} />
            ))}
          </ul>
          <More limit={limit} onMore={(more) => setPages({ search, limit: more })} page={value} />
        </div>
      )}
    </div>
  );
}

interface EnrolmentProps {
  readonly row: RunRow;
  readonly onOpen: (run: string) => void;
}

function Enrolment({ row, onOpen }: EnrolmentProps): ReactNode {
  const { run, contactName, ownerName } = row;
  const look = lookAt(row);
  const { state, word } = runStates[run.state];
  return (
    <li>
      <button
        className={`${rowClasses.row} ${classes.row}`}
        data-run={run.id}
        onClick={() => {
          onOpen(run.id);
          go({ to: 'run', id: run.id });
        }}
        type="button"
      >
        <StateSign state={state} />
        <span className={classes.words}>
          <span className={classes.name}>{contactName}</span>
          <span className={classes.caption}>
            {word}
            {run.reason !== undefined && `: ${run.reason}`}
            {ownerName !== '' && ` · ${ownerName}`}
          </span>
        </span>
        {look !== undefined && <Flag aria-label={`Look at this: ${look}`} className={classes.flag} size={14} />}
        <span className={classes.when}>
          <TimeText at={run.beganAt} />
        </span>
      </button>
    </li>
  );
}

interface MoreProps {
  readonly page: Page<RunRow>;
  readonly limit: number;
  readonly onMore: (limit: number) => void;
}

/** How many of all are shown, and a way to more of them. */
function More({ page: { rows, total }, limit, onMore }: MoreProps): ReactNode {
  if (rows.length >= total) return null;
  return (
    <p className={classes.more}>
      {count(rows.length)} of {count(total)}
      {limit < MOST && (
        <Button onClick={() => onMore(Math.min(limit + PAGE, MOST))} size="compact-sm" variant="subtle">
          Show more
        </Button>
      )}
    </p>
  );
}
