// Logic: leave by the first branch whose conditions hold, else by "none".
import { branches } from '../fields/index.ts';
import { judge } from '../fields/conditions.ts';
import { contactFacts } from '../model/facts.ts';
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
