// Logic: leave by the first branch whose conditions hold, else by "none".
import { branches, type Branch } from '../fields/index.ts';
import { judge } from '../fields/conditions.ts';
import { covers, neverHolds } from '../fields/contradictions.ts';
import { contactFacts } from '../model/facts.ts';
import type { Finding } from '../model/problem.ts';
import { defineStep } from './define.ts';

export const ifElse = defineStep({
  type: 'if-else',
  typeVersion: 1,
  group: 'logic',
  label: 'If / Else',
  icon: 'Split',
  help: 'Sends the contact down the first branch whose conditions hold. When none does, it leaves by None.',
  keywords: ['condition', 'branch', 'filter', 'switch', 'when'],
  fields: {
    branches: branches({
      label: 'Branches',
      help: 'Looked at from top to bottom; the first that holds wins.',
      initial: [{ port: 'yes', name: 'Yes', groups: [] }],
    }),
  },
  ports: (config) => [
    ...config.branches.map((branch) => ({ id: branch.port, label: branch.name })),
    { id: 'none', label: 'None' },
  ],
  caption: (config) =>
    config.branches.length === 0
      ? 'Add a branch'
      : [...config.branches.map((branch) => branch.name), 'None'].join(' / '),
  check: ({ branches }) => branches.flatMap((branch, index) => deadBranch(branch, branches.slice(0, index))),
  upgrades: {},
  plan: ({ config, view }) => {
    const facts = contactFacts(view.contact, view.user(view.contact.owner));
    const tried: { branch: string; holds: boolean; because: string }[] = [];
    for (const branch of config.branches) {
      const verdict = judge(branch.groups, facts);
      tried.push({ branch: branch.name, ...verdict });
      if (verdict.holds) {
        return { leave: branch.port, result: 'done', output: { branch: branch.name }, because: { tried } };
      }
    }
    return { leave: 'none', result: 'done', output: { branch: 'None' }, because: { tried } };
  },
});

/** A branch that no contact can take: its conditions are at odds, or one above it takes all of its contacts. */
function deadBranch(branch: Branch, above: readonly Branch[]): readonly Finding[] {
  if (branch.groups.length === 0) return [];
  const clash = neverHolds(branch.groups);
  if (clash !== undefined) {
    const message = `Branch “${branch.name}” can never hold: ${clash} cannot both be so.`;
    return [warning('never-holds', message, 'Change one of the conditions.')];
  }
  const first = above.find((one) => one.groups.length > 0 && covers(one.groups, branch.groups));
  if (first === undefined) return [];
  const message = `Branch “${branch.name}” is never taken: whenever it holds, “${first.name}” above it holds first.`;
  return [warning('never-taken', message, `Move it above “${first.name}”, or change its conditions.`)];
}

function warning(code: string, message: string, fix: string): Finding {
  return { severity: 'warning', code, message, where: { field: 'branches' }, fix };
}
