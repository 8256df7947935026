// Trigger: a contact came into being, by hand, by CSV import or by another workflow.
import { groups } from '../fields/index.ts';
import { conditionWords, judge } from '../fields/conditions.ts';
import { neverHolds } from '../fields/contradictions.ts';
import { defineTrigger } from './define.ts';

export const contactCreated = defineTrigger({
  type: 'contact-created',
  typeVersion: 1,
  on: 'contact-created',
  label: 'Contact Created',
  icon: 'UserPlus',
  help: 'Starts once for each new contact, added by hand or by import. A row merged into a contact that is already there does not count.',
  keywords: ['new', 'lead', 'import', 'added'],
  fields: {
    filters: groups({
      label: 'Only for contacts where',
      help: 'All conditions of a group must hold; one group is enough. No filter: every new contact.',
    }),
  },
  caption: ({ filters }) => {
    if (filters.length === 0) return 'Every new contact';
    const words = filters.map((group) => group.map(conditionWords).join(' and '));
    return `When ${words.join(', or ')}`;
  },
  check: ({ filters }) => {
    const clash = neverHolds(filters);
    if (clash === undefined) return [];
    return [
      {
        severity: 'warning',
        code: 'never-holds',
        message: `No contact can pass this filter: ${clash} cannot both be so.`,
        where: { field: 'filters' },
        fix: 'Change one of the conditions.',
      },
    ];
  },
  upgrades: {},
  accepts: ({ filters }, facts) => {
    const verdict = judge(filters, facts);
    return verdict.holds ? { yes: true, because: verdict.because } : { yes: false, rule: `Filter ${verdict.because}` };
  },
});
