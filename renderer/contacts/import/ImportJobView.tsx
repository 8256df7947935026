// An import under way, and its report once it has ended.
import { Button, Group, Progress } from '@mantine/core';
import { CircleCheck, TriangleAlert } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { JobRow } from '../../../shared/ipc-file-types.ts';
import { ask } from '../../api.ts';
import { confirm } from '../../state/confirm.ts';
import { closeImport, openImport } from '../../state/imports.ts';
import { toast } from '../../state/toasts.ts';
import { focusOnMount } from '../../ui/focus.ts';
import { count, counted } from '../../ui/plural.ts';
import { useTimeWords } from '../../ui/TimeText.tsx';
import classes from './import.module.css';
import { jobPercent, jobWords, leftAlone } from './import-words.ts';

/** Progress or report. */
export function ImportJobView({ row }: { readonly row: JobRow }): ReactNode {
  return row.job.state === 'running' ? <Running row={row} /> : <Report row={row} />;
}

function Running({ row }: { readonly row: JobRow }): ReactNode {
  const [cancelling, setCancelling] = useState(false);
  const { job } = row;
  const cancel = async (): Promise<void> => {
    setCancelling(true);
    if ((await ask('contacts.importCancel', { id: job.id })) === undefined) setCancelling(false);
  };
  return (
    <>
      <Progress aria-label="Progress of the import" size={8} value={jobPercent(row)} />
      <p className={classes.progress}>
        <span>
          {counted(job.created, 'contact')} in{job.skipped > 0 && `, ${count(job.skipped)} skipped`}
        </span>
        <span>
          {counted(job.rowsDone, 'row')}, {jobPercent(row)} %
        </span>
      </p>
      <Skipped row={row} />
      <Group justify="flex-end" mt="xl">
        <Button loading={cancelling} onClick={() => void cancel()} variant="default">
          Cancel import
        </Button>
        <Button data-autofocus onClick={closeImport} ref={focusOnMount}>
          Go on in the background
        </Button>
      </Group>
    </>
  );
}

function Report({ row }: { readonly row: JobRow }): ReactNode {
  const time = useTimeWords();
  const { job } = row;
  const Icon = job.state === 'done' ? CircleCheck : TriangleAlert;
  const remove = async (): Promise<void> => {
    // One dialog at a time: Escape would close both.
    closeImport();
    const yes = await confirm({
      title: 'Remove these contacts?',
      message: `The contacts that came in from ${job.fileName} are deleted, and their enrolments end. Messages that were sent stay sent.`,
      action: `Remove ${counted(job.created, 'contact')}`,
      danger: true,
    });
    if (!yes) return openImport({ step: 'job', id: job.id });
    const done = await ask('contacts.importUndo', { id: job.id });
    if (done !== undefined) toast(`${counted(done.removed, 'contact')} removed.`);
  };
  const saveSkipped = async (): Promise<void> => {
    const done = await ask('contacts.importSaveSkipped', { id: job.id });
    if (done?.saved) toast(`Skipped rows saved to ${done.saved}.`);
  };
  return (
    <>
      <p className={classes.outcome} data-state={job.state} role="status">
        <Icon aria-hidden size={16} />
        {jobWords(job, time)}
      </p>
      <Skipped row={row} />
      <p className={classes.notes} title={`SHA-256 of the file: ${job.hash}`}>
        Fingerprint of the file: <code>{job.hash.slice(0, 12)}</code>
      </p>
      <div className={classes.reportActions}>
        {job.created > 0 && (
          <Button color="brick" onClick={() => void remove()} variant="subtle">
            Remove these contacts
          </Button>
        )}
        {row.skippedRows.length > 0 && (
          <Button onClick={() => void saveSkipped()} variant="default">
            Save skipped rows
          </Button>
        )}
        <Button data-autofocus onClick={closeImport} ref={focusOnMount}>
          Close
        </Button>
      </div>
    </>
  );
}

function Skipped({ row: { job, skippedRows } }: { readonly row: JobRow }): ReactNode {
  const left = leftAlone(job);
  const all = job.skipped + left;
  if (skippedRows.length === 0) {
    // An import of an earlier start: its copy of the file is gone, and with it the rows.
    if (all === 0 || job.state === 'running') return null;
    return <p className={classes.notes}>Which rows did not come in could be seen until Baton was closed.</p>;
  }
  return (
    <section aria-label="Skipped rows">
      <h3 className={classes.subhead}>
        {counted(all, 'row')} {left === 0 ? 'skipped' : 'skipped or there already'}
      </h3>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so it must be reachable by keyboard */}
      <ul className={classes.skipped} tabIndex={0}>
        {skippedRows.map(({ line, reason }) => (
          <li key={line}>
            <span>Line {count(line)}</span> {reason}
          </li>
        ))}
      </ul>
      {all > skippedRows.length && <p className={classes.notes}>The first {count(skippedRows.length)} are shown.</p>}
    </section>
  );
}
