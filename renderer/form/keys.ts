// Configs name users and pools by the keys of the workflow file; people choose from those of the workspace.
import { useCallback } from 'react';
import { keyForUser } from '../../shared/file/requires.ts';
import { useSession } from '../state/session.ts';

/** The key of a chosen user or pool. An imported workflow may use its id for somebody else: then a key is bound to it. */
export function useKeyFor(): (id: string) => string {
  const { document } = useSession();
  return useCallback(
    (id) => {
      const now = document.getState();
      const { key, bindings } = keyForUser(now.document, now.bindings, { id });
      document.editDraft('Choose a user', (draft) => (bindings === draft.bindings ? draft : { ...draft, bindings }));
      return key;
    },
    [document],
  );
}
