// A contact's tags as small labels.
import type { ReactNode } from 'react';
import { Chip } from '../ui/Chip.tsx';
import classes from './contacts.module.css';

interface TagsProps {
  readonly tags: readonly string[];
  /** One line that fades out at its end instead of breaking; all tags are named on hover. */
  readonly oneLine?: boolean;
  /** How many are shown at most; of the others their number. */
  readonly most?: number;
}

/** Tags, in the order they were put on. */
export function Tags({ tags, oneLine = false, most = Infinity }: TagsProps): ReactNode {
  const hidden = Math.max(0, tags.length - most);
  return (
    <span className={classes.tags} data-one-line={oneLine || undefined} title={oneLine ? tags.join(', ') : undefined}>
      {tags.slice(0, most).map((tag) => (
        <Chip key={tag} tone="plain">
          <span className={classes.tag} title={oneLine ? undefined : tag}>
            {tag}
          </span>
        </Chip>
      ))}
      {hidden > 0 && <Chip tone="plain">+{hidden}</Chip>}
    </span>
  );
}
