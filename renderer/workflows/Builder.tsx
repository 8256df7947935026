// The builder: one workflow on the canvas or as an outline, its settings at the side, its test below.
import { Button } from '@mantine/core';
import { Lock, Workflow } from 'lucide-react';
import { useEffect, useLayoutEffect, useState, type ReactNode } from 'react';
import type { WorkflowPage } from '../../shared/ipc-types.ts';
import type { OutputOf } from '../../shared/ipc.ts';
import { ask, request, useRequest } from '../api.ts';
import { Canvas } from '../canvas/Canvas.tsx';
import { useCommands } from '../state/commands.ts';
import { useKeeper } from '../state/kept.ts';
import type { BuilderState } from '../state/builder.ts';
import type { Save } from '../state/document.ts';
import { openSession, useWorkspacePeople } from '../state/open-session.ts';
import { usePeople } from '../state/people.ts';
import { setSaving } from '../state/saving.ts';
import { SessionProvider, useBuilder, useSession, useTrace, type Session } from '../state/session.ts';
import { toastProblem } from '../state/toasts.ts';
import { mostContacts } from '../trace/TestContact.tsx';
import { TestStart } from '../trace/TestStart.tsx';
import { TracePanel } from '../trace/TracePanel.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { exportWorkflow } from './acts.ts';
import classes from './Builder.module.css';
import { BuilderBar } from './BuilderBar.tsx';
import { Inspector } from './Inspector.tsx';
import { Outline } from './Outline.tsx';
import { useTestKeys } from '../trace/use-test-keys.ts';

/** The builder of one workflow. */
export function Builder({ id }: { readonly id: string }): ReactNode {
  const { value, problem, reload } = useRequest(
    'workflows.get',
    { id },
    { refreshOn: (changed) => changed.workflows || changed.settings },
  );
  const loaded = usePeople((people) => people.loaded);
  if (problem?.code === 'workflow-gone') {
    return <EmptyState icon={Workflow} sentence="This workflow is not there any more." />;
  }
  if (problem !== undefined) return <ProblemNote onRetry={reload} problem={problem} />;
  if (value === undefined || !loaded) return <Loading what="workflow" />;
  return <OpenBuilder key={id} page={value} />;
}

const save: Save = ({ document, bindings }) => request('workflows.save', { document: { ...document }, bindings });

function OpenBuilder({ page }: { readonly page: WorkflowPage }): ReactNode {
  const people = useWorkspacePeople();
  const [session] = useState(() => openSession(page, people, save));
  useEffect(() => session.document.refresh(page), [session, page]);
  useEffect(() => session.document.setPeople(people), [session, people]);
  useKeepSaved(session);
  useKeepView(session);
  return (
    <SessionProvider value={session}>
      <BuilderFrame />
    </SessionProvider>
  );
}

type View = Pick<BuilderState, 'look' | 'tab' | 'panelOpen' | 'selection' | 'current'>;

/** Whoever comes back finds what was open: the list that an enrolment was in, the step for which a user had to be added. */
function useKeepView({ builder, document }: Session): void {
  const { was, keep } = useKeeper<View>('builder');
  useLayoutEffect(() => {
    if (was !== undefined) {
      const { nodes } = document.getState().picture.graph;
      builder.setState({ ...was, selection: new Set([...was.selection].filter((id) => nodes.has(id))) });
    }
    return builder.subscribe(({ look, tab, panelOpen, selection, current }) =>
      keep({ look, tab, panelOpen, selection, current }),
    );
  }, [builder, document, was, keep]);
}

/** Tells the status bar how saving stands, and saves what is left when the page goes away. */
function useKeepSaved({ document }: Session): void {
  useEffect(() => {
    const tell = (): void => {
      const { saving } = document.getState();
      if (saving.kind === 'failed') setSaving({ state: 'not-saved', reason: saving.problem.message });
      else setSaving({ state: saving.kind === 'saved' ? 'saved' : 'saving' });
    };
    const flush = (): void => void document.save();
    tell();
    const stop = document.subscribe((state, last) => {
      if (state.saving !== last.saving) tell();
    });
    window.addEventListener('beforeunload', flush);
    window.addEventListener('blur', flush);
    return () => {
      window.removeEventListener('beforeunload', flush);
      window.removeEventListener('blur', flush);
      flush();
      stop();
    };
  }, [document]);
}

function BuilderFrame(): ReactNode {
  const { commands, document } = useSession();
  const look = useBuilder((state) => state.look);
  const traced = useTrace(({ mode }) => mode !== 'off');
  const [starting, setStarting] = useState<OutputOf<'contacts.list'> | null>(null);
  const startTest = async (): Promise<void> => {
    const contacts = await ask('contacts.list', { search: '', offset: 0, limit: mostContacts });
    if (contacts !== undefined) setStarting(contacts);
  };
  const saveCopy = async (): Promise<void> => {
    await document.save();
    const { saving, document: workflow } = document.getState();
    if (saving.kind === 'failed') toastProblem(saving.problem);
    else await exportWorkflow(workflow.id);
  };
  const close = (begun?: 'begun'): void => {
    setStarting(null);
    const next = begun === undefined ? '[data-test-workflow]' : '[data-step-control]';
    requestAnimationFrame(() => window.document.querySelector<HTMLElement>(next)?.focus());
  };
  useCommands({
    save: () => void document.save(),
    'save-copy': () => void saveCopy(),
    undo: commands.undo,
    redo: commands.redo,
    'test-workflow': () => void startTest(),
  });
  useTestKeys();
  // What is being tested must not change under the test.
  useEffect(() => document.setLocked(traced), [document, traced]);
  return (
    <div className={classes.builder}>
      <BuilderBar onTest={() => void startTest()} />
      <div className={classes.main}>
        <div className={classes.stage}>
          {traced && <LockNote />}
          {look === 'canvas' ? <Canvas /> : <Outline />}
          {traced && <TracePanel />}
        </div>
        <Inspector />
      </div>
      <TestStart contacts={starting} onClose={close} />
    </div>
  );
}

/** Why nothing can be changed, and the way out. */
function LockNote(): ReactNode {
  const { commands } = useSession();
  return (
    <div className={classes.lockNote}>
      <Lock aria-hidden size={14} />
      Locked while it is tested. Nothing is written and nothing is sent.
      <Button onClick={commands.leaveTest} size="compact-xs" variant="default">
        Leave and edit
      </Button>
    </div>
  );
}
