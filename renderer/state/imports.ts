// CSV imports of contacts: the one being set up, and the jobs that run or ran. Jobs go on in the main process by themselves.
import { create } from 'zustand';
import type { InputOf } from '../../shared/ipc.ts';
import type { JobRow, RefusedFile } from '../../shared/ipc-file-types.ts';
import type { Problem } from '../../shared/model/problem.ts';
import { ask, request, subscribe } from '../api.ts';
import { forgetFile, sendFile } from '../files.ts';

/** What the import dialog shows. */
export type ImportStep =
  | { readonly step: 'pick' }
  | ({ readonly step: 'refused' } & RefusedFile)
  | { readonly step: 'sending'; readonly fileName: string; /** 0 to 1. */ readonly share: number }
  | { readonly step: 'preview'; readonly fileName: string; readonly token: string }
  | { readonly step: 'job'; readonly id: string }
  | { readonly step: 'earlier' };

type ImportChoices = Omit<InputOf<'contacts.importStart'>, 'token'>;

interface Imports {
  /** Undefined while the dialog is closed. */
  readonly shown: ImportStep | undefined;
  /** Latest first. */
  readonly jobs: readonly JobRow[];
  /** Jobs that ran before the eyes of the person and whose end was not looked at yet. */
  readonly watched: ReadonlySet<string>;
}

export const useImports = create<Imports>(() => ({ shown: undefined, jobs: [], watched: new Set() }));

/** The file of the preview whose import is being asked for: closing the dialog does not take it back. */
let accepted: string | undefined;

// Whatever takes the place of a preview, its file is not needed any more.
useImports.subscribe(({ shown }, { shown: was }) => {
  if (was?.step !== 'preview' || was.token === accepted) return;
  if (shown?.step !== 'preview' || shown.token !== was.token) forgetFile(was.token);
});

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
  const fileName = file.name;
  let mine: ImportStep = { step: 'sending', fileName, share: 0 };
  openImport(mine);
  const sent = await sendFile(file, (share) => {
    // The person may have closed the dialog meanwhile, or dropped another file: it must not come back.
    if (useImports.getState().shown !== mine) return false;
    mine = { step: 'sending', fileName, share };
    openImport(mine);
    return true;
  });
  if (sent === undefined) return;
  if (useImports.getState().shown !== mine) {
    if (sent.ok) forgetFile(sent.value);
    return;
  }
  openImport(
    sent.ok ? { step: 'preview', fileName, token: sent.value } : { step: 'refused', fileName, problem: sent.problem },
  );
}

/** Asks for the import of the file that is previewed, and shows it; or answers why it does not begin. */
export async function startImport(token: string, how: ImportChoices): Promise<Problem | undefined> {
  accepted = token;
  const answer = await request('contacts.importStart', { token, ...how });
  accepted = undefined;
  if (answer.ok) {
    const { job } = answer.value;
    useImports.setState(({ watched }) => ({ watched: new Set([...watched, job]), shown: { step: 'job', id: job } }));
    return undefined;
  }
  const { shown } = useImports.getState();
  if (shown?.step !== 'preview' || shown.token !== token) forgetFile(token);
  return answer.problem;
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
