// The questions of publishing: what refuses it, what to know before, and what becomes of contacts that are on their way.
import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Touched } from '../../shared/ipc-types.ts';
import type { PauseChoice } from '../../shared/model/live.ts';
import type { Finding } from '../../shared/model/problem.ts';
import { counted } from '../ui/plural.ts';
import { ProblemList } from './ProblemList.tsx';
import { onTheWay, publishWords, turnOffWords } from './on-the-way.ts';
import classes from './PublishDialogs.module.css';

interface RefusedProps {
  readonly errors: readonly Finding[];
  readonly onClose: () => void;
}

/** Publishing is refused; each line goes to its step. */
export function RefusedDialog({ errors, onClose }: RefusedProps): ReactNode {
  return (
    <Modal onClose={onClose} opened returnFocus={false} size={520} title="Not published yet">
      <p className={classes.lead}>
        {errors.length === 1 ? 'One thing has' : `${counted(errors.length, 'thing')} have`} to be mended first. Choose a
        line to go there.
      </p>
      <ProblemList findings={errors} onPick={onClose} />
    </Modal>
  );
}

interface PublishProps {
  /** The number it will be published as. */
  readonly next: number;
  readonly warnings: readonly Finding[];
  readonly touched: Touched;
  readonly onPublish: (waiting: 'stay' | 'move' | 'end') => void;
  readonly onClose: () => void;
}

/** Asks before publishing: warnings to accept, and what contacts on their way do. */
export function PublishDialog({ next, warnings, touched, onPublish, onClose }: PublishProps): ReactNode {
  const [waiting, setWaiting] = useState<'stay' | 'move' | 'end'>('stay');
  const contacts = onTheWay(touched);
  const words = publishWords(contacts);
  return (
    <Modal onClose={onClose} opened size={560} title={`Publish version ${next}`}>
      {warnings.length > 0 && (
        <section aria-label="Warnings">
          <p className={classes.lead}>
            {warnings.length === 1
              ? 'One thing to know before:'
              : `${counted(warnings.length, 'thing')} to know before:`}
          </p>
          <ProblemList findings={warnings} onPick={onClose} />
        </section>
      )}
      {contacts > 0 && (
        <section className={classes.part}>
          <Radio.Group label={words.title} onChange={(value) => setWaiting(value as typeof waiting)} value={waiting}>
            <p className={classes.hint}>Whoever enters from now on goes by the new version in any case.</p>
            <Stack gap={8} mt={8}>
              <Radio label={words.stay} value="stay" />
              <Radio label={words.move} value="move" />
              <Radio label={words.leave} value="end" />
            </Stack>
          </Radio.Group>
          {touched.places.length > 0 && (
            <ul className={classes.places}>
              {touched.places.map(({ revision, step, count }) => (
                <li key={`${revision} ${step}`}>
                  {counted(count, 'contact')} at “{step}” in version {revision}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose} variant="default">
          Cancel
        </Button>
        <Button data-autofocus onClick={() => onPublish(waiting)}>
          {warnings.length > 0 ? 'Publish anyway' : 'Publish workflow'}
        </Button>
      </Group>
    </Modal>
  );
}

interface TurnOffProps {
  readonly touched: Touched;
  readonly onTurnOff: (running: PauseChoice) => void;
  readonly onClose: () => void;
}

/** Off: what becomes of contacts that are on their way. */
export function TurnOffDialog({ touched, onTurnOff, onClose }: TurnOffProps): ReactNode {
  const [running, setRunning] = useState<PauseChoice>('freeze');
  const words = turnOffWords(onTheWay(touched), touched.paused);
  return (
    <Modal onClose={onClose} opened size={520} title="Pause the workflow">
      <p className={classes.lead}>No contact enters the workflow while it is paused.</p>
      <Radio.Group label={words.title} onChange={(value) => setRunning(value as PauseChoice)} value={running}>
        <Stack gap={8} mt={8}>
          <Radio description={words.pause.says} label={words.pause.label} value="freeze" />
          <Radio description={words.finish.says} label={words.finish.label} value="drain" />
          <Radio description={words.leave.says} label={words.leave.label} value="end" />
        </Stack>
      </Radio.Group>
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose} variant="default">
          Cancel
        </Button>
        <Button color={running === 'end' ? 'brick' : 'pine'} data-autofocus onClick={() => onTurnOff(running)}>
          Pause workflow
        </Button>
      </Group>
    </Modal>
  );
}

interface ResumeProps {
  readonly revision: number;
  readonly onPublish: () => void;
  readonly onResume: () => void;
  readonly onClose: () => void;
}

/** On again with a changed draft: the new version, or the old one. */
export function ResumeDialog({ revision, onPublish, onResume, onClose }: ResumeProps): ReactNode {
  return (
    <Modal onClose={onClose} opened size={520} title="Which version?">
      <p className={classes.lead}>The draft was changed since version {revision} was published.</p>
      <Group justify="flex-end" mt="xl">
        <Button onClick={onClose} variant="default">
          Cancel
        </Button>
        <Button onClick={onResume} variant="default">
          Resume version {revision}
        </Button>
        <Button data-autofocus onClick={onPublish}>
          Publish version {revision + 1}
        </Button>
      </Group>
    </Modal>
  );
}
