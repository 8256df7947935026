// What the app knows about itself and its workspace: zone, banners, who "you" are, and whether there is anything yet.
import { create } from 'zustand';
import type { JobRow } from '../../shared/ipc-file-types.ts';
import type { AppInfo, Banner, SettingsPage } from '../../shared/ipc-types.ts';
import type { Settings } from '../../shared/model/settings.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { ask, request, subscribe } from '../api.ts';

interface Workspace {
  readonly info: AppInfo | undefined;
  readonly settings: SettingsPage | undefined;
  readonly banners: readonly Banner[];
  /** Imports that go on at present. */
  readonly jobs: readonly JobRow[];
  /** Why the workspace could not be read. */
  readonly problem: Problem | undefined;
}

export const useWorkspace = create<Workspace>(() => ({
  info: undefined,
  settings: undefined,
  banners: [],
  jobs: [],
  problem: undefined,
}));

/** The settings in force; undefined until they are read. */
export const settingsOf = ({ settings }: Workspace): Settings | undefined => settings?.settings;

/** Asks again for what the frame shows. */
export async function refreshWorkspace(): Promise<void> {
  const [info, settings] = await Promise.all([request('app.info', {}), request('settings.get', {})]);
  if (!info.ok) useWorkspace.setState({ problem: info.problem });
  else if (!settings.ok) useWorkspace.setState({ problem: settings.problem });
  else
    useWorkspace.setState({
      info: info.value,
      banners: info.value.banners,
      settings: settings.value,
      problem: undefined,
    });
}

/** Keeps it all fresh until the answered function is called. */
export function followWorkspace(): () => void {
  void refreshWorkspace();
  const stops = [
    subscribe('banners', (banners) => useWorkspace.setState({ banners })),
    subscribe('job', (row) =>
      useWorkspace.setState(({ jobs }) => {
        const others = jobs.filter(({ job }) => job.id !== row.job.id);
        return { jobs: row.job.state === 'running' ? [...others, row] : others };
      }),
    ),
    subscribe('changed', (changed) => {
      const { info } = useWorkspace.getState();
      if (changed.settings || info?.empty) void refreshWorkspace();
    }),
  ];
  return () => stops.forEach((stop) => stop());
}

/** The IANA zone in which the workspace counts its days. */
export function useZone(): string {
  return useWorkspace(({ info }) => info?.zone) ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** True on a Mac, where Command is the main modifier. */
export function useIsMac(): boolean {
  return useWorkspace(({ info }) => info?.platform) === 'darwin';
}

/** Changes some settings and keeps the others. False when it was refused; the person has been told. */
export async function changeSettings(change: Partial<Settings>): Promise<boolean> {
  const { settings } = useWorkspace.getState();
  if (!settings) return false;
  const saved = await ask('settings.save', { settings: { ...settings.settings, ...change } });
  await refreshWorkspace();
  return saved !== undefined;
}
