// The title of a step in the inspector: a line of text that keeps what is written when it is left.
import { useState, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import { useSession } from '../state/session.ts';
import classes from './StepSettings.module.css';

interface TitleFieldProps {
  readonly id: string;
  readonly label: string;
  readonly locked: boolean;
}

export function TitleField({ id, label, locked }: TitleFieldProps): ReactNode {
  const { commands } = useSession();
  const [text, setText] = useState(label);
  const [known, setKnown] = useState(label);
  if (known !== label) {
    setKnown(label);
    setText(label);
  }
  const keep = (): void => commands.retitle(id, text);
  return (
    <input
      aria-label="Title of the step"
      className={classes.title}
      disabled={locked}
      maxLength={limits.name}
      onBlur={keep}
      onChange={(event) => setText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key === 'Enter') keep();
        if (event.key !== 'Escape' || text === label) return;
        event.preventDefault();
        setText(label);
      }}
      spellCheck={false}
      title={text}
      value={text}
    />
  );
}
