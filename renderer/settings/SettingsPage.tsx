// The Settings screen.
import type { ReactNode } from 'react';
import { Page } from '../ui/Page.tsx';

/** The Settings screen. */
export function SettingsPage(): ReactNode {
  return <Page title="Settings">{null}</Page>;
}
