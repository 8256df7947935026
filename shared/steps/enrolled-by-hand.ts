// Trigger: somebody put a contact into the workflow.
import { defineTrigger } from './define.ts';

export const enrolledByHand = defineTrigger({
  type: 'enrolled-by-hand',
  typeVersion: 1,
  on: 'enrolled-by-hand',
  label: 'Enrolled by Hand',
  icon: 'Hand',
  help: 'Starts when somebody enrols a contact: from its page, or many at once from the list.',
  keywords: ['manual', 'enrol', 'add to workflow'],
  fields: {},
  caption: () => 'When somebody enrols a contact',
  upgrades: {},
  accepts: () => ({ yes: true, because: 'enrolled by hand' }),
});
