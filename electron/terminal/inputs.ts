// The files that commands read: a workflow, and the users it needs. Nothing is changed before all of them are understood.
import { z } from 'zod';
import { applyImport, planImport } from '../../shared/file/import-plan.ts';
import { readWorkflow } from '../../shared/file/read.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { ListedUser } from '../../shared/model/user.ts';
import type { Bindings, Workflow } from '../../shared/model/workflow.ts';
import { HEAD_BYTES } from '../csv/sniff.ts';
import { readUsers as readUsersCsv } from '../csv/users.ts';
import { mergedUsers, mergeUsers } from '../runtime/people.ts';
import { findingsOf } from '../runtime/publishing.ts';
import type { Core } from '../runtime/core.ts';
import { readAll, type Disk } from '../store/disk.ts';
import { fileProblem } from '../store/io-problem.ts';
import { readWhole, type FileKind } from '../store/whole-file.ts';
import { exit, Stop } from './exit.ts';
import { refusal } from './refusal.ts';

/** Reads a file; one that cannot be read, or is too large to be one, ends the command with "unusable". */
export async function readInput(disk: Disk, file: string, kind: FileKind): Promise<Buffer> {
  const read = await readWhole(disk, file, kind);
  if (!read.ok) throw new Stop(exit.unusable, read.problem);
  return read.value;
}

/** As much of a file as tells how it is written. */
export async function readHead(disk: Disk, file: string): Promise<Uint8Array> {
  try {
    const opened = await disk.open(file, 'read');
    try {
      return await readAll(opened, 0, HEAD_BYTES);
    } finally {
      await opened.close();
    }
  } catch (error) {
    throw new Stop(exit.unusable, fileProblem(error, file));
  }
}

/** What a run is to be made of, read and understood before anything is opened or changed. */
export interface Inputs {
  readonly file: string;
  readonly text: string;
  /** Users to add first. */
  readonly users: readonly ListedUser[];
}

/** Reads the workflow and the users of `--users`; what cannot be understood ends the command. */
export async function readInputs(disk: Disk, file: string, usersFile: string | undefined): Promise<Inputs> {
  const text = (await readInput(disk, file, 'workflow')).toString('utf8');
  const read = readWorkflow(text);
  if (!read.ok) throw new Stop(exit.unusable, named(file, read.problem));
  const users = usersFile === undefined ? [] : readUsers(await readInput(disk, usersFile, 'users'), usersFile);
  return { file, text, users };
}

/** What stands in the workspace once a file was shelved. */
interface Planned {
  readonly document: Workflow;
  readonly bindings: Bindings;
}

/** What shelving would put there. A workflow with errors ends the command; nothing is written. */
export function planned(core: Core, { file, text, users: drafts }: Inputs): Planned {
  const { library } = core;
  const people = { users: mergedUsers(core, drafts).users, pools: library.pools() };
  const plan = planImport(text, {
    ...people,
    workflows: new Map([...library.workflows()].map(([id, { document }]) => [id, document.name])),
    findings: () => [],
  });
  if (!plan.ok) throw new Stop(exit.unusable, named(file, plan.problem));
  const { id } = plan.value.document;
  // Whom a person put in stays; who was nobody so far may be somebody by now.
  const known = Object.entries(library.workflows().get(id)?.bindings ?? {}).filter(([, user]) => user !== null);
  const how = plan.value.clash === null ? 'new' : 'replace';
  const applied = applyImport(plan.value, how, Object.fromEntries(known), id);
  const errors = findingsOf(core, applied, people).filter((one) => one.severity === 'error');
  if (errors.length > 0) throw new Stop(exit.fileHasErrors, refusal(file, errors));
  return applied;
}

/** Puts the workflow of a file into the workspace, over the one with the same id, with its users added: all or nothing. */
export async function shelve(core: Core, inputs: Inputs): Promise<Workflow> {
  const { document, bindings } = planned(core, inputs);
  if (inputs.users.length > 0) must(await mergeUsers(core, inputs.users));
  must(await core.library.saveWorkflow(document, bindings, core.clock.now()));
  core.listeners.stale();
  return document;
}

/** Users from CSV, or from JSON: a list of `{ name, email, phone?, active? }`. */
export function readUsers(bytes: Buffer, file: string): readonly ListedUser[] {
  if (/^\s*[[{]/.test(bytes.toString('utf8', 0, 100))) return readUsersJson(bytes.toString('utf8'), file);
  const read = readUsersCsv(bytes);
  if (!read.ok) throw new Stop(exit.unusable, named(file, read.problem));
  const [skipped] = read.value.skipped;
  if (skipped !== undefined) {
    throw new Stop(exit.unusable, {
      code: 'users',
      message: `${file}, line ${skipped.line}: ${skipped.reason}.`,
      fix: 'Mend that line.',
    });
  }
  return read.value.users.map((one) => one.user);
}

const userJson = z.object({
  name: z.string().min(1).max(200),
  email: z.string().max(320).default(''),
  phone: z.string().max(64).optional(),
  active: z.boolean().optional(),
});
const usersJson = z.union([
  z.array(userJson),
  z.object({ users: z.array(userJson) }).transform((value) => value.users),
]);

function readUsersJson(text: string, file: string): readonly ListedUser[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw new Stop(exit.unusable, {
      code: 'users',
      message: `${file} is not JSON: ${error instanceof Error ? error.message : 'unreadable'}.`,
    });
  }
  const parsed = usersJson.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new Stop(exit.unusable, {
    code: 'users',
    message: `${file} is not a list of users.`,
    fix: 'Write [{ "name": "Ana Silva", "email": "ana@example.com" }], or a CSV with name,email,phone,active.',
  });
}

/** A problem of a file, with its name in front. */
export function named(file: string, problem: Problem): Problem {
  return { ...problem, message: `${file}: ${problem.message}` };
}

function must(result: { readonly ok: true } | { readonly ok: false; readonly problem: Problem }): void {
  if (!result.ok) throw new Stop(exit.workspace, result.problem);
}
