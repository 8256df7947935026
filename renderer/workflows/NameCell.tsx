// A workflow's name in the list; F2 turns it into a field.
import { TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { WorkflowRow } from '../../shared/ipc-types.ts';
import { limits } from '../../shared/model/limits.ts';
import { TimeText } from '../ui/TimeText.tsx';
import { counted } from '../ui/plural.ts';
import classes from './WorkflowsPage.module.css';

interface NameFieldProps {
  readonly name: string;
  /** The new name; undefined when the person left it as it was. */
  readonly onDone: (name: string | undefined) => void;
}

function NameField({ name, onDone }: NameFieldProps): ReactNode {
  const [text, setText] = useState(name);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const finish = (): void => onDone(text.trim() === '' || text.trim() === name ? undefined : text.trim());
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Enter') finish();
    else if (event.key === 'Escape') onDone(undefined);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <TextInput
      aria-label="Name of the workflow"
      maxLength={limits.name}
      onBlur={finish}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      ref={field}
      value={text}
    />
  );
}

interface NameCellProps {
  readonly row: WorkflowRow;
  readonly renaming: boolean;
  readonly onRenamed: (name: string | undefined) => void;
}

/** Name above, steps and time of the last edit below. */
export function NameCell({ row, renaming, onRenamed }: NameCellProps): ReactNode {
  if (renaming) return <NameField name={row.name} onDone={onRenamed} />;
  return (
    <>
      <div className={classes.name} title={row.name}>
        {row.name}
      </div>
      <div className={classes.caption}>
        {counted(row.steps, 'step')} · Edited <TimeText at={row.editedAt} inside />
      </div>
    </>
  );
}
