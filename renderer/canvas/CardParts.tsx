// The parts of a step's card that stand elsewhere too: its tile, its badges, its title that can be written in place.
import { Tooltip } from '@mantine/core';
import { CirclePause, OctagonPause, TriangleAlert } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import type { Finding } from '../../shared/model/problem.ts';
import { useSession } from '../state/session.ts';
import classes from './CardParts.module.css';
import { StepIcon } from './StepIcon.tsx';

/** The coloured square with the step's icon. */
export function StepTile({
  group,
  icon,
  small = false,
}: {
  readonly group: string;
  readonly icon: string | undefined;
  readonly small?: boolean;
}): ReactNode {
  return (
    <span aria-hidden className={classes.tile} data-group={group} data-small={small || undefined}>
      <StepIcon name={icon} size={small ? 14 : 18} />
    </span>
  );
}

interface BadgesProps {
  readonly problems: readonly Finding[];
  readonly disabled: boolean;
  readonly breakpoint: boolean;
}

/** Signs of setup: problems, switched off, breakpoint. What a run did is told by the strip. */
export function CardBadges({ problems, disabled, breakpoint }: BadgesProps): ReactNode {
  const severe = problems.some((problem) => problem.severity === 'error');
  return (
    <span className={classes.badges}>
      {breakpoint && (
        <Tooltip label="Breakpoint: a test stops before this step">
          <span className={classes.badge} data-kind="breakpoint">
            <OctagonPause aria-label="Breakpoint" size={16} />
          </span>
        </Tooltip>
      )}
      {problems.length > 0 && (
        <Tooltip label={problems.map((problem) => problem.message).join(' ')} maw={320} multiline>
          <span className={classes.badge} data-kind={severe ? 'error' : 'warning'}>
            <TriangleAlert aria-hidden size={14} />
            {problems.length}
          </span>
        </Tooltip>
      )}
      {disabled && (
        <Tooltip label="Switched off: contacts pass through">
          <span className={classes.badge} data-kind="disabled">
            <CirclePause aria-label="Switched off" size={16} />
          </span>
        </Tooltip>
      )}
    </span>
  );
}

/** A step's title; written in place while it is renamed. Enter keeps, Esc gives up. */
export function CardTitle({
  id,
  label,
  renaming,
}: {
  readonly id: string;
  readonly label: string;
  readonly renaming: boolean;
}): ReactNode {
  const { commands } = useSession();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (!renaming) return;
    field.current?.focus();
    field.current?.select();
  }, [renaming]);
  if (!renaming) {
    return (
      <div className={classes.title} title={label}>
        {label}
      </div>
    );
  }
  return (
    <input
      aria-label="Title of the step"
      className={`${classes.titleField} nodrag nopan`}
      defaultValue={label}
      maxLength={limits.name}
      onBlur={(event) => commands.rename(id, event.currentTarget.value)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') {
          commands.rename(id, event.currentTarget.value);
          commands.focus(id);
        }
        if (event.key === 'Escape') {
          commands.stopRenaming();
          commands.focus(id);
        }
      }}
      ref={field}
    />
  );
}
