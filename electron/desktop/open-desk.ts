// Puts the window's side of a workspace together: runtime, imports, secrets, pushes, pop-ups, banners.
import { app } from 'electron';
import type { Screen } from '../../shared/ipc-types.ts';
import { good, type Problem, type Result } from '../../shared/model/problem.ts';
import type { SecretName } from '../../shared/model/settings.ts';
import { actor } from '../runtime/core.ts';
import { whenOpen } from '../runtime/full-disk.ts';
import { openHouse } from '../runtime/house.ts';
import { newId } from '../runtime/ids.ts';
import { ImportPlans } from '../runtime/import-plans.ts';
import { Imports } from '../runtime/imports.ts';
import { restoredNotice } from '../runtime/restored.ts';
import type { Disk } from '../store/disk.ts';
import { StoreError } from '../store/io-problem.ts';
import { Banners } from './banners.ts';
import { makeDialogs } from './dialogs.ts';
import type { Desk, Secrets } from './ipc/desk.ts';
import { checkChoice } from './last-workspace.ts';
import { showPopUps } from './pop-ups.ts';
import { gatherChanges, gatherJobs, push } from './pushes.ts';
import { openSecrets } from './secrets.ts';
import { switchedTo } from './start.ts';
import { systemVault } from './vault.ts';
import { showWindow } from './window.ts';

export interface OpenDesk {
  readonly desk: Desk;
  /** Carries on what was interrupted. Call once the window can hear. */
  readonly start: () => Promise<void>;
  /** Writes what is staged and gives the workspace back. */
  readonly close: () => Promise<void>;
}

/** Opens a workspace for the window. */
export async function openDesk(disk: Disk, folder: string): Promise<Result<OpenDesk>> {
  const kept: { secrets?: Secrets } = {};
  let closing = false;
  const changes = gatherChanges();
  const banners = new Banners(folder, (all) => push('banners', all));
  const failed = (error: unknown): void => {
    if (closing) return;
    if (!(error instanceof StoreError)) throw error;
    banners.show('store', 'error', error.problem);
  };
  const opened = await openHouse(disk, folder, {
    secret: (name: SecretName) => kept.secrets?.get(name) ?? null,
    told: {
      put: (table) => changes.put(table),
      entries: (run, entries) => push('entries', { run, entries }),
      notified: (messages) => showPopUps(messages, actor(runtime), openScreen),
      problem: (problem) => banners.show(`told-${newId()}`, 'warning', problem),
      failed,
    },
  });
  if (!opened.ok) return opened;
  const { runtime, uploads, files, keeping, report, close } = opened.value;
  const secrets = await openSecrets(disk, folder, systemVault());
  kept.secrets = secrets;
  const imports = new Imports(runtime, uploads, { job: gatherJobs(), failed });
  showFindings(banners, [...report.problems, ...runtime.problems], runtime.ledger.status().problem);
  for (const notice of restoredNotice(runtime)) banners.show('restored', 'warning', notice);
  if (secrets.problem !== undefined) banners.show('secrets', 'warning', secrets.problem);
  banners.followLedger(runtime.ledger.status());
  runtime.ledger.onStatus(() => banners.followLedger(runtime.ledger.status()));
  const { electron, chrome, node } = process.versions;
  return good({
    desk: {
      runtime,
      folder,
      secrets,
      dialogs: makeDialogs(disk),
      uploads,
      files,
      keeping,
      switchTo: async (chosen) => {
        const looked = await checkChoice(disk, folder, chosen);
        if (!looked.ok) return looked;
        app.relaunch({ args: switchedTo(process.argv.slice(1), chosen) });
        // The window hears the answer first.
        setTimeout(() => app.quit(), 500);
        return looked;
      },
      imports,
      plans: new ImportPlans(runtime),
      versions: { version: app.getVersion(), versions: { electron, chrome, node }, platform: process.platform },
      banners,
      newId,
      changed: changes.changed,
      push,
    },
    start: async () => {
      if (runtime.ledger.status().state === 'failed') return;
      try {
        // Damaged or on a read-only disk it stays as it is; where the disk was full already, it begins when there is room.
        await whenOpen(runtime.ledger);
        await runtime.start();
        await imports.resume();
        keeping.start();
      } catch (error) {
        // A disk that fails at the start is told like one that fails later.
        failed(error);
      }
    },
    close: async () => {
      closing = true;
      await imports.stop();
      await close();
    },
  });
}

/** Brings the window to the front with a screen open. */
export function openScreen(screen: Screen): void {
  showWindow();
  push('open', screen);
}

/** Shows what was found, but for what stands in the way: the ledger tells that itself, and is not heard twice. */
function showFindings(banners: Banners, problems: readonly Problem[], told: Problem | undefined): void {
  for (const [index, problem] of problems.entries())
    if (problem.message !== told?.message) banners.show(`opening-${index}`, 'warning', problem);
}
