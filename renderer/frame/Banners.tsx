// What stands in the way of working, or what a recovery found: above the screen until somebody has read it.
import { ActionIcon } from '@mantine/core';
import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { ask } from '../api.ts';
import { useWorkspace } from '../state/workspace.ts';
import { Note } from '../ui/ProblemNote.tsx';
import classes from './frame.module.css';

/** All banners. An error stays until its cause is gone. */
export function Banners(): ReactNode {
  const banners = useWorkspace((workspace) => workspace.banners);
  return (
    <div className={classes.banners} role="status">
      {banners.map(({ id, severity, message, fix }) => (
        <Note
          actions={
            severity !== 'error' && (
              <ActionIcon aria-label="Dismiss" onClick={() => void ask('app.dismissBanner', { id })} size={24}>
                <X size={16} />
              </ActionIcon>
            )
          }
          key={id}
          severity={severity}
        >
          {message} {fix}
        </Note>
      ))}
    </div>
  );
}
