// In the place of a field that chooses people, while there is nobody to choose: the way to where the first one is added.
import { Button } from '@mantine/core';
import { UserPlus } from 'lucide-react';
import type { ReactNode } from 'react';
import { run } from '../state/commands.ts';
import type { FieldProps } from './field-props.ts';
import classes from './form.module.css';

type Props = Pick<FieldProps<never, never>, 'inputId' | 'describedBy' | 'disabled'>;

export function FirstUser({ inputId, describedBy, disabled }: Props): ReactNode {
  return (
    <>
      <p className={classes.note}>There are no users yet.</p>
      <Button
        aria-describedby={describedBy}
        // Not called as the field is, whose label points here.
        aria-label="Add user…"
        disabled={disabled}
        id={inputId}
        leftSection={<UserPlus aria-hidden size={14} />}
        mt={4}
        onClick={() => run('add-user')}
        size="compact-sm"
        variant="default"
      >
        Add user…
      </Button>
    </>
  );
}
