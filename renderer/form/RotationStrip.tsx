// Who is next: the coming turns of a step's rotation, how often each was picked, and the way to begin anew.
import { Button } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { ask, useRequest } from '../api.ts';
import { confirm } from '../state/confirm.ts';
import { useDocument } from '../state/session.ts';
import { toast } from '../state/toasts.ts';
import classes from './form.module.css';

export function RotationStrip({ node }: { readonly node: string }): ReactNode {
  const id = useDocument(({ document }) => document.id);
  const locked = useDocument((state) => state.locked);
  const saving = useDocument((state) => state.saving);
  const { value, reload } = useRequest(
    'workflows.rotation',
    { id, node },
    { refreshOn: (changed) => changed.runs || changed.users, keep: true },
  );
  // The workspace works it out from the saved draft: after each save it may be another.
  const savedAt = saving.kind === 'saved' ? saving.at : undefined;
  const last = useRef(savedAt);
  useEffect(() => {
    if (savedAt === undefined || savedAt === last.current) return;
    last.current = savedAt;
    reload();
  }, [savedAt, reload]);
  if (value === undefined) return null;
  const picked = value.counts.reduce((sum, one) => sum + one.picks, 0);
  const reset = async (): Promise<void> => {
    const yes = await confirm({
      title: 'Reset the rotation?',
      message: `It begins again with the first user of the list, and the ${picked} picks so far count no more.`,
      action: 'Reset rotation',
      danger: true,
    });
    if (!yes) return;
    const done = await ask('workflows.resetRotation', { rotation: value.rotation });
    if (done !== undefined) toast('The rotation begins anew.');
    reload();
  };
  return (
    <div className={classes.strip}>
      <div className={classes.stripHead}>
        <span>Next up</span>
        {picked > 0 && !locked && (
          <Button onClick={() => void reset()} size="compact-xs" variant="subtle">
            Reset
          </Button>
        )}
      </div>
      {value.next.length === 0 ? (
        <p className={classes.note}>Nobody in the list can be chosen now.</p>
      ) : (
        <ol aria-label="Next up" className={classes.turns}>
          {value.next.map(({ name }, index) => (
            // oxlint-disable-next-line react/no-array-index-key -- a name may stand in it several times; the place is what it is
            <li key={index} title={name}>
              {name}
            </li>
          ))}
        </ol>
      )}
      {picked > 0 && (
        <p className={classes.note}>So far: {value.counts.map(({ name, picks }) => `${name} ${picks}`).join(', ')}</p>
      )}
    </div>
  );
}
