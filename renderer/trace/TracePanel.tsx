// The log of the run on the screen, below the canvas: who, which version, simulated or live; the controls; one line per step.
import { ActionIcon, Select, Slider, Tooltip } from '@mantine/core';
import { ChevronFirst, Pause, Play, Square, StepBack, StepForward, type LucideIcon } from 'lucide-react';
import type { KeyboardEvent, ReactNode } from 'react';
import { isOver } from '../../shared/engine/test-run.ts';
import { usePanes } from '../state/panes.ts';
import { scrubPlace, speeds, type Speed } from '../state/runs.ts';
import { useSession, useTrace } from '../state/session.ts';
import { Chip } from '../ui/Chip.tsx';
import { PaneEdge } from '../ui/PaneEdge.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { TraceTable } from './TraceTable.tsx';
import classes from './TracePanel.module.css';

export function TracePanel(): ReactNode {
  const { commands, trace } = useSession();
  const height = usePanes((panes) => panes.trace);
  const live = useTrace((state) => state.mode === 'live');
  const name = useTrace((state) => state.contactName);
  const revision = useTrace((state) => state.revision);
  const refused = useTrace((state) => state.test?.refused);
  const playing = useTrace((state) => state.playing);
  const speed = useTrace((state) => state.speed);
  const at = useTrace((state) => scrubPlace(state).at);
  const of = useTrace((state) => scrubPlace(state).of);
  const done = useTrace((state) => state.shown >= state.entries.length && (state.test === null || isOver(state.test)));
  const now = useTrace((state) => state.frame?.now ?? 0);
  const words = useTrace((state) => state.frame?.visits.at(-1)?.words ?? '');

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target instanceof Element && event.target.closest('button, input, [role=slider]') !== null) return;
    const keys: Readonly<Record<string, () => void>> = {
      ' ': () => trace.play(),
      '.': trace.step,
      ',': trace.back,
      ArrowLeft: () => trace.scrub(at - 1),
      ArrowRight: () => trace.scrub(at + 1),
    };
    const deed = Object.hasOwn(keys, event.key) ? keys[event.key] : undefined;
    if (deed === undefined) return;
    event.preventDefault();
    deed();
  };
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- its keys act on all of it
    <section aria-label="Trace" className={classes.panel} data-pane="trace" onKeyDown={onKeyDown} style={{ height }}>
      <PaneEdge label="Height of the trace" pane="trace" side="top" />
      <header className={classes.head}>
        <Chip tone={live ? 'done' : 'running'}>{live ? 'Live' : 'Simulated'}</Chip>
        <span className={classes.who} title={name}>
          {name}
        </span>
        <span className={classes.version}>{revision === 0 ? 'Draft' : `Version ${revision}`}</span>
        {now !== 0 && (
          <span className={classes.clock}>
            {live ? '' : 'Pretends it is '}
            <TimeText at={now} />
          </span>
        )}
        {refused === undefined && (
          <div aria-label="Stepping" className={classes.controls} role="toolbar">
            <Control icon={ChevronFirst} label="Restart" onClick={trace.restart} />
            <Control icon={StepBack} isOff={at === 0} keys="F8" label="Step back" onClick={trace.back} />
            <Control icon={StepForward} isOff={done} keys="F10" label="Step" onClick={trace.step} />
            <Control
              icon={playing ? Pause : Play}
              isOff={done && !playing}
              keys="F5"
              label={playing ? 'Pause' : 'Continue'}
              onClick={() => trace.play()}
            />
            {!live && <Control icon={Square} keys="Shift+F5" label="Stop test" onClick={commands.leaveTest} />}
            <Select
              allowDeselect={false}
              aria-label="Speed"
              data={speeds.map((one) => ({ value: String(one), label: `${one}×` }))}
              ml={4}
              onChange={(value) => value !== null && trace.setSpeed(Number(value) as Speed)}
              value={String(speed)}
              w={76}
            />
            <Slider
              className={classes.scrub}
              label={null}
              max={Math.max(of - 1, 1)}
              min={0}
              onChange={trace.scrub}
              size={4}
              thumbLabel="Place in the run"
              value={at}
            />
          </div>
        )}
      </header>
      <div aria-live="polite" className="sr-only">
        {words}
      </div>
      {refused === undefined ? (
        <TraceTable />
      ) : (
        <p className={classes.refused}>
          {name} does not enter this workflow: {lower(refused)}.
        </p>
      )}
    </section>
  );
}

interface ControlProps {
  readonly icon: LucideIcon;
  readonly label: string;
  readonly keys?: string;
  readonly isOff?: boolean;
  readonly onClick: () => void;
}

function Control({ icon: Icon, label, keys, isOff = false, onClick }: ControlProps): ReactNode {
  return (
    <Tooltip label={keys === undefined ? label : `${label} (${keys})`}>
      <ActionIcon
        aria-label={label}
        data-step-control={label === 'Step' || undefined}
        data-disabled={isOff || undefined}
        aria-disabled={isOff}
        onClick={isOff ? undefined : onClick}
      >
        <Icon size={16} />
      </ActionIcon>
    </Tooltip>
  );
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1).replace(/\.$/, '');
}
