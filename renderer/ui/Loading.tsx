// A waiting sign that appears only when the wait is long enough to be noticed.
import { Loader } from '@mantine/core';
import { useEffect, useState, type ReactNode } from 'react';
import classes from './notes.module.css';

/** Milliseconds before the sign appears: what comes sooner needs none. */
const patience = 400;

/** "Loading contacts", after 400 ms. `what` names the things, in the plural. */
export function Loading({ what }: { readonly what: string }): ReactNode {
  const [late, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), patience);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div className={classes.loading} role="status">
      {late && (
        <>
          <Loader aria-hidden />
          Loading {what}
        </>
      )}
    </div>
  );
}
