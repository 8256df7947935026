// Where imports show on the contacts page: a strip for each that runs or has just ended, and the dialog.
import { ActionIcon, Button, Modal, Progress } from '@mantine/core';
import { CircleCheck, FileUp, TriangleAlert, X } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import type { JobRow } from '../../../shared/ipc-file-types.ts';
import { takeDropped, useDropped } from '../../state/dropped.ts';
import {
  closeImport,
  followImports,
  importFile,
  openImport,
  unwatch,
  useImports,
  type ImportStep,
} from '../../state/imports.ts';
import { useWished } from '../../state/wish.ts';
import { count } from '../../ui/plural.ts';
import { useTimeWords } from '../../ui/TimeText.tsx';
import { EarlierImports } from './EarlierImports.tsx';
import classes from './import.module.css';
import { ImportJobView } from './ImportJobView.tsx';
import { jobPercent, jobWords } from './import-words.ts';
import { ImportPick, ImportRefused, ImportSending } from './ImportPick.tsx';
import { ImportPreview } from './ImportPreview.tsx';

/** Part of the contacts page. */
export function ImportArea(): ReactNode {
  const { shown, jobs, watched } = useImports();
  const dropped = useDropped((state) => state.contacts);
  useEffect(followImports, []);
  useWished('import-contacts', () => openImport());
  useEffect(() => {
    const file = dropped && takeDropped('contacts');
    if (file) void importFile(file);
  }, [dropped]);
  const shownJob = shown?.step === 'job' ? shown.id : undefined;
  return (
    <>
      {jobs
        .filter(({ job }) => watched.has(job.id) && job.id !== shownJob)
        .map((row) => (
          <JobStrip key={row.job.id} row={row} />
        ))}
      <ImportDialog jobs={jobs} shown={shown} />
    </>
  );
}

/** An import whose dialog is closed. */
function JobStrip({ row }: { readonly row: JobRow }): ReactNode {
  const time = useTimeWords();
  const { job } = row;
  const running = job.state === 'running';
  const Icon = running ? FileUp : job.state === 'done' ? CircleCheck : TriangleAlert;
  return (
    <div className={classes.strip} data-state={job.state}>
      <Icon aria-hidden size={16} />
      <span className={classes.stripName} title={job.fileName}>
        {job.fileName}
      </span>
      {running ? (
        <>
          <Progress aria-label={`Import of ${job.fileName}`} className={classes.stripBar} value={jobPercent(row)} />
          <span className={classes.stripWords}>
            {jobPercent(row)} %, {count(job.rowsDone)} rows
          </span>
        </>
      ) : (
        <span className={classes.stripWords} role="status">
          {jobWords(job, time)}
        </span>
      )}
      <div className={classes.stripEnd}>
        <Button onClick={() => openImport({ step: 'job', id: job.id })} size="compact-sm" variant="subtle">
          {running ? 'Show import' : 'Show report'}
        </Button>
        {!running && (
          <ActionIcon aria-label={`Dismiss the report of ${job.fileName}`} onClick={() => unwatch(job.id)} size={24}>
            <X size={14} />
          </ActionIcon>
        )}
      </div>
    </div>
  );
}

function titleOf(shown: ImportStep, row: JobRow | undefined): string {
  if (shown.step === 'earlier') return 'Earlier imports';
  if (shown.step === 'refused') return `${shown.fileName} was not imported`;
  return row === undefined ? 'Import contacts from a CSV' : `Import of ${row.job.fileName}`;
}

function ImportDialog({
  shown,
  jobs,
}: {
  readonly shown: ImportStep | undefined;
  readonly jobs: readonly JobRow[];
}): ReactNode {
  const row = shown?.step === 'job' ? jobs.find(({ job }) => job.id === shown.id) : undefined;
  const content = (): ReactNode => {
    switch (shown?.step) {
      case undefined:
        return null;
      case 'pick':
        return <ImportPick />;
      case 'refused':
        return <ImportRefused problem={shown.problem} />;
      case 'sending':
        return <ImportSending fileName={shown.fileName} share={shown.share} />;
      case 'preview':
        return <ImportPreview fileName={shown.fileName} key={shown.token} token={shown.token} />;
      case 'job':
        return row && <ImportJobView row={row} />;
      case 'earlier':
        return <EarlierImports jobs={jobs} />;
    }
  };
  return (
    <Modal
      classNames={{
        title: classes.title,
        ...(shown?.step === 'preview' && { content: classes.dialog, body: classes.body }),
      }}
      onClose={closeImport}
      opened={shown !== undefined}
      size={shown?.step === 'preview' ? 960 : 560}
      title={shown && titleOf(shown, row)}
    >
      {content()}
    </Modal>
  );
}
