// "Send a test": a real message with the settings as they stand in the form, and what the server said, word for word.
import { Button, TextInput } from '@mantine/core';
import { CircleCheck, OctagonX } from 'lucide-react';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { ChannelTest } from '../../shared/ipc-types.ts';
import { lengthFault } from '../../shared/model/limits.ts';
import type { Problem, Result } from '../../shared/model/problem.ts';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import classes from './settings.module.css';

interface TestBoxProps {
  /** "Send the test to": an address or a number. */
  readonly label: string;
  readonly preset: string;
  /** The most characters that an address or a number has. */
  readonly most: number;
  /** False while the form has faults; it shows them. */
  readonly ready: () => boolean;
  readonly send: (to: string) => Promise<Result<ChannelTest>>;
}

/** The field, the button and the answer. */
export function TestBox({ label, preset, most, ready, send }: TestBoxProps): ReactNode {
  const [to, setTo] = useState(preset);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [test, setTest] = useState<ChannelTest>();
  const fault = lengthFault(to.trim(), most);
  const start = async (): Promise<void> => {
    if (!ready() || fault !== undefined) return;
    setBusy(true);
    setProblem(undefined);
    setTest(undefined);
    const result = await send(to.trim());
    setBusy(false);
    if (result.ok) setTest(result.value);
    else setProblem(result.problem);
  };
  const answer = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (test) answer.current?.scrollIntoView({ block: 'nearest' });
  }, [test]);
  const Icon = test?.sent ? CircleCheck : OctagonX;
  return (
    <section className={classes.test}>
      <div className={classes.testRow}>
        <TextInput
          className={classes.grow}
          error={fault}
          label={label}
          onChange={(event) => setTo(event.currentTarget.value)}
          spellCheck={false}
          value={to}
        />
        <Button disabled={to.trim() === ''} loading={busy} onClick={() => void start()} variant="default">
          Send a test
        </Button>
      </div>
      <div ref={answer} role="status">
        {test && (
          <div className={classes.answer} data-sent={test.sent || undefined}>
            <strong className={classes.verdict}>
              <Icon aria-hidden size={16} /> {test.sent ? 'The test was sent.' : 'The test was not sent.'}
            </strong>
            <pre className={classes.words}>{test.words}</pre>
          </div>
        )}
      </div>
      {problem && <ProblemNote problem={problem} />}
    </section>
  );
}
