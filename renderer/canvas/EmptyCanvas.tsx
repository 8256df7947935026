// What an empty canvas shows: the one thing to do first.
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDocument, useSession } from '../state/session.ts';
import classes from './EmptyCanvas.module.css';

/** The button takes the focus where nothing else needs it: a workflow that was just created begins with it. */
function takeFocus(button: HTMLButtonElement | null): void {
  const { activeElement } = document;
  if (activeElement === document.body || activeElement?.matches('[aria-modal="true"] *, h1')) button?.focus();
}

export function EmptyCanvas(): ReactNode {
  const { builder } = useSession();
  const locked = useDocument((state) => state.locked);
  if (locked) return null;
  return (
    <div className={classes.empty}>
      <button
        className={classes.add}
        onClick={() => builder.openShelf({ trigger: true })}
        ref={takeFocus}
        type="button"
      >
        <Plus aria-hidden size={18} />
        Add New Trigger
      </button>
      <p className={classes.sentence}>A trigger says when contacts enter this workflow.</p>
    </div>
  );
}
