// CSV imports of contacts: the one being set up, and the jobs that run or ran. Jobs go on in the main process by themselves.
import { create } from 'zustand';
import type { JobRow, RefusedFile } from '../../shared/ipc-types.ts';
import { ask, request, subscribe } from '../api.ts';
import { sendFile } from '../files.ts';

/** What the import dialog shows. */
export type ImportStep =
  | { readonly step: 'pick' }
  | ({ readonly step: 'refused' } & RefusedFile)
  | { readonly step: 'sending'; readonly fileName: string; /** 0 to 1. */ readonly share: number }
  | { readonly step: 'preview'; readonly fileName: string; readonly token: string }
  | { readonly step: 'job'; readonly id: string }
  | { readonly step: 'earlier' };

interface Imports {
  /** Undefined while the dialog is closed. */
  readonly shown: ImportStep | undefined;
  /** Latest first. */
  readonly jobs: readonly JobRow[];
  /** Jobs that ran before the eyes of the person and whose end was not looked at yet. */
  readonly watched: ReadonlySet<string>;
}

export const useImports = create<Imports>(() => ({ shown: undefined, jobs: [], watched: new Set() }));

/** Opens the dialog: to pick a file, unless told otherwise. */
export function openImport(shown: ImportStep = { step: 'pick' }): void {
  useImports.setState({ shown });
}

/** Closes the dialog. A job goes on; one that has ended counts as looked at. */
export function closeImport(): void {
  const { shown, jobs } = useImports.getState();
  const ended = shown?.step === 'job' && jobs.find(({ job }) => job.id === shown.id)?.job.state !== 'running';
  if (shown?.step === 'job' && ended) unwatch(shown.id);
  useImports.setState({ shown: undefined });
}

/** The person has seen how the job ended. */
export function unwatch(id: string): void {
  useImports.setState(({ watched }) => ({ watched: new Set([...watched].filter((one) => one !== id)) }));
}

/** Lets the person pick a file with the system's dialog. */
export async function pickFile(): Promise<void> {
  const picked = await ask('contacts.importPick', {});
  if (picked) openImport('problem' in picked ? { step: 'refused', ...picked } : { step: 'preview', ...picked });
}

/** Takes a file that was dropped or chosen in the window. */
export async function importFile(file: File): Promise<void> {
  const sending = (share: number): void => openImport({ step: 'sending', fileName: file.name, share });
  sending(0);
  const sent = await sendFile(file, (share) => {
    // The person may have closed the dialog meanwhile: it must not come back.
    if (useImports.getState().shown?.step === 'sending') sending(share);
  });
  if (useImports.getState().shown?.step !== 'sending') return;
  const fileName = file.name;
  openImport(
    sent.ok ? { step: 'preview', fileName, token: sent.value } : { step: 'refused', fileName, problem: sent.problem },
  );
}

/** Shows a job that has just begun. */
export function watchJob(id: string): void {
  useImports.setState(({ watched }) => ({ watched: new Set([...watched, id]), shown: { step: 'job', id } }));
}

/** Follows all jobs until the answered function is called. */
export function followImports(): () => void {
  void request('jobs.list', {}).then((list) => {
    if (!list.ok) return;
    const running = list.value.filter(({ job }) => job.state === 'running').map(({ job }) => job.id);
    useImports.setState(({ watched }) => ({ jobs: list.value, watched: new Set([...watched, ...running]) }));
  });
  return subscribe('job', (row) => useImports.setState(({ jobs }) => ({ jobs: withRow(jobs, row) })));
}

function withRow(jobs: readonly JobRow[], row: JobRow): readonly JobRow[] {
  const there = jobs.some(({ job }) => job.id === row.job.id);
  return there ? jobs.map((one) => (one.job.id === row.job.id ? row : one)) : [row, ...jobs];
}
