// The first thing a new workspace shows: the sample, or an empty desk.
import { Button, Group } from '@mantine/core';
import { BellRing, UserCheck, UserPlus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { openBackup } from '../frame/backup-acts.ts';
import { openSample } from '../frame/use-frame.ts';
import classes from './WorkflowsPage.module.css';

const steps = [
  { group: 'trigger', icon: UserPlus },
  { group: 'contact', icon: UserCheck },
  { group: 'notify', icon: BellRing },
] as const;

/** The sample's three steps as their tiles: a contact comes in, gets an owner, the owner is told. */
function Picture(): ReactNode {
  return (
    <div aria-hidden className={classes.picture}>
      {steps.map(({ group, icon: Icon }) => (
        <span className={classes.tile} data-group={group} key={group}>
          <Icon size={24} />
        </span>
      ))}
    </div>
  );
}

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
      <Picture />
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
        <Button disabled={busy} onClick={() => void openBackup()} variant="subtle">
          Open a backup…
        </Button>
      </Group>
    </div>
  );
}
