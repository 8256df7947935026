// What concerns the whole workspace: look, time zone, the sample, and where the data lives.
import { Button, SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';
import { useEffect, useMemo, type ReactNode } from 'react';
import type { SettingsPage } from '../../shared/ipc-types.ts';
import { removeSample } from '../frame/use-frame.ts';
import { toast } from '../state/toasts.ts';
import { changeSettings, refreshWorkspace, useWorkspace } from '../state/workspace.ts';
import { SearchSelect } from '../ui/SearchSelect.tsx';
import { BackupBox, RetentionField } from './KeepingParts.tsx';
import classes from './settings.module.css';

/** Options shown at a time; typing finds the others. */
const mostZones = 60;

const looks = [
  { value: 'auto', label: 'As the system' },
  { value: 'light', label: 'Light' },
  { value: 'dark', label: 'Dark' },
];

function ZoneField({ page }: { readonly page: SettingsPage }): ReactNode {
  const zones = useMemo(() => {
    const all = Intl.supportedValuesOf('timeZone');
    return [
      { value: '', label: `This machine’s (${page.machineZone})` },
      ...[...new Set(['UTC', ...all])].map((zone) => ({ value: zone, label: zone.replaceAll('_', ' ') })),
    ];
  }, [page.machineZone]);
  const before = page.settings.timeZone;
  const change = async (timeZone: string | null): Promise<void> => {
    if (timeZone === null || timeZone === before || !(await changeSettings({ timeZone }))) return;
    toast(
      `Days and weeks are counted in ${timeZone === '' ? page.machineZone : timeZone} now.`,
      () => void changeSettings({ timeZone: before }),
    );
  };
  return (
    <SearchSelect
      data={zones}
      description="Waits of days and weeks keep the wall time of this zone."
      label="Time zone of the workspace"
      limit={mostZones}
      nothingFoundMessage="No zone is called that."
      onChange={(zone) => void change(zone)}
      value={before}
    />
  );
}

/** The general settings. They take effect at once. */
export function GeneralTab({ page }: { readonly page: SettingsPage }): ReactNode {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const info = useWorkspace((workspace) => workspace.info);
  // What is left of the sample may have gone since it was last looked at.
  useEffect(() => void refreshWorkspace(), []);
  return (
    <div className={classes.form}>
      <div>
        <div className={classes.legend} id="looks">
          Look
        </div>
        <SegmentedControl
          aria-labelledby="looks"
          data={looks}
          onChange={(value) => setColorScheme(value as MantineColorScheme)}
          value={colorScheme}
        />
      </div>
      <ZoneField page={page} />
      <RetentionField page={page} />
      <BackupBox />
      {info?.sample && (
        <div>
          <div className={classes.legend}>Sample</div>
          <p className={classes.hint}>Its five users, forty contacts and workflow, as far as they are still here.</p>
          <Button mt="sm" onClick={() => void removeSample()} variant="default">
            Remove the sample…
          </Button>
        </div>
      )}
      {info && (
        <div>
          <div className={classes.legend}>This workspace</div>
          <dl className={classes.facts}>
            <dt>Folder</dt>
            <dd>
              <code className={classes.path}>{info.workspace.folder}</code>
            </dd>
            <dt>Passwords</dt>
            <dd>
              {page.canKeepSecrets
                ? 'Kept by the key store of this system'
                : 'Asked for at each start: this system has no key store'}
            </dd>
            <dt>Baton</dt>
            <dd>
              {info.version} (Electron {info.versions.electron}, Chromium {info.versions.chrome}, Node{' '}
              {info.versions.node})
            </dd>
          </dl>
        </div>
      )}
    </div>
  );
}
