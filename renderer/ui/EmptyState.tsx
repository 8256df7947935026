// What a view shows when it holds nothing: one sentence and one button.
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import classes from './notes.module.css';

interface EmptyStateProps {
  readonly icon: LucideIcon;
  readonly sentence: string;
  /** The one button. */
  readonly children?: ReactNode;
}

/** An empty view. */
export function EmptyState({ icon: Icon, sentence, children }: EmptyStateProps): ReactNode {
  return (
    <div className={classes.empty}>
      <Icon aria-hidden className={classes.emptyIcon} size={32} strokeWidth={1.5} />
      <p className={classes.sentence}>{sentence}</p>
      {children}
    </div>
  );
}
