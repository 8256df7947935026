// All imports of this workspace, also those before the last start, with their reports.
import { Button } from '@mantine/core';
import { FileUp } from 'lucide-react';
import type { ReactNode } from 'react';
import type { JobRow } from '../../../shared/ipc-file-types.ts';
import { openImport } from '../../state/imports.ts';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { TimeText, useTimeWords } from '../../ui/TimeText.tsx';
import classes from './import.module.css';
import { jobPercent, jobWords } from './import-words.ts';

/** The list, latest first. */
export function EarlierImports({ jobs }: { readonly jobs: readonly JobRow[] }): ReactNode {
  const time = useTimeWords();
  if (jobs.length === 0)
    return <EmptyState icon={FileUp} sentence="No CSV file was imported into this workspace yet." />;
  return (
    <ul className={classes.jobs}>
      {jobs.map((row) => (
        <li key={row.job.id}>
          <div className={classes.jobWords}>
            <div className={classes.jobName} title={row.job.fileName}>
              {row.job.fileName}
            </div>
            <div className={classes.notes}>
              <TimeText at={row.job.at} />.{' '}
              {row.job.state === 'running' ? `Running, ${jobPercent(row)} %` : jobWords(row.job, time)}
            </div>
          </div>
          <Button onClick={() => openImport({ step: 'job', id: row.job.id })} size="compact-sm" variant="subtle">
            {row.job.state === 'running' ? 'Show import' : 'Show report'}
          </Button>
        </li>
      ))}
    </ul>
  );
}
