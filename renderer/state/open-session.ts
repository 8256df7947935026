// Opens a page of the builder: the stores of one document, and the commands over them.
import { useMemo } from 'react';
import type { WorkflowPage } from '../../shared/ipc-types.ts';
import type { People } from '../../shared/model/directory.ts';
import { makeCommands } from './builder-commands.ts';
import { openBuilder } from './builder.ts';
import { openDocument, type Save } from './document.ts';
import { usePeople } from './people.ts';
import { openTrace } from './runs.ts';
import type { Session } from './session.ts';

/** Without `save` the page is only looked at. */
export function openSession(page: WorkflowPage, people: People, save?: Save): Session {
  const document = openDocument(page, people, save);
  const builder = openBuilder();
  const trace = openTrace(() => window.matchMedia('(prefers-reduced-motion: reduce)').matches);
  return { document, builder, trace, commands: makeCommands(document, builder, trace) };
}

/** Users and pools as a workflow looks them up. */
export function useWorkspacePeople(): People {
  const users = usePeople((people) => people.byId);
  const pools = usePeople((people) => people.pools);
  return useMemo(() => ({ users, pools: new Map(pools.map((pool) => [pool.id, pool])) }), [users, pools]);
}
