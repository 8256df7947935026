// Logs what was said with a contact somewhere else: a call, a mail, a note for the team. Nothing is sent.
import { Button, SegmentedControl, Select, Textarea } from '@mantine/core';
import { useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import type { ConversationChannel } from '../../shared/model/conversation.ts';
import { lengthFault, limits } from '../../shared/model/limits.ts';
import { problemWords, type Problem } from '../../shared/model/problem.ts';
import { request } from '../api.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { channelLooks } from './channels.ts';
import classes from './conversations.module.css';

const channels = (Object.keys(channelLooks) as ConversationChannel[]).map((value) => ({
  value,
  label: channelLooks[value].label,
}));

/** The form at the foot of a conversation. Ctrl or Command with Enter logs. */
export function LogMessage({ contact }: { readonly contact: string }): ReactNode {
  const [channel, setChannel] = useState<ConversationChannel>('call');
  const [way, setWay] = useState<'in' | 'out'>('in');
  const [body, setBody] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  // One press of the button counts once, however often it is sent.
  const act = useRef(crypto.randomUUID());
  const field = useRef<HTMLTextAreaElement>(null);
  const { ways } = channelLooks[channel];

  // What is wrong with the text stands under it; what the main process refused stands by itself.
  const isOfTheText = problem?.code === 'empty' || problem?.code === 'too-long';

  const log = async (): Promise<void> => {
    const text = body.trim();
    if (text === '') {
      setProblem({ code: 'empty', message: 'Write what was said.' });
      field.current?.focus();
      return;
    }
    const long = lengthFault(text, limits.said);
    if (long !== undefined) {
      setProblem({ code: 'too-long', message: long, fix: 'Log it in two parts.' });
      field.current?.focus();
      return;
    }
    setBusy(true);
    const answer = await request('conversations.add', {
      act: act.current,
      contact,
      channel,
      direction: ways ? way : 'internal',
      body: text,
    });
    setBusy(false);
    field.current?.focus();
    if (!answer.ok) return setProblem(answer.problem);
    act.current = crypto.randomUUID();
    setProblem(undefined);
    setBody('');
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    void log();
  };
  return (
    <form
      aria-label="Log a message"
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        void log();
      }}
    >
      <div className={classes.formHead}>
        <Select
          aria-label="Channel"
          data={channels}
          onChange={(value) => value !== null && setChannel(value as ConversationChannel)}
          value={channel}
          w={132}
        />
        {ways && (
          <SegmentedControl
            aria-label="Direction"
            data={[
              { value: 'in', label: ways.in },
              { value: 'out', label: ways.out },
            ]}
            onChange={(value) => setWay(value === 'in' ? 'in' : 'out')}
            value={way}
          />
        )}
        <span className={classes.faint}>Only logged, nothing is sent.</span>
      </div>
      <Textarea
        aria-label="What was said"
        autosize
        error={isOfTheText && problemWords(problem)}
        maxRows={8}
        minRows={2}
        onChange={(event) => setBody(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        placeholder={channel === 'note' ? 'A note for the team' : 'What was said'}
        ref={field}
        value={body}
      />
      {problem && !isOfTheText && <ProblemNote problem={problem} />}
      <Button loading={busy} type="submit">
        Log {channel === 'note' ? 'note' : channel === 'call' ? 'call' : 'message'}
      </Button>
    </form>
  );
}
