// The line at the bottom: whether everything is saved, imports that go on, the zone in which days are counted, and how
// large the canvas is drawn.
import type { ReactNode } from 'react';
import type { Banner } from '../../shared/ipc-types.ts';
import { useSaving, type Saving } from '../state/saving.ts';
import { go } from '../state/ui.ts';
import { useWorkspace, useZone } from '../state/workspace.ts';
import { useZoom } from '../state/zoom.ts';
import classes from './frame.module.css';

/** `stuck`: a banner tells what stands in the way. */
function savingWords({ state, reason }: Saving, stuck: Banner | undefined): string {
  if (state === 'saved') return stuck === undefined ? 'All changes saved' : stuckWords(stuck);
  return state === 'saving' ? 'Saving' : `Not saved${reason === undefined ? '' : `: ${reason}`}`;
}

/** A damaged ledger takes nothing; the documents beside it do. */
function stuckWords({ id, code }: Banner): string {
  if (id === 'ledger' && code === 'ledger-damaged') return 'Only drafts, users and settings are saved at present';
  return 'Nothing is saved at present';
}

/** The status bar, 24 high. */
export function StatusBar(): ReactNode {
  const saving = useSaving();
  const stuck = useWorkspace(({ banners }) => banners.find(({ severity }) => severity === 'error'));
  const zone = useZone();
  const zoom = useZoom(({ percent }) => percent);
  const jobs = useWorkspace((workspace) => workspace.jobs);
  return (
    <footer className={classes.status}>
      <span data-danger={saving.state === 'not-saved' || stuck !== undefined || undefined}>
        {savingWords(saving, stuck)}
      </span>
      {jobs.map(({ job, bytesRead, bytes }) => (
        <button className={classes.statusLink} key={job.id} onClick={() => go({ to: 'contacts' })} type="button">
          Importing {job.fileName}: {bytes === 0 ? 0 : Math.floor((100 * bytesRead) / bytes)} %
        </button>
      ))}
      <span className={classes.statusEnd}>{zone}</span>
      {zoom !== null && <span className={classes.statusZoom}>{zoom} %</span>}
    </footer>
  );
}
