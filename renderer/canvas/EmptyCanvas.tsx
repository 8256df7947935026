// What an empty canvas shows: the one thing to do first.
import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDocument, useSession } from '../state/session.ts';
import classes from './EmptyCanvas.module.css';

export function EmptyCanvas(): ReactNode {
  const { builder } = useSession();
  const locked = useDocument((state) => state.locked);
  if (locked) return null;
  return (
    <div className={classes.empty}>
      <button className={classes.add} onClick={() => builder.openShelf({ trigger: true })} type="button">
        <Plus aria-hidden size={18} />
        Add New Trigger
      </button>
      <p className={classes.sentence}>A trigger says when contacts enter this workflow.</p>
    </div>
  );
}
