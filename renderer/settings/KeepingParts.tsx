// How long the log is kept, and backups: the parts of the general settings that concern the data itself.
import { Button, Group, NumberInput, Switch } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { SettingsPage } from '../../shared/ipc-types.ts';
import { openBackup, backUpNow, openFolder } from '../frame/backup-acts.ts';
import { toast } from '../state/toasts.ts';
import { confirm } from '../state/confirm.ts';
import { changeSettings } from '../state/workspace.ts';
import { counted } from '../ui/plural.ts';
import classes from './settings.module.css';

const usual = 365;
const most = 3650;

/** "Keep logs for N days". */
export function RetentionField({ page }: { readonly page: SettingsPage }): ReactNode {
  const saved = page.settings.keepLogsDays;
  const [typed, setTyped] = useState<number | string>(saved ?? usual);
  const days = typeof typed === 'number' && Number.isInteger(typed) && typed >= 1 && typed <= most ? typed : undefined;
  const save = async (next: number | null): Promise<void> => {
    if (next === saved) return;
    if (next !== null && (saved === null || next < saved)) {
      const yes = await confirm({
        title: `Keep logs for ${counted(next, 'day')}?`,
        message: `The steps of enrolments that ended before that are removed from this machine for good. Contacts, open enrolments and the summary of each enrolment stay.`,
        action: `Keep logs for ${counted(next, 'day')}`,
        danger: true,
      });
      if (!yes) return;
    }
    if (!(await changeSettings({ keepLogsDays: next }))) return;
    toast(next === null ? 'Logs are kept for good now.' : `Logs are kept for ${counted(next, 'day')} now.`);
  };
  return (
    <div>
      <Switch
        checked={saved !== null}
        description="What every enrolment did, step by step. Off: it is kept for good."
        label="Remove old logs"
        onChange={(event) => void save(event.currentTarget.checked ? (days ?? usual) : null)}
      />
      {saved !== null && (
        <Group align="flex-end" gap="sm" mt="sm">
          <NumberInput
            allowDecimal={false}
            error={days === undefined && `A whole number from 1 to ${most}`}
            label="Keep logs for (days)"
            onChange={setTyped}
            value={typed}
            w={180}
          />
          <Button
            disabled={days === undefined || days === saved}
            onClick={() => void save(days ?? null)}
            variant="default"
          >
            Save days
          </Button>
        </Group>
      )}
    </div>
  );
}

/** Backing up and opening a backup. */
export function BackupBox(): ReactNode {
  const [busy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    await backUpNow();
    setBusy(false);
  };
  return (
    <div>
      <div className={classes.legend}>Backup</div>
      <p className={classes.hint}>
        One file with everything in this workspace, made while Baton works. Passwords are not in it: they are kept by
        this machine. A backup is opened as a workspace of its own, in an empty folder.
      </p>
      <Group gap="sm" mt="sm">
        <Button loading={busy} onClick={() => void make()} variant="default">
          Back up now…
        </Button>
        <Button onClick={() => void openBackup()} variant="default">
          Open a backup…
        </Button>
        <Button onClick={() => void openFolder()} variant="subtle">
          Open another workspace…
        </Button>
      </Group>
    </div>
  );
}
