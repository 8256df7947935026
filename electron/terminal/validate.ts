// `baton validate FILE`: every problem of a workflow file, without a workspace.
import { planImport } from '../../shared/file/import-plan.ts';
import { checkWorkflow } from '../../shared/graph/check.ts';
import type { Finding } from '../../shared/model/problem.ts';
import { readWorkflow } from '../../shared/file/read.ts';
import type { People } from '../../shared/model/directory.ts';
import type { Pool } from '../../shared/model/pool.ts';
import { mintUserId, unsaid, type ListedUser, type User } from '../../shared/model/user.ts';
import type { Requirement } from '../../shared/model/workflow.ts';
import type { Disk } from '../store/disk.ts';
import { exit, placedWords, Stop, type ExitCode } from './exit.ts';
import { readInput, readUsers } from './inputs.ts';
import type { Terminal } from './terminal.ts';
import { counted } from './words.ts';

export interface ValidateOptions {
  readonly users?: string;
  readonly strict?: boolean;
  readonly json?: boolean;
}

/** Without `--users` the file's own list counts as there: the file itself is what is judged. */
export async function validate(
  disk: Disk,
  file: string,
  options: ValidateOptions,
  terminal: Terminal,
): Promise<ExitCode> {
  const text = (await readInput(disk, file, 'workflow')).toString('utf8');
  const given =
    options.users === undefined ? undefined : readUsers(await readInput(disk, options.users, 'users'), options.users);
  const read = readWorkflow(text);
  if (!read.ok) throw new Stop(exit.unusable, { ...read.problem, message: `${file}: ${read.problem.message}` });
  const { requires } = read.value;
  const people = given === undefined ? standIns(requires) : { users: byId(given), pools: new Map<string, Pool>() };
  const plan = planImport(text, {
    ...people,
    workflows: new Map(),
    findings: (document, bindings) =>
      checkWorkflow(document, { bindings, people, channelReady: () => true, rivals: [] }),
  });
  if (!plan.ok) throw new Stop(exit.unusable, plan.problem);
  const { document, findings } = plan.value;
  print(findings, document.name, options, terminal);
  const refused = findings.some((one) => one.severity === 'error' || options.strict === true);
  return refused ? exit.fileHasErrors : exit.done;
}

function print(findings: readonly Finding[], name: string, options: ValidateOptions, terminal: Terminal): void {
  if (options.json) {
    for (const finding of findings) terminal.out(JSON.stringify(finding));
    return;
  }
  for (const finding of findings)
    terminal.out(`${finding.severity === 'error' ? 'Error' : 'Warning'}: ${placedWords(finding)}`);
  const errors = findings.filter((one) => one.severity === 'error').length;
  terminal.out(`${name}: ${counted(errors, 'error')}, ${counted(findings.length - errors, 'warning')}`);
}

/** Users and pools as the file describes them, all active. */
function standIns(requires: readonly Requirement[]): People {
  const ofKind = (kind: Requirement['kind']): readonly Requirement[] => requires.filter((one) => one.kind === kind);
  const users = ofKind('user').map((one) => ({
    id: one.key,
    name: one.name,
    email: one.email ?? '',
    phone: '',
    active: true,
  }));
  const members = users.map((user) => ({ user: user.id, weight: 1 }));
  const pools = ofKind('pool').map((one) => ({ id: one.key, name: one.name, members }));
  return { users: new Map(users.map((one) => [one.id, one])), pools: new Map(pools.map((one) => [one.id, one])) };
}

function byId(drafts: readonly ListedUser[]): ReadonlyMap<string, User> {
  const users = new Map<string, User>();
  for (const draft of drafts) {
    const id = mintUserId(draft.name, new Set(users.keys()));
    users.set(id, { ...unsaid, ...draft, id });
  }
  return users;
}
