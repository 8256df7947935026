// Words that lead to an enrolment on the canvas.
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { go } from '../state/ui.ts';

/** Opens the run. */
export function RunLink({ run, text }: { readonly run: string; readonly text: string }): ReactNode {
  return (
    <Anchor
      component="button"
      fz="inherit"
      lh="inherit"
      onClick={() => go({ to: 'run', id: run })}
      ta="start"
      type="button"
    >
      {text}
    </Anchor>
  );
}
