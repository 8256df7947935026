// A live run on the canvas, read like a test: the revision it goes by, what happened so far, and its messages as they stand.
import { ActionIcon, Box, Button, Tooltip } from '@mantine/core';
import { ArrowLeft, CircleStop, Contact, Workflow } from 'lucide-react';
import { useEffect, useState, type ReactNode } from 'react';
import type { RunPage as RunPageData, WorkflowPage } from '../../shared/ipc-types.ts';
import { hasEnded } from '../../shared/model/run.ts';
import { ask, subscribe, useRequest } from '../api.ts';
import { Canvas } from '../canvas/Canvas.tsx';
import { confirm } from '../state/confirm.ts';
import { openSession, useWorkspacePeople } from '../state/open-session.ts';
import { usePeople } from '../state/people.ts';
import { SessionProvider } from '../state/session.ts';
import { toast } from '../state/toasts.ts';
import { back, go } from '../state/ui.ts';
import { useZone } from '../state/workspace.ts';
import { Chip } from '../ui/Chip.tsx';
import { Loading } from '../ui/Loading.tsx';
import { RemovedNote } from '../ui/RemovedNote.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import classes from '../workflows/Builder.module.css';
import { Inspector } from '../workflows/Inspector.tsx';
import { runStates } from './StateSign.tsx';
import { TracePanel } from './TracePanel.tsx';
import { useTestKeys } from './use-test-keys.ts';

/** The page of one enrolment. */
export function RunPage({ id }: { readonly id: string }): ReactNode {
  const { value, problem, reload } = useRequest(
    'runs.get',
    { id },
    { refreshOn: (changed) => changed.runs || changed.outbox },
  );
  const loaded = usePeople((people) => people.loaded);
  if (problem !== undefined) return <ProblemNote onRetry={reload} problem={problem} />;
  if (value === undefined || !loaded) return <Loading what="enrolment" />;
  return <OpenRun key={id} page={value} />;
}

function OpenRun({ page }: { readonly page: RunPageData }): ReactNode {
  const people = useWorkspacePeople();
  const zone = useZone();
  const [session] = useState(() => openSession(pageOf(page), people));
  const { trace, document } = session;
  useEffect(() => {
    // Without its log every step would look as if it had not been reached.
    if (page.removed === null) trace.show(page, document.getState().picture.graph, zone);
  }, [trace, document, page, zone]);
  useEffect(() => document.setPeople(people), [document, people]);
  useEffect(
    () =>
      subscribe('entries', ({ run, entries }) => {
        if (run === page.run.id) trace.append(entries);
      }),
    [trace, page.run.id],
  );
  useEffect(() => trace.pause, [trace]);
  return (
    <SessionProvider value={session}>
      <RunFrame page={page} />
    </SessionProvider>
  );
}

function RunFrame({ page }: { readonly page: RunPageData }): ReactNode {
  useTestKeys();
  return (
    <div className={classes.builder}>
      <RunBar page={page} />
      {page.removed !== null && (
        <Box p="sm">
          <RemovedNote removed={page.removed} what="The steps of this enrolment" />
        </Box>
      )}
      <div className={classes.main}>
        <div className={classes.stage}>
          <Canvas />
          {page.removed === null && <TracePanel />}
        </div>
        {page.removed === null && <Inspector />}
      </div>
    </div>
  );
}

/** The revision's document stands where the draft would. */
function pageOf({ document, bindings }: RunPageData): WorkflowPage {
  return {
    document,
    bindings,
    live: null,
    status: 'on',
    changed: false,
    savedAt: 0,
    ready: { notification: true, email: true, sms: true, whatsapp: true },
    rivals: [],
  };
}

function RunBar({ page }: { readonly page: RunPageData }): ReactNode {
  const { run, contactName, workflowName, contact } = page;
  const { word, state } = runStates[run.state];
  const tone = { done: 'done', failed: 'failed', waiting: 'waiting', paused: 'waiting', running: 'running' } as const;
  useEffect(() => {
    document.title = `${contactName} in ${workflowName} – Baton`;
  }, [contactName, workflowName]);
  const stop = async (): Promise<void> => {
    const yes = await confirm({
      title: 'Stop this enrolment?',
      message: `${contactName} leaves “${workflowName}” here. What was done stays; it cannot be taken up again.`,
      action: 'Stop enrolment',
      danger: true,
    });
    if (yes && (await ask('runs.stop', { id: run.id })) !== undefined)
      toast(`The enrolment of ${contactName} was stopped.`);
  };
  return (
    <header className={classes.bar}>
      <Tooltip label="Back">
        <ActionIcon aria-label="Back" onClick={back}>
          <ArrowLeft size={18} />
        </ActionIcon>
      </Tooltip>
      <h1 className={classes.runTitle} tabIndex={-1} title={`${contactName} in ${workflowName}`}>
        {contactName} in {workflowName}
      </h1>
      <Chip tone={state in tone ? tone[state as keyof typeof tone] : 'plain'}>{word}</Chip>
      <div className={classes.space} />
      {contact !== null && (
        <Button
          leftSection={<Contact aria-hidden size={16} />}
          onClick={() => go({ to: 'contact', id: contact.id })}
          variant="default"
        >
          Open contact
        </Button>
      )}
      <Button
        leftSection={<Workflow aria-hidden size={16} />}
        onClick={() => go({ to: 'workflow', id: run.workflow })}
        variant="default"
      >
        Open workflow
      </Button>
      {!hasEnded(run) && (
        <Button
          color="brick"
          leftSection={<CircleStop aria-hidden size={16} />}
          onClick={() => void stop()}
          variant="light"
        >
          Stop enrolment
        </Button>
      )}
    </header>
  );
}
