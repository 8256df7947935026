// The line at the bottom: whether everything is saved, imports that go on, the zone in which days are counted, and how
// large the canvas is drawn.
import type { ReactNode } from 'react';
import { useSaving, type Saving } from '../state/saving.ts';
import { go } from '../state/ui.ts';
import { useWorkspace, useZone } from '../state/workspace.ts';
import { useZoom } from '../state/zoom.ts';
import classes from './frame.module.css';

/** `stuck`: a banner tells what stands in the way. */
function savingWords({ state, reason }: Saving, stuck: boolean): string {
  if (state === 'saved') return stuck ? 'Nothing is saved at present' : 'All changes saved';
  return state === 'saving' ? 'Saving' : `Not saved${reason === undefined ? '' : `: ${reason}`}`;
}

/** The status bar, 24 high. */
export function StatusBar(): ReactNode {
  const saving = useSaving();
  const stuck = useWorkspace(({ banners }) => banners.some(({ severity }) => severity === 'error'));
  const zone = useZone();
  const zoom = useZoom(({ percent }) => percent);
  const jobs = useWorkspace((workspace) => workspace.jobs);
  return (
    <footer className={classes.status}>
      <span data-danger={saving.state === 'not-saved' || stuck || undefined}>{savingWords(saving, stuck)}</span>
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
