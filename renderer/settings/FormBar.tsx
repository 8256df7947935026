// The end of a channel's form: save, discard, and remove what is set up.
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Problem } from '../../shared/model/problem.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import classes from './settings.module.css';

interface FormBarProps {
  /** "email": what is saved. */
  readonly what: string;
  readonly dirty: boolean;
  readonly busy: boolean;
  readonly problem: Problem | undefined;
  readonly onDiscard: () => void;
  /** Undefined while nothing is set up. */
  readonly onRemove: (() => void) | undefined;
}

/** Buttons below a form. Save is the form's own submit. */
export function FormBar({ what, dirty, busy, problem, onDiscard, onRemove }: FormBarProps): ReactNode {
  return (
    <>
      {problem && <ProblemNote problem={problem} />}
      <div className={classes.bar}>
        {/* Off without changes, yet not disabled: it keeps the focus after it has saved. */}
        <Button
          aria-disabled={!dirty}
          data-disabled={!dirty || undefined}
          loading={busy}
          onClick={(event) => dirty || event.preventDefault()}
          type="submit"
        >
          Save {what} settings
        </Button>
        {dirty && (
          <Button disabled={busy} onClick={onDiscard} variant="default">
            Discard changes
          </Button>
        )}
        {onRemove && (
          <Button className={classes.remove} color="brick" disabled={busy} onClick={onRemove} variant="subtle">
            Remove {what} settings
          </Button>
        )}
      </div>
    </>
  );
}
