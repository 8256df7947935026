// The first step of an import: which file.
import { Button, Group, Progress } from '@mantine/core';
import { FileSpreadsheet } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Problem } from '../../../shared/model/problem.ts';
import { closeImport, pickFile } from '../../state/imports.ts';
import { focusOnMount } from '../../ui/focus.ts';
import { ProblemNote } from '../../ui/ProblemNote.tsx';
import classes from './import.module.css';

/** Says what is taken, and opens the system's dialog. Drops are taken anywhere on the window. */
export function ImportPick(): ReactNode {
  return (
    <div className={classes.pick}>
      <FileSpreadsheet aria-hidden size={32} strokeWidth={1.5} />
      <p>Drop a CSV file (.csv, .tsv or .txt) anywhere on the window, or choose one.</p>
      <Button data-autofocus onClick={() => void pickFile()} ref={focusOnMount}>
        Choose CSV file
      </Button>
    </div>
  );
}

/** Why a file cannot be read as contacts. */
export function ImportRefused({ problem }: { readonly problem: Problem }): ReactNode {
  return (
    <>
      <ProblemNote problem={problem} />
      <p className={classes.notes}>Nothing was changed.</p>
      <Group justify="flex-end" mt="xl">
        <Button onClick={closeImport} variant="default">
          Cancel
        </Button>
        <Button data-autofocus onClick={() => void pickFile()} ref={focusOnMount}>
          Choose another file
        </Button>
      </Group>
    </>
  );
}

/** While a dropped file is on its way. */
export function ImportSending({ fileName, share }: { readonly fileName: string; readonly share: number }): ReactNode {
  return (
    <div className={classes.sending} role="status">
      Reading {fileName}
      <Progress aria-label={`Reading ${fileName}`} value={100 * share} />
    </div>
  );
}
