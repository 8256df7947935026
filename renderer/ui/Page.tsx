// The frame of every screen: a bar with its title and its actions, and below it what it shows.
import { ActionIcon, Tooltip } from '@mantine/core';
import { ArrowLeft } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { back } from '../state/ui.ts';
import classes from './Page.module.css';

interface PageProps {
  readonly title: string;
  /** Shown after the title: a chip, a count. */
  readonly beside?: ReactNode;
  /** Buttons at the right of the bar. */
  readonly actions?: ReactNode;
  /** Shows the arrow that leads back. */
  readonly canGoBack?: boolean;
  /** The content goes to the edges and scrolls by itself (tables, the canvas). */
  readonly flush?: boolean;
  readonly children: ReactNode;
}

/** A screen. When it opens and nothing has the focus, its heading takes it. */
export function Page({ title, beside, actions, canGoBack = false, flush = false, children }: PageProps): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  useEffect(() => {
    document.title = `${title} – Baton`;
  }, [title]);
  return (
    <div className={classes.page}>
      <header className={classes.bar}>
        {canGoBack && (
          <Tooltip label="Back">
            <ActionIcon aria-label="Back" onClick={back}>
              <ArrowLeft size={18} />
            </ActionIcon>
          </Tooltip>
        )}
        <h1 className={classes.title} ref={heading} tabIndex={-1} title={title}>
          {title}
        </h1>
        {beside}
        <div className={classes.actions}>{actions}</div>
      </header>
      <div className={flush ? classes.flush : classes.content}>{children}</div>
    </div>
  );
}

/** A bar of filters between the header and a table. */
export function PageTools({ children }: { readonly children: ReactNode }): ReactNode {
  return <div className={classes.tools}>{children}</div>;
}
