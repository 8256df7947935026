// Words that lead to an enrolment on the canvas.
import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';
import { go } from '../state/ui.ts';

/** Opens the run. */
export function RunLink({ run, text }: { readonly run: string; readonly text: string }): ReactNode {
  return (
    // A real link, not a button: only a link breaks over lines within its sentence. Underlined, as colour alone tells nothing.
    <Anchor
      fz="inherit"
      href="#"
      lh="inherit"
      onClick={(event) => {
        event.preventDefault();
        go({ to: 'run', id: run });
      }}
      underline="always"
    >
      {text}
    </Anchor>
  );
}
