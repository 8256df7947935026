// Workflow files on their way in: read, or refused, and waiting for the person to say how.
import { create } from 'zustand';
import type { RefusedFile, WorkflowImport } from '../../shared/ipc-file-types.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { ask, request } from '../api.ts';
import { forgetFile } from '../files.ts';

/** What the import dialog shows. */
export type Importing = WorkflowImport | RefusedFile;

/** The files on their way in. The first one is shown; the desktop can open more while somebody is busy with it. */
export const useImporting = create<{ readonly files: readonly Importing[] }>(() => ({ files: [] }));

/** Shows the import of a file that was read, or why it was refused, once those before it are closed. */
export function offerImport(file: Importing): void {
  useImporting.setState(({ files }) => ({ files: [...files, file] }));
}

/** Lets the person pick a workflow file with the system's dialog. */
export async function pickWorkflowFile(): Promise<void> {
  const picked = await ask('workflows.importPick', {});
  if (picked) offerImport(picked);
}

/** The longest text that is read as a workflow, in bytes; the file reader has the real limit. */
const mostBytes = 6_000_000;

/** Reads a dropped file as a workflow. */
export async function readWorkflowFile(file: File): Promise<void> {
  const refuse = (problem: Problem): void => offerImport({ fileName: file.name, problem });
  if (file.size > mostBytes) {
    refuse({
      code: 'too-large',
      message: `${file.name} is larger than a workflow file can be (5 MB).`,
      fix: 'Choose a .baton.json file.',
    });
    return;
  }
  const bytes = await file.arrayBuffer().catch(() => undefined);
  if (bytes === undefined) {
    refuse({ code: 'unreadable', message: `${file.name} could not be read.`, fix: 'Was it moved? Drop it again.' });
    return;
  }
  // As the main process reads a chosen file. `file.text()` would take UTF-16 too, and a drop would differ from the menu.
  const text = new TextDecoder().decode(bytes);
  const result = await request('workflows.importText', { name: file.name, text });
  if (result.ok) offerImport(result.value);
  else refuse(result.problem);
}

/** Leaves the import that is shown; the next one follows. */
export function closeImport(): void {
  const [shown] = useImporting.getState().files;
  if (shown && 'token' in shown) forgetFile(shown.token);
  useImporting.setState(({ files }) => ({ files: files.slice(1) }));
}
