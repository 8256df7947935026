// Several steps are selected: how many, and what can be done with all of them.
import { Button, Stack } from '@mantine/core';
import { CirclePause, Copy, Trash2, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useDocument, useSession } from '../state/session.ts';
import { counted } from '../ui/plural.ts';
import classes from './StepSettings.module.css';

export function SeveralSteps({ ids }: { readonly ids: readonly string[] }): ReactNode {
  const { builder, commands } = useSession();
  const graph = useDocument(({ picture }) => picture.graph);
  const locked = useDocument((state) => state.locked);
  const allOff = ids.every((id) => graph.nodes.get(id)?.disabled === true);
  return (
    <section aria-label="Selected steps" className={classes.settings}>
      <h2 className={classes.several}>{counted(ids.length, 'step')} selected</h2>
      <ul className={classes.names}>
        {ids.map((id) => (
          <li key={id}>{graph.nodes.get(id)?.label}</li>
        ))}
      </ul>
      {!locked && (
        <Stack align="flex-start" gap={8}>
          <Button
            leftSection={<Copy aria-hidden size={16} />}
            onClick={() => commands.duplicate(ids)}
            variant="default"
          >
            Duplicate steps
          </Button>
          <Button
            leftSection={<CirclePause aria-hidden size={16} />}
            onClick={() => commands.toggleDisabled(ids)}
            variant="default"
          >
            {allOff ? 'Switch steps on' : 'Switch steps off'}
          </Button>
          <Button
            color="brick"
            leftSection={<Trash2 aria-hidden size={16} />}
            onClick={() => commands.remove(ids)}
            variant="light"
          >
            Delete steps
          </Button>
          <Button leftSection={<X aria-hidden size={16} />} onClick={() => builder.select([])} variant="subtle">
            Clear selection
          </Button>
        </Stack>
      )}
    </section>
  );
}
