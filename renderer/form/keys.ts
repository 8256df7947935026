// Configs name users and pools by the keys of the workflow file; people choose from those of the workspace.
import { useCallback } from 'react';
import { keyForPool, keyForUser } from '../../shared/file/requires.ts';
import { useSession } from '../state/session.ts';

/** The key of a chosen user or pool. An imported workflow may use its id for somebody else: then a key is bound to it. */
export function useKeyFor(kind: 'user' | 'pool'): (id: string) => string {
  const { document: store } = useSession();
  return useCallback(
    (id) => {
      const { document, bindings: known } = store.getState();
      const { key, bindings } = (kind === 'user' ? keyForUser : keyForPool)(document, known, { id });
      store.editDraft('Choose', (draft) => (bindings === draft.bindings ? draft : { ...draft, bindings }));
      return key;
    },
    [store, kind],
  );
}
