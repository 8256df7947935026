// `baton run FILE --contacts CSV`: publishes the file, brings the contacts in, and says what became of each.
import path from 'node:path';
import { indexGraph } from '../../shared/graph/index-graph.ts';
import type { DuplicateRule, ImportJob } from '../../shared/model/import-job.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { Workflow } from '../../shared/model/workflow.ts';
import { readContactRows } from '../csv/contacts.ts';
import { wholeFault } from '../csv/whole-fault.ts';
import { sniffCsv } from '../csv/sniff.ts';
import { importContacts } from '../runtime/import-contacts.ts';
import { newId } from '../runtime/ids.ts';
import { publish } from '../runtime/publishing.ts';
import type { Runtime } from '../runtime/runtime.ts';
import type { Disk } from '../store/disk.ts';
import { fileProblem } from '../store/io-problem.ts';
import { fileSize, readTablePieces } from '../store/pieces.ts';
import { exit, placedWords, Stop, type ExitCode } from './exit.ts';
import { isNew, openForRun, type Opened } from './open.ts';
import { progressBar } from './progress.ts';
import { named, planned, readHead, readInputs, shelve, type Inputs } from './inputs.ts';
import { rowLine, takenRow, type TakenRow } from './row.ts';
import type { Terminal } from './terminal.ts';
import { summaryWords, Tally } from './tally.ts';

export interface RunOptions {
  readonly contacts: string;
  readonly users?: string;
  readonly workspace?: string;
  readonly duplicates: DuplicateRule;
  readonly json?: boolean;
  /** Contacts per commit. */
  readonly batch: number;
}

/** Email and gateways are tried for so long before the command ends. */
const SETTLE_MS = 10_000;
/** How often it is looked whether there are some to be tried again. */
const LOOK_MS = 100;

export async function run(disk: Disk, file: string, options: RunOptions, terminal: Terminal): Promise<ExitCode> {
  const began = performance.now();
  const head = await readHead(disk, options.contacts);
  const sniffed = sniffCsv(head);
  if (!sniffed.ok) throw new Stop(exit.unusable, named(options.contacts, sniffed.problem));
  if (!sniffed.value.options.header) throw new Stop(exit.unusable, noHeader(options.contacts));
  for (const note of sniffed.value.notes) terminal.note(note);
  const fault = await wholeFault(() => readTablePieces(disk, options.contacts), sniffed.value.options).catch(
    (error: unknown) => fileProblem(error, options.contacts),
  );
  if (fault !== undefined) throw new Stop(exit.unusable, named(options.contacts, fault));

  const inputs = await readInputs(disk, file, options.users);
  if (options.workspace !== undefined && (await isNew(disk, options.workspace))) await tryOut(disk, inputs);
  const opened = await openForRun(disk, options.workspace);
  try {
    const { runtime } = opened;
    const document = await shelve(runtime, inputs);
    const published = await Promise.race([publish(runtime, document.id, 'stay'), opened.full]);
    // The file's errors ended the command before: what is left is the workspace's.
    if (!published.ok) throw new Stop(exit.workspace, published.problem);
    for (const finding of published.value.findings) terminal.note(`Warning: ${placedWords(finding)}`);
    await Promise.race([runtime.start(), opened.full]);
    const tally = new Tally(runtime);
    const bringing = bringIn(
      opened,
      disk,
      document,
      published.value.revision,
      sniffed.value.options,
      tally,
      options,
      terminal,
    );
    const held = await Promise.race([bringing, opened.full]);
    await settle(runtime, tally);
    for (const line of held()) terminal.out(line);
    const summary = tally.summary((performance.now() - began) / 1000);
    if (options.json) terminal.out(JSON.stringify({ summary }));
    else terminal.out(summaryWords(summary, (owner) => nameOf(runtime, owner)));
    return tally.hasTrouble() ? exit.doneWithTrouble : exit.done;
  } finally {
    await opened.close();
  }
}

/** Nobody is there to say which column is what, and the first contact must not be taken for the names. */
function noHeader(file: string): Problem {
  return {
    code: 'csv-no-header',
    message: `${file}: The first line is a contact; no line names the columns.`,
    where: { line: 1 },
    fix: 'Put a line above it that names them: First Name,Last Name,Email,Phone,Source,Tags.',
  };
}

/** A file that is refused does not begin a workspace: it is first looked at in one that is thrown away. */
async function tryOut(disk: Disk, inputs: Inputs): Promise<void> {
  const { runtime, close } = await openForRun(disk, undefined);
  try {
    planned(runtime, inputs);
  } finally {
    await close();
  }
}

/** Gives the lines that wait for messages on their way, in file order, as they stand when asked. */
async function bringIn(
  { runtime }: Opened,
  disk: Disk,
  document: Workflow,
  revision: number,
  csv: Pick<ImportJob, 'delimiter' | 'encoding' | 'header' | 'mapping'>,
  tally: Tally,
  options: RunOptions,
  terminal: Terminal,
): Promise<() => readonly string[]> {
  const graph = runtime.listeners.revision(document.id, revision) ?? indexGraph(document, {});
  const waiting: TakenRow[] = [];
  const line = (row: TakenRow): string => JSON.stringify(rowLine(runtime, revision, row));
  const job: ImportJob = {
    id: newId(),
    fileName: path.basename(options.contacts),
    hash: '',
    duplicates: options.duplicates,
    runWorkflows: true,
    ...csv,
    by: 'command line',
    at: runtime.clock.now(),
    state: 'running',
    rowsDone: 0,
    created: 0,
    merged: 0,
    skipped: 0,
  };
  const bar = progressBar(terminal.isWatched && !options.json ? await fileSize(disk, options.contacts) : undefined);
  const pieces = readTablePieces(disk, options.contacts, bar.at);
  const ended = await importContacts(runtime, job, readContactRows(pieces, job), {
    batch: options.batch,
    wish: () => 'go-on',
    keep: (outcome) => takenRow(outcome, graph, options.json === true),
    committed: (rows) => {
      for (const row of rows) {
        tally.add(row);
        if (!options.json || 'skipped' in row) continue;
        // File order: once a line has to wait for its messages, the later ones wait with it.
        if (tally.open.length > 0) waiting.push(row);
        else terminal.out(line(row));
      }
    },
  });
  bar.stop();
  if (ended.state === 'failed') {
    throw new Stop(ended.rowsDone === 0 ? exit.unusable : exit.doneWithTrouble, {
      code: 'csv',
      message: `${options.contacts}: ${ended.reason ?? 'it could not be read.'}`,
    });
  }
  return () => waiting.map(line);
}

/** Waits until the messages of this run are sent or have failed, at most ten seconds; what is tried again later is left. */
async function settle({ outbox, clock, get }: Runtime, { open }: Tally): Promise<void> {
  if (open.length === 0) return;
  const [end, until] = [clock.elapsed() + SETTLE_MS, clock.now() + SETTLE_MS];
  const isTriedAgain = (key: string): boolean => {
    const message = get('outbox', key);
    return message?.state === 'retry' && (message.nextAt ?? 0) < until;
  };
  await within(SETTLE_MS, outbox.idle());
  while (clock.elapsed() < end && open.some(isTriedAgain)) {
    await within(LOOK_MS, new Promise(() => undefined));
    await within(end - clock.elapsed(), outbox.idle());
  }
}

/** Waits for some work, at most so many ms. */
async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const enough = new Promise((resolve) => (timer = setTimeout(resolve, Math.max(ms, 0))));
  await Promise.race([work, enough]);
  // A timer that runs on would keep the command from ending.
  clearTimeout(timer);
}

function nameOf(runtime: Runtime, owner: string): string {
  const users = runtime.library.users();
  const user = users.get(owner) ?? [...users.values()].find((one) => one.email === owner);
  return user?.name ?? owner;
}
