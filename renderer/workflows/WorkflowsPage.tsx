// The Workflows screen.
import type { ReactNode } from 'react';
import { Page } from '../ui/Page.tsx';

/** The Workflows screen. */
export function WorkflowsPage(): ReactNode {
  return <Page title="Workflows">{null}</Page>;
}
