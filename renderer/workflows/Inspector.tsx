// The pane at the right: it follows what is selected, and lends its place to the shelf and to the details of a run.
import { ActionIcon, Button } from '@mantine/core';
import { SlidersHorizontal, X } from 'lucide-react';
import type { CSSProperties, ReactNode } from 'react';
import { Shelf } from '../palette/Shelf.tsx';
import { usePanes } from '../state/panes.ts';
import { useBuilder, useIsIdle, useSession, useTrace } from '../state/session.ts';
import { VisitDetails } from '../trace/VisitDetails.tsx';
import { PaneEdge } from '../ui/PaneEdge.tsx';
import classes from './Builder.module.css';
import { SeveralSteps } from './SeveralSteps.tsx';
import { StepSettings } from './StepSettings.tsx';
import { WorkflowPanel } from './WorkflowPanel.tsx';

export function Inspector(): ReactNode {
  const width = usePanes((panes) => panes.inspector);
  const shelf = useBuilder((state) => state.shelf);
  const selection = useBuilder((state) => state.selection);
  const traced = useTrace(({ mode }) => mode !== 'off');
  const testing = useTrace(({ mode }) => mode === 'test');
  const details = testing ? 'Details of the test' : 'Details of the enrolment';
  const name = shelf !== null ? 'Steps to add' : traced ? details : 'Settings';
  const trace = usePanes((panes) => panes.trace);
  const [only] = selection;
  const { builder } = useSession();
  const panelOpen = useBuilder((state) => state.panelOpen);
  const idle = useIsIdle();
  const setPanel = (open: boolean): void => {
    builder.setState({ panelOpen: open });
    // The button that was pressed goes: the focus moves on to what came in its place.
    const next = open ? '[data-pane="inspector"] [role="tab"][aria-selected="true"]' : '[data-open-panel]';
    requestAnimationFrame(() => document.querySelector<HTMLElement>(next)?.focus());
  };

  const content = (): ReactNode => {
    if (shelf !== null) return <Shelf at={shelf.at} key={JSON.stringify(shelf.at)} />;
    if (traced) return <VisitDetails />;
    if (selection.size > 1) return <SeveralSteps ids={[...selection]} />;
    if (only !== undefined) return <StepSettings id={only} key={only} />;
    return <WorkflowPanel />;
  };
  return (
    <>
      {idle && !panelOpen && (
        <Button
          className={classes.openPanel}
          data-open-panel
          leftSection={<SlidersHorizontal aria-hidden size={16} />}
          onClick={() => setPanel(true)}
          size="compact-md"
          variant="default"
        >
          Settings and enrolments
        </Button>
      )}
      <aside
        aria-label={name}
        className={classes.inspector}
        data-idle={(idle && !panelOpen) || undefined}
        data-pane="inspector"
        style={
          { width, '--above': testing ? '36px' : 0, '--below': traced ? `min(${trace}px, 50%)` : 0 } as CSSProperties
        }
      >
        <PaneEdge label={`Width of the pane “${name}”`} pane="inspector" side="left" />
        {idle && (
          <div className={classes.panelHead}>
            Workflow
            <ActionIcon aria-label="Close settings and enrolments" onClick={() => setPanel(false)}>
              <X size={16} />
            </ActionIcon>
          </div>
        )}
        <div className={classes.inspectorScroll}>{content()}</div>
      </aside>
    </>
  );
}
