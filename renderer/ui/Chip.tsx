// A small label for a state: an icon and a word, so that colour is never the only sign.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './Chip.module.css';

interface ChipProps {
  /** Whose colours it takes: a trace state, or `plain`. */
  readonly tone: 'plain' | 'running' | 'done' | 'failed' | 'waiting' | 'skipped';
  readonly icon?: LucideIcon;
  readonly children: ReactNode;
}

/** A state in a word. */
export function Chip({ tone, icon: Icon, children }: ChipProps): ReactNode {
  return (
    <span className={classes.chip} data-tone={tone}>
      {Icon && <Icon aria-hidden size={14} />}
      {children}
    </span>
  );
}
