// Draft or Publish, later Paused or Published: the switch in the bar, and the questions that come with it.
import { Button, Switch } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { Touched } from '../../shared/ipc-types.ts';
import type { PauseChoice } from '../../shared/model/live.ts';
import type { Finding } from '../../shared/model/problem.ts';
import { ask, request } from '../api.ts';
import { useCommands } from '../state/commands.ts';
import { useDocument, useSession } from '../state/session.ts';
import { toast, toastNext, toastProblem } from '../state/toasts.ts';
import classes from './Builder.module.css';
import { missedWords, onTheWay, publishedWords } from './on-the-way.ts';
import { PublishDialog, RefusedDialog, ResumeDialog, TurnOffDialog } from './PublishDialogs.tsx';

type Question =
  | { readonly ask: 'refused'; readonly errors: readonly Finding[] }
  | { readonly ask: 'publish'; readonly warnings: readonly Finding[]; readonly touched: Touched }
  | { readonly ask: 'off'; readonly touched: Touched }
  | { readonly ask: 'resume' };

export function PublishControl(): ReactNode {
  const { document, builder } = useSession();
  const id = useDocument((state) => state.document.id);
  const { status, changed, live } = useDocument((state) => state.standing);
  const locked = useDocument((state) => state.locked);
  const [question, setQuestion] = useState<Question | null>(null);
  const [busy, setBusy] = useState(false);
  const on = status === 'on';
  const close = (): void => setQuestion(null);

  /** What was published; when it was off before, also who came meanwhile. */
  const say = async (words: string): Promise<void> => {
    const missed = status === 'off' ? await request('workflows.missed', { id }) : undefined;
    if (missed?.ok !== true || missed.value.ids.length === 0) return toast(words);
    const show = (): void => {
      builder.select([]);
      builder.setState({ tab: 'runs', panelOpen: true, shelf: null });
    };
    toastNext(`${words} ${missedWords(missed.value.ids.length)}`, 'Show them', show);
  };
  const publish = async (waiting: 'stay' | 'move' | 'end'): Promise<void> => {
    close();
    const done = await ask('workflows.publish', { id, waiting });
    if (done !== undefined) await say(publishedWords(done));
  };
  const askToPublish = async (): Promise<void> => {
    await document.save();
    const { saving, picture } = document.getState();
    if (saving.kind === 'failed') return toastProblem(saving.problem);
    const errors = picture.findings.filter((finding) => finding.severity === 'error');
    if (errors.length > 0) return setQuestion({ ask: 'refused', errors });
    const touched = await ask('workflows.touched', { id });
    if (touched === undefined) return;
    const { findings: warnings } = picture;
    if (warnings.length > 0 || onTheWay(touched) > 0) setQuestion({ ask: 'publish', warnings, touched });
    else await publish('stay');
  };
  const turnOn = async (): Promise<void> => {
    close();
    const done = await ask('workflows.turnOn', { id });
    if (done !== undefined)
      await say(`Version ${live?.revision ?? ''} is published again. Contacts who were paused go on.`);
  };
  const turnOff = async (running: PauseChoice): Promise<void> => {
    close();
    const done = await ask('workflows.turnOff', { id, running });
    if (done !== undefined) toast('Paused: no contact enters any more.');
  };
  const askToTurnOff = async (): Promise<void> => {
    const touched = await ask('workflows.touched', { id });
    if (touched === undefined) return;
    if (onTheWay(touched) > 0) setQuestion({ ask: 'off', touched });
    else await turnOff('freeze');
  };
  const press = async (deed: () => Promise<void>): Promise<void> => {
    setBusy(true);
    await deed();
    setBusy(false);
  };
  const toggle = async (): Promise<void> => {
    if (on) return askToTurnOff();
    if (status === 'off' && !changed) return turnOn();
    if (status === 'off') return setQuestion({ ask: 'resume' });
    return askToPublish();
  };
  // As the buttons do it; turning off is no publishing, and what is published as it stands needs none.
  const idle = !locked && !busy && question === null;
  useCommands(idle && (!on || changed) ? { publish: () => void press(on ? askToPublish : toggle) } : {});

  return (
    <div className={on ? `${classes.publish} ${classes.published}` : classes.publish}>
      {on && changed && (
        <Button className={classes.changes} disabled={locked || busy} onClick={() => void press(askToPublish)}>
          Publish changes
        </Button>
      )}
      <span aria-hidden className={classes.publishWord} data-on={!on || undefined}>
        {live === null ? 'Draft' : 'Paused'}
      </span>
      <Switch
        checked={on}
        attributes={{ label: { 'data-on': on || undefined } }}
        classNames={{ label: classes.publishLabel }}
        disabled={locked || busy}
        label={on ? 'Published' : 'Publish'}
        onChange={() => void press(toggle)}
        size="md"
      />
      {question?.ask === 'refused' && <RefusedDialog errors={question.errors} onClose={close} />}
      {question?.ask === 'publish' && (
        <PublishDialog
          next={(live?.revision ?? 0) + 1}
          onClose={close}
          onPublish={(waiting) => void press(() => publish(waiting))}
          touched={question.touched}
          warnings={question.warnings}
        />
      )}
      {question?.ask === 'off' && (
        <TurnOffDialog
          onClose={close}
          onTurnOff={(running) => void press(() => turnOff(running))}
          touched={question.touched}
        />
      )}
      {question?.ask === 'resume' && (
        <ResumeDialog
          onClose={close}
          onPublish={() => {
            close();
            void press(askToPublish);
          }}
          onResume={() => void press(turnOn)}
          revision={live?.revision ?? 0}
        />
      )}
    </div>
  );
}
