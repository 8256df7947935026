// A waiting sign that appears only when the wait is long enough to be noticed.
import { Loader } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import { useWorkspace } from '../state/workspace.ts';
import classes from './notes.module.css';

/** Milliseconds before the sign appears: what comes sooner needs none. */
const patience = 400;

/** "Loading contacts", after 400 ms. `what` names the things, in the plural. At the start it is the workspace that loads. */
export function Loading({ what }: { readonly what: string }): ReactNode {
  const [late, setLate] = useState(false);
  const opening = useWorkspace(({ info }) => info === undefined);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.loading} role="status">
      {late && (
        <>
          <Loader aria-hidden />
          {opening ? 'Opening the workspace' : `Loading ${what}`}
        </>
      )}
    </div>
  );
}
