// How an import stands or ended, in words and in percent; and which column gives which field.
import { columnTargets } from '../../../shared/csv-mapping.ts';
import type { CsvPreview, JobRow, KnownRows, StartedWorkflow } from '../../../shared/ipc-file-types.ts';
import type { ImportJob } from '../../../shared/model/import-job.ts';
import type { Instant } from '../../../shared/model/time.ts';
import { toldReason } from '../../ui/ReasonText.tsx';
import { count, counted } from '../../ui/plural.ts';

/** The share of the file that was read, in whole percent. */
export function jobPercent({ job, bytes, bytesRead }: JobRow): number {
  if (job.state === 'done') return 100;
  return bytes === 0 ? 0 : Math.min(100, Math.floor((100 * bytesRead) / bytes));
}

/** Rows whose contact was there and took nothing from them. */
export function leftAlone({ rowsDone, created, merged, skipped }: ImportJob): number {
  return rowsDone - created - merged - skipped;
}

/** "7 contacts came in, 0 skipped." and how an import that did not reach its end stopped. `time` puts a moment into words. */
export function jobWords(job: ImportJob, time: (at: Instant) => string): string {
  const there = (n: number, what: string): string =>
    n === 0 ? '' : ` ${count(n)} ${n === 1 ? 'was' : 'were'} there already${what}.`;
  const sum =
    `${counted(job.created, 'contact')} came in, ${count(job.skipped)} skipped.` +
    there(job.merged, ': what they lacked was added') +
    there(leftAlone(job), ' and left alone');
  const row = job.rowsDone === 0 ? 'before the first row' : `at row ${count(job.rowsDone)}`;
  switch (job.state) {
    case 'running':
    case 'done':
      return sum;
    case 'cancelled':
      return `Cancelled ${row}: ${sum} The rest was not read.`;
    case 'failed':
      return `Stopped ${row}: ${sum}${job.reason === undefined ? '' : ` ${toldReason(job.reason, time)}`}`;
  }
}

/** The most workflows that are named. */
const mostNames = 5;

/** Which workflows the new contacts of an import start. */
export function startWords(starts: readonly StartedWorkflow[], run: boolean): string {
  if (starts.length === 0) return 'No published workflow listens to Contact Created, so none will start.';
  const shown = starts.slice(0, mostNames);
  const names = shown.map(({ name, filtered }) => `“${name}”${filtered ? ' (if its filter lets them in)' : ''}`);
  const all = [...names, ...(starts.length > mostNames ? [`and ${starts.length - mostNames} more`] : [])].join(', ');
  if (!run) return `None will start. Switched on, it would be ${all}.`;
  const will = `${counted(starts.length, 'workflow')} will start for the new contacts`;
  return `${will}: ${all}. Contacts that are there already start none.`;
}

type Mapping = Readonly<Record<string, string | null>>;

/** What a column can be: a field of contacts, a custom field of its own name, or ignored (""). */
export function targetChoices(header: string): readonly { readonly value: string; readonly label: string }[] {
  return [
    { value: '', label: 'Ignored' },
    ...columnTargets.map(({ value, label }) => ({ value, label })),
    { value: `custom.${header}`, label: `Custom field “${header}”` },
  ];
}

/** Gives a column another target. The column that had it before is ignored from then on. */
export function remapped(mapping: Mapping, header: string, target: string | null): Mapping {
  const others = Object.entries(mapping).map(([other, was]) => [other, was === target ? null : was] as const);
  return Object.fromEntries([...others.filter(([other]) => other !== header), [header, target]]);
}

/** True when some column tells who a contact is: without a name, an email or a phone number every row is skipped. */
export function isUsable(mapping: Mapping): boolean {
  const telling = new Set(['firstName', 'lastName', 'fullName', 'email', 'phone']);
  return Object.values(mapping).some((target) => target !== null && telling.has(target));
}

/** The most rows that a preview shows. */
const previewRows = 20;

/** "The first 20 rows", or "3 rows in all" of a short file; and how many of them will not come in. */
export function rowsWords(rows: CsvPreview['rows']): string {
  const shown = rows.length;
  const skipped = rows.filter((row) => row.skipped !== undefined).length;
  const all = shown < previewRows ? `${counted(shown, 'row')} in all` : `The first ${shown} rows`;
  return skipped === 0 ? all : `${all}, ${skipped === shown ? 'none of which can come in' : `${skipped} skipped`}`;
}

/** Why an import would bring nobody in; undefined when it may, or as long as that is not known. */
export function whyNobody(
  mapping: Mapping,
  { rows }: Pick<CsvPreview, 'rows'>,
  known: KnownRows | null | undefined,
): string | undefined {
  if (!isUsable(mapping)) return 'Choose which column is the name, the email or the phone.';
  if (known?.whole !== true || known.rows > 0) return undefined;
  if (rows.length === 0) return 'The file has no rows but the names of its columns.';
  return 'No row can come in: above, each says why. Change how the file is read, or mend it.';
}

/** How many rows of the file are no new contacts; undefined while they are counted, null where they cannot be. */
export function knownWords(known: KnownRows | null | undefined): string {
  if (known === undefined) return 'Looking for them in the file.';
  if (known === null || known.rows === 0) return '';
  const { rows, known: found, whole } = known;
  const first = whole ? '' : 'the first ';
  if (found === 0) return whole ? 'No row is one of them.' : `None of ${first}${counted(rows, 'row')}.`;
  return `${count(found)} of ${first}${counted(rows, 'row')}, with those that come twice in the file.`;
}

const units = ['bytes', 'KB', 'MB'] as const;

/** "812 bytes", "4.8 MB". */
export function sizeWords(bytes: number): string {
  const step = bytes < 1000 ? 0 : bytes < 1_000_000 ? 1 : 2;
  const value = bytes / 1000 ** step;
  return `${step === 0 ? value : value.toFixed(1)} ${units[step]}`;
}
