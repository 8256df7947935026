// A long list of the main process, page by page, kept fresh while its table is shown.
import { useEffect, useMemo, useRef, useState, useSyncExternalStore } from 'react';
import type { Changed, Page } from '../../shared/ipc-types.ts';
import type { InputOf, OutputOf } from '../../shared/ipc.ts';
import type { Result } from '../../shared/model/problem.ts';
import { request, subscribe } from '../api.ts';
import { refreshEvery, spaced } from './spaced.ts';
import { PagedRows, type FetchRows, type PagedState } from './paged-rows.ts';

type PagedName = 'contacts.list' | 'bin.contacts' | 'conversations.list' | 'outbox.list' | 'workflows.runs';
type RowOf<N extends PagedName> = OutputOf<N> extends Page<infer Row> ? Row : never;

export interface PagedTable<T> extends PagedState<T> {
  /** For the table's `onRange`. */
  readonly show: (first: number, last: number) => void;
  readonly reload: () => void;
}

/** The rows of a list request. `input` is what it takes beside the page. */
export function usePagedRows<N extends PagedName>(
  name: N,
  input: Omit<InputOf<N>, 'offset' | 'limit'>,
  refreshOn: (changed: Changed) => boolean,
): PagedTable<RowOf<N>> {
  const key = JSON.stringify([name, input]);
  const fetch = useMemo<FetchRows<RowOf<N>>>(() => {
    const [, fixed] = JSON.parse(key) as [N, object];
    return (offset, limit) =>
      request(name, { ...fixed, offset, limit } as InputOf<N>) as Promise<Result<Page<RowOf<N>>>>;
  }, [name, key]);
  const [rows] = useState(() => new PagedRows(fetch));
  const matters = useRef(refreshOn);
  useEffect(() => {
    matters.current = refreshOn;
  });

  useEffect(() => rows.become(fetch), [rows, fetch]);
  useEffect(() => {
    const refresh = spaced(rows.refresh, refreshEvery);
    const stop = subscribe('changed', (changed) => {
      if (matters.current(changed)) refresh.ask();
    });
    return () => {
      refresh.stop();
      stop();
    };
  }, [rows]);
  const state = useSyncExternalStore(rows.subscribe, rows.snapshot);
  return { ...state, show: rows.show, reload: rows.refresh };
}
