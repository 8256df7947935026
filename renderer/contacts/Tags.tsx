// A contact's tags as small labels.
import type { ReactNode } from 'react';
import { Chip } from '../ui/Chip.tsx';
import classes from './contacts.module.css';

interface TagsProps {
  readonly tags: readonly string[];
  /** One line that fades out at its end instead of breaking; all tags are named on hover. */
  readonly oneLine?: boolean;
}

/** Tags, in the order they were put on. */
export function Tags({ tags, oneLine = false }: TagsProps): ReactNode {
  return (
    <span className={classes.tags} data-one-line={oneLine || undefined} title={oneLine ? tags.join(', ') : undefined}>
      {tags.map((tag) => (
        <Chip key={tag} tone="plain">
          <span className={classes.tag}>{tag}</span>
        </Chip>
      ))}
    </span>
  );
}
