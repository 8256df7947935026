// `baton run` as cli.ts does it, with all that it prints gathered.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { realDisk } from '../../electron/store/disk.ts';
import { StoreError } from '../../electron/store/io-problem.ts';
import { exit, placedWords, Stop } from '../../electron/terminal/exit.ts';
import type { RowLine } from '../../electron/terminal/row.ts';
import { run, type RunOptions } from '../../electron/terminal/run.ts';
import type { Summary } from '../../electron/terminal/tally.ts';
import { writeWorkflow } from '../../shared/file/write.ts';
import type { Workflow } from '../../shared/model/workflow.ts';
import { temporaryFolder } from './temporary-folder.ts';

const seed = (name: string): string => join(import.meta.dirname, '../fixtures/seed', name);
export const FILE = seed('assign-new-contacts.baton.json');
export const CONTACTS = seed('contacts.csv');
export const USERS = seed('users.csv');

export interface Ended {
  readonly code: number;
  readonly out: readonly string[];
  readonly notes: readonly string[];
  readonly rows: readonly RowLine[];
  readonly summary: Summary;
}

/** Runs the command as cli.ts does, and gathers what it prints. */
export async function baton(file: string, more: Partial<RunOptions> = {}, disk = realDisk): Promise<Ended> {
  const out: string[] = [];
  const notes: string[] = [];
  const terminal = {
    out: (text: string) => void out.push(text),
    note: (text: string) => void notes.push(text),
    isWatched: false,
  };
  const options = { contacts: CONTACTS, users: USERS, duplicates: 'update', batch: 1000, json: true, ...more } as const;
  let code: number;
  try {
    code = await run(disk, file, options, terminal);
  } catch (error) {
    if (!(error instanceof Stop) && !(error instanceof StoreError)) throw error;
    notes.push(placedWords(error.problem));
    code = error instanceof Stop ? error.code : exit.workspace;
  }
  const json = options.json ? out.map((line) => JSON.parse(line) as object) : [];
  const last = json.at(-1);
  return {
    code,
    out,
    notes,
    rows: json.filter((one): one is RowLine => 'row' in one),
    summary: (last !== undefined && 'summary' in last ? last.summary : {}) as Summary,
  };
}

export function written(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text);
  return file;
}

/** Every document of a workspace, by name: what people see as its users and workflows. */
export function filesIn(workspace: string): Readonly<Record<string, string>> {
  const names = readdirSync(workspace, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.json'));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(workspace, name), 'utf8')]));
}

export const asFile = (document: Workflow): string => written('w.baton.json', writeWorkflow(document));
