// Requests about the app itself, and all handlers together.
import path from 'node:path';
import { good } from '../../../shared/model/problem.ts';
import { addSample, isSampleHere, removeSample } from '../../runtime/sample.ts';
import { contactHandlers } from './contacts.ts';
import type { Desk, Handlers, HandlersOf } from './desk.ts';
import { backupHandlers, binHandlers } from './keeping.ts';
import { outboxHandlers } from './outbox.ts';
import { peopleHandlers } from './people.ts';
import { workflowHandlers } from './workflows.ts';

/** One handler for every request of the contract. */
export function handlersOf(desk: Desk): Handlers {
  return {
    ...appHandlers(desk),
    ...workflowHandlers(desk),
    ...contactHandlers(desk),
    ...peopleHandlers(desk),
    ...outboxHandlers(desk),
    ...binHandlers(desk),
    ...backupHandlers(desk),
  };
}

function appHandlers(desk: Desk): HandlersOf<'app'> {
  const { runtime } = desk;
  return {
    'app.info': () =>
      good({
        ...desk.versions,
        workspace: { name: path.basename(desk.folder), folder: desk.folder },
        empty:
          runtime.library.users().size === 0 &&
          runtime.library.workflows().size === 0 &&
          runtime.ledger.table('contacts').size === 0,
        sample: isSampleHere(runtime),
        zone: runtime.zone(),
        banners: desk.banners.all(),
      }),
    'app.dismissBanner': ({ id }) => {
      desk.banners.dismiss(id);
      return good(null);
    },
    'app.addSample': async () => {
      const added = await addSample(runtime);
      if (added.ok) desk.changed('workflows', 'users', 'contacts');
      return added;
    },
    'app.removeSample': async () => {
      const removed = await removeSample(runtime);
      if (removed.ok) desk.changed('workflows', 'users', 'contacts');
      return removed;
    },
  };
}
