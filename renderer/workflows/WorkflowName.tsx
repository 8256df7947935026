// The workflow's name in the bar: press it to write another.
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { limits } from '../../shared/model/limits.ts';
import { useDocument, useSession } from '../state/session.ts';
import classes from './Builder.module.css';

export function WorkflowName(): ReactNode {
  const { commands, document } = useSession();
  const name = useDocument((state) => state.document.name);
  const locked = useDocument((state) => state.locked);
  const [writing, setWriting] = useState(false);
  const field = useRef<HTMLInputElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  // As on every screen: when it opens and nothing has the focus, its heading takes it.
  useEffect(() => {
    const { activeElement, body } = window.document;
    if (activeElement === body) heading.current?.focus();
  }, []);
  useEffect(() => {
    field.current?.select();
  }, [writing]);
  useEffect(() => {
    window.document.title = `${name} – Baton`;
  }, [name]);

  const keep = (next: string): void => {
    setWriting(false);
    if (next.trim() === '' || next.trim() === name) return;
    document.seal();
    commands.describe({ name: next.trim() });
  };
  if (!writing) {
    return (
      <h1 className={classes.nameBox} ref={heading} style={{ margin: 0, fontSize: 'inherit' }} tabIndex={-1}>
        <button
          className={classes.name}
          disabled={locked}
          onClick={() => setWriting(true)}
          ref={button}
          title={`${name}: press to rename`}
          type="button"
        >
          {name}
        </button>
      </h1>
    );
  }
  return (
    <div className={classes.nameBox}>
      <input
        aria-label="Name of the workflow"
        // The field stands where the button was: the focus goes on in it.
        // oxlint-disable-next-line jsx-a11y/no-autofocus
        autoFocus
        className={classes.nameField}
        defaultValue={name}
        maxLength={limits.name}
        onBlur={(event) => keep(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' && event.key !== 'Escape') return;
          if (event.key === 'Enter') keep(event.currentTarget.value);
          else setWriting(false);
          requestAnimationFrame(() => button.current?.focus());
        }}
        ref={field}
      />
    </div>
  );
}
