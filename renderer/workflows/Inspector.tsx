// The pane at the right: it follows what is selected, and lends its place to the shelf and to the details of a run.
import type { CSSProperties, ReactNode } from 'react';
import { Shelf } from '../palette/Shelf.tsx';
import { usePanes } from '../state/panes.ts';
import { useBuilder, useTrace } from '../state/session.ts';
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
  const trace = usePanes((panes) => panes.trace);
  const [only] = selection;
  const idle = shelf === null && selection.size === 0 && !traced;

  const content = (): ReactNode => {
    if (shelf !== null) return <Shelf at={shelf.at} key={JSON.stringify(shelf.at)} />;
    if (traced) return <VisitDetails />;
    if (selection.size > 1) return <SeveralSteps ids={[...selection]} />;
    if (only !== undefined) return <StepSettings id={only} key={only} />;
    return <WorkflowPanel />;
  };
  return (
    <aside
      aria-label="Settings"
      className={classes.inspector}
      data-idle={idle || undefined}
      data-pane="inspector"
      style={
        { width, '--above': testing ? '36px' : 0, '--below': traced ? `min(${trace}px, 50%)` : 0 } as CSSProperties
      }
    >
      <PaneEdge label="Width of the settings" pane="inspector" side="left" />
      <div className={classes.inspectorScroll}>{content()}</div>
    </aside>
  );
}
