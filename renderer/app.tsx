// The frame: sidebar, banners, the screen that is open, the status bar. It maps each screen to its component.
import { Suspense, useEffect, type ReactNode } from 'react';
import type { Screen } from '../shared/ipc-types.ts';
import classes from './app.module.css';
import { Banners } from './frame/Banners.tsx';
import { ErrorBoundary } from './frame/ErrorBoundary.tsx';
import { Drop } from './frame/Drop.tsx';
import { Palette } from './frame/Palette.tsx';
import { Shortcuts } from './frame/Shortcuts.tsx';
import { Sidebar } from './frame/Sidebar.tsx';
import { StatusBar } from './frame/StatusBar.tsx';
import { useFrame } from './frame/use-frame.ts';
import {
  BinPage,
  Builder,
  ContactPage,
  ContactsPage,
  ConversationsPage,
  loadScreens,
  OutboxPage,
  RunPage,
  SettingsPage,
  UsersPage,
} from './screens.tsx';
import { pageKey, useUi } from './state/ui.ts';
import { ConfirmDialog } from './ui/ConfirmDialog.tsx';
import { Toasts } from './ui/Toasts.tsx';
import { ImportDialog } from './workflows/ImportDialog.tsx';
import { WorkflowsPage } from './workflows/WorkflowsPage.tsx';

function screenOf(screen: Screen): ReactNode {
  switch (screen.to) {
    case 'workflows':
      return <WorkflowsPage />;
    case 'users':
      return <UsersPage />;
    case 'outbox':
      return <OutboxPage />;
    case 'bin':
      return <BinPage />;
    case 'settings':
      return <SettingsPage />;
    case 'workflow':
      return <Builder id={screen.id} />;
    case 'run':
      return <RunPage id={screen.id} />;
    case 'contacts':
      return <ContactsPage />;
    case 'contact':
      return <ContactPage id={screen.id} />;
    case 'conversations':
      return <ConversationsPage />;
    case 'conversation':
      return <ConversationsPage contact={screen.id} />;
  }
}

/** The whole window. */
export function App(): ReactNode {
  const screen = useUi((ui) => ui.screen);
  useFrame();
  useEffect(loadScreens, []);
  return (
    <div className={classes.frame}>
      <Sidebar />
      <main className={classes.main} data-pane="screen">
        <Banners />
        <div className={classes.screen}>
          <ErrorBoundary key={pageKey(screen)}>
            <Suspense>{screenOf(screen)}</Suspense>
          </ErrorBoundary>
        </div>
        <Toasts />
      </main>
      <StatusBar />
      <Palette />
      <Shortcuts />
      <Drop />
      <ImportDialog />
      <ConfirmDialog />
    </div>
  );
}
