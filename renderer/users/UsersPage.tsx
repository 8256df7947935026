// The Users screen.
import type { ReactNode } from 'react';
import { Page } from '../ui/Page.tsx';

/** The Users screen. */
export function UsersPage(): ReactNode {
  return <Page title="Users">{null}</Page>;
}
