// The Outbox screen.
import type { ReactNode } from 'react';
import { Page } from '../ui/Page.tsx';

/** The Outbox screen. */
export function OutboxPage(): ReactNode {
  return <Page title="Outbox">{null}</Page>;
}
