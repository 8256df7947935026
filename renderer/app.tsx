// The frame: sidebar, banners, the screen that is open, the status bar. It maps each screen to its component.
import { useEffect, type ReactNode } from 'react';
import type { Screen } from '../shared/ipc-types.ts';
import classes from './app.module.css';
import { Banners } from './frame/Banners.tsx';
import { ErrorBoundary } from './frame/ErrorBoundary.tsx';
import { Sidebar } from './frame/Sidebar.tsx';
import { StatusBar } from './frame/StatusBar.tsx';
import { OutboxPage } from './outbox/OutboxPage.tsx';
import { SettingsPage } from './settings/SettingsPage.tsx';
import { followClock } from './state/clock.ts';
import { followPeople } from './state/people.ts';
import { useUi } from './state/ui.ts';
import { followWorkspace } from './state/workspace.ts';
import { ConfirmDialog } from './ui/ConfirmDialog.tsx';
import { Toasts } from './ui/Toasts.tsx';
import { UsersPage } from './users/UsersPage.tsx';
import { WorkflowsPage } from './workflows/WorkflowsPage.tsx';

function screenOf(screen: Screen): ReactNode {
  switch (screen.to) {
    case 'workflows':
      return <WorkflowsPage />;
    case 'users':
      return <UsersPage />;
    case 'outbox':
      return <OutboxPage />;
    case 'settings':
      return <SettingsPage />;
    case 'workflow':
    case 'run':
    case 'contacts':
    case 'contact':
    case 'conversations':
    case 'conversation':
      return null;
  }
}

/** The whole window. */
export function App(): ReactNode {
  const screen = useUi((ui) => ui.screen);
  useEffect(() => {
    const stops = [followWorkspace(), followPeople(), followClock()];
    return () => stops.forEach((stop) => stop());
  }, []);
  return (
    <div className={classes.frame}>
      <Sidebar />
      <main className={classes.main}>
        <Banners />
        <div className={classes.screen}>
          <ErrorBoundary key={JSON.stringify(screen)}>{screenOf(screen)}</ErrorBoundary>
        </div>
      </main>
      <StatusBar />
      <ConfirmDialog />
      <Toasts />
    </div>
  );
}
