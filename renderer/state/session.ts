// What the parts of one open page share: its document, what is looked at, the trace on the screen, and the commands.
import { createContext, useContext } from 'react';
import { useStore } from 'zustand';
import type { BuilderState, BuilderStore } from './builder.ts';
import type { BuilderCommands } from './builder-commands.ts';
import type { DocumentState, DocumentStore } from './document.ts';
import type { TraceState, TraceStore } from './runs.ts';

export interface Session {
  readonly document: DocumentStore;
  readonly builder: BuilderStore;
  readonly trace: TraceStore;
  readonly commands: BuilderCommands;
}

const SessionContext = createContext<Session | null>(null);
export const SessionProvider = SessionContext.Provider;

/** The open page. Only inside a SessionProvider. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (session === null) throw new Error('No page is open here.');
  return session;
}

export function useDocument<T>(pick: (state: DocumentState) => T): T {
  return useStore(useSession().document, pick);
}

export function useBuilder<T>(pick: (state: BuilderState) => T): T {
  return useStore(useSession().builder, pick);
}

export function useTrace<T>(pick: (state: TraceState) => T): T {
  return useStore(useSession().trace, pick);
}

/** Nothing is chosen, sought or traced: at the right stands the workflow's own panel, which a narrow window shows when asked. */
export function useIsIdle(): boolean {
  const traced = useTrace(({ mode }) => mode !== 'off');
  return useBuilder(({ shelf, selection }) => shelf === null && selection.size === 0) && !traced;
}

/** Whether Tab enters at this step: at the current one, else at the first. */
export function useIsTabStop(id: string): boolean {
  const { document } = useSession();
  return useBuilder(({ current }) => {
    const { graph, order } = document.getState().picture;
    return (current !== null && graph.nodes.has(current) ? current : order[0]) === id;
  });
}
