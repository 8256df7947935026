// The import of users from a CSV file: chosen or dropped, sent, read, and told about row by row.
import { Button, Group, Modal } from '@mantine/core';
import { useEffect, useEffectEvent, useRef, useState, useTransition, type ReactNode } from 'react';
import type { UsersImport } from '../../shared/ipc-file-types.ts';
import { request } from '../api.ts';
import { sendFile } from '../files.ts';
import { takeDropped, useDropped } from '../state/dropped.ts';
import { toastProblem } from '../state/toasts.ts';
import { counted } from '../ui/plural.ts';
import classes from './users.module.css';

interface Read {
  readonly fileName: string;
  readonly result: UsersImport;
}

interface CsvImport {
  readonly busy: boolean;
  /** Opens the system's dialog. */
  readonly pick: () => void;
  /** The hidden field and the dialog with the outcome; part of the page. */
  readonly parts: ReactNode;
}

function Outcome({ read, onClose }: { readonly read: Read | undefined; readonly onClose: () => void }): ReactNode {
  const { added, updated, skipped } = read?.result ?? { added: 0, updated: 0, skipped: [] };
  return (
    <Modal onClose={onClose} opened={read !== undefined} title={`Users from ${read?.fileName ?? ''}`}>
      <p className={classes.outcome}>
        {counted(added, 'user was added', 'users were added')}, {counted(updated, 'was updated', 'were updated')},{' '}
        {counted(skipped.length, 'row was skipped', 'rows were skipped')}.
      </p>
      {skipped.length > 0 && (
        <ul className={classes.skipped}>
          {skipped.map(({ line, reason }) => (
            <li key={line}>
              Line {line}: {reason}
            </li>
          ))}
        </ul>
      )}
      <Group justify="flex-end" mt="xl">
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </Group>
    </Modal>
  );
}

/** The import with its parts. A file dropped on the page comes in by itself. */
export function useCsv(): CsvImport {
  const field = useRef<HTMLInputElement>(null);
  const dropped = useDropped((state) => state.users);
  const [busy, start] = useTransition();
  const [read, setRead] = useState<Read>();
  const bringIn = (file: File): void =>
    start(async () => {
      const sent = await sendFile(file);
      const result = sent.ok ? await request('users.importCsv', { token: sent.value }) : sent;
      if (result.ok) setRead({ fileName: file.name, result: result.value });
      else toastProblem({ ...result.problem, message: `${file.name} was not imported. ${result.problem.message}` });
    });
  const take = useEffectEvent(() => {
    const file = takeDropped('users');
    if (file) bringIn(file);
  });
  useEffect(() => {
    if (dropped) take();
  }, [dropped]);
  const parts = (
    <>
      <input
        accept=".csv,.tsv,.txt,text/csv"
        aria-label="CSV file of users"
        hidden
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          // The same file can be chosen again.
          event.currentTarget.value = '';
          if (file) bringIn(file);
        }}
        ref={field}
        type="file"
      />
      <Outcome onClose={() => setRead(undefined)} read={read} />
    </>
  );
  return { busy, pick: () => field.current?.click(), parts };
}
