// The one place where a bug in the window ends: it is shown, nothing that was stored is lost, and one press starts anew.
import { Button } from '@mantine/core';
import { Bug } from 'lucide-react';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { EmptyState } from '../ui/EmptyState.tsx';
import classes from './frame.module.css';

interface Caught {
  /** What was thrown, in words; undefined while all is well. */
  readonly words: string | undefined;
}

/** Catches what its children throw while drawing. React offers this to classes only. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, Caught> {
  override state: Caught = { words: undefined };

  static getDerivedStateFromError(error: unknown): Caught {
    return { words: error instanceof Error ? error.message : JSON.stringify(error) };
  }

  override componentDidCatch(error: unknown, info: ErrorInfo): void {
    console.error(error, info.componentStack);
  }

  override render(): ReactNode {
    const { words } = this.state;
    if (words === undefined) return this.props.children;
    return (
      <EmptyState
        icon={Bug}
        sentence="Something in Baton itself went wrong here. What was saved is safe, and running workflows go on."
      >
        <Button onClick={() => location.reload()}>Load the window again</Button>
        <details className={classes.report}>
          <summary>What went wrong, for a report</summary>
          {words}
        </details>
      </EmptyState>
    );
  }
}
