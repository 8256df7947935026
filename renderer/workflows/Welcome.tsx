// The first thing a new workspace shows: the sample, or an empty desk.
import { Button, Group } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { openSample } from '../frame/use-frame.ts';
import classes from './WorkflowsPage.module.css';

/** Offers the sample. `onEmpty` is called for an empty start. */
export function Welcome({ onEmpty }: { readonly onEmpty: () => void }): ReactNode {
  const [busy, setBusy] = useState(false);
  const open = async (): Promise<void> => {
    setBusy(true);
    await openSample();
    setBusy(false);
  };
  return (
    <div className={classes.welcome}>
      <h2 className={classes.welcomeTitle}>Hand every new contact to the right colleague</h2>
      <p className={classes.welcomeText}>
        Draw a workflow, test it step by step, publish it, and Baton carries it out on this machine. The sample has five
        users, forty contacts and a workflow that hands each new contact to the next user and tells them so.
      </p>
      <Group justify="center">
        <Button loading={busy} onClick={() => void open()}>
          Open the sample
        </Button>
        <Button disabled={busy} onClick={onEmpty} variant="default">
          Start empty
        </Button>
      </Group>
    </div>
  );
}
