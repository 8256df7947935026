// The window's side of the door: typed requests and pushes, and a hook that keeps an answer fresh.
import { useEffect, useEffectEvent, useState } from 'react';
import type { Changed } from '../shared/ipc-types.ts';
import type { Door, InputOf, OutputOf, PushName, Pushes, RequestName } from '../shared/ipc.ts';
import type { Problem, Result } from '../shared/model/problem.ts';
import { refreshEvery, spaced } from './state/spaced.ts';
import { toastProblem } from './state/toasts.ts';

declare global {
  interface Window {
    readonly baton: Door;
  }
}

/** Asks the main process. Expected failures are values; a rejected promise is a bug. */
export function request<N extends RequestName>(name: N, input: InputOf<N>): Promise<Result<OutputOf<N>>> {
  return window.baton.request(name, input);
}

/** Like `request`, but a problem is shown as a toast and the answer is then undefined. */
export async function ask<N extends RequestName>(name: N, input: InputOf<N>): Promise<OutputOf<N> | undefined> {
  const result = await request(name, input);
  if (result.ok) return result.value;
  toastProblem(result.problem);
  return undefined;
}

/** Hears a push; gives back the function that stops it. */
export function subscribe<N extends PushName>(name: N, listener: (payload: Pushes[N]) => void): () => void {
  return window.baton.subscribe(name, listener);
}

/** What is known of a request's answer. */
export interface Asked<T> {
  /** The last answer; undefined until there is one. It stays while a newer one is on its way. */
  readonly value: T | undefined;
  readonly problem: Problem | undefined;
  /** True until the first answer to this input. */
  readonly loading: boolean;
  readonly reload: () => void;
}

interface AskedOptions {
  /** True for a change after which the answer may be another. */
  readonly refreshOn?: (changed: Changed) => boolean;
  /** Keep showing the answer to the last input until the new one is there (a search being typed). */
  readonly keep?: boolean;
}

/** Asks when the component appears, when the input changes, and after the changes that `refreshOn` names. */
export function useRequest<N extends RequestName>(
  name: N,
  input: InputOf<N>,
  { refreshOn, keep = false }: AskedOptions = {},
): Asked<OutputOf<N>> {
  const key = JSON.stringify([name, input]);
  const [answer, setAnswer] = useState<{ key: string; result: Result<OutputOf<N>> }>();
  const [round, setRound] = useState(0);
  const send = useEffectEvent(() => request(name, input));
  const wanted = useEffectEvent((changed: Changed) => refreshOn?.(changed) ?? false);

  useEffect(() => {
    let live = true;
    const load = oneAtATime(async () => {
      const result = await send();
      if (live) setAnswer({ key, result });
    });
    load();
    const refresh = spaced(load, refreshEvery);
    const stop = subscribe('changed', (changed) => {
      if (wanted(changed)) refresh.ask();
    });
    return () => {
      live = false;
      refresh.stop();
      stop();
    };
  }, [key, round]);

  const loading = answer?.key !== key;
  const result = loading && !keep ? undefined : answer?.result;
  return {
    value: result?.ok ? result.value : undefined,
    problem: result?.ok === false ? result.problem : undefined,
    loading,
    reload: () => setRound(round + 1),
  };
}

/** Lets a task run once at a time; a call that comes meanwhile makes it run once more. */
function oneAtATime(task: () => Promise<void>): () => void {
  let busy = false;
  let again = false;
  const run = async (): Promise<void> => {
    again = busy;
    if (busy) return;
    busy = true;
    do {
      again = false;
      await task();
    } while (again);
    busy = false;
  };
  return () => void run();
}
