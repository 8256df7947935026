// A message as it was, or would be, sent: to whom, by which channel, the text with its fields filled in, and how it stands now.
import type { ReactNode } from 'react';
import { readWords } from '../../shared/engine/read-words.ts';
import { channelLabels, type Message } from '../../shared/model/message.ts';
import { useTrace } from '../state/session.ts';
import { Chip } from '../ui/Chip.tsx';
import { MessageState } from '../ui/MessageState.tsx';
import { ReasonText } from '../ui/ReasonText.tsx';
import classes from './VisitDetails.module.css';

export function MessageCard({ queued }: { readonly queued: Message }): ReactNode {
  const live = useTrace((state) => state.mode === 'live');
  const now = useTrace((state) => state.messages.find((message) => message.key === queued.key)) ?? queued;
  const dead = queued.state === 'dead';
  return (
    <article className={classes.message}>
      <header className={classes.messageHead}>
        <span className={classes.messageTo}>
          {channelLabels[queued.channel]} to {queued.to.name}
          {queued.to.address !== '' && queued.to.address !== queued.to.name && (
            <span className={classes.address}> {queued.to.address}</span>
          )}
        </span>
        {live || dead ? <MessageState message={now} /> : <Chip tone="plain">Not really sent</Chip>}
      </header>
      {queued.title !== '' && <div className={classes.messageTitle}>{queued.title}</div>}
      <div className={classes.messageText}>{queued.text}</div>
      <footer className={classes.messageFoot}>
        A click opens the {queued.redirect}.{queued.cc !== undefined && ` CC ${queued.cc}.`}
        {queued.bcc !== undefined && ` BCC ${queued.bcc}.`}
        {now.reason !== undefined && (
          <>
            {' '}
            <ReasonText reason={now.reason} />
          </>
        )}
      </footer>
    </article>
  );
}

/** Who of several users has read what a step told them in the app, as it stands now; nothing while it is only tested. */
export function ReadNote({ queued }: { readonly queued: readonly Message[] }): ReactNode {
  const live = useTrace((state) => state.mode === 'live');
  const all = useTrace((state) => state.messages);
  // Of a whole enrolment several steps may have told the same users.
  const one = queued.every(({ node }) => node === queued[0]?.node);
  const words = live && one ? readWords(all.filter(({ key }) => queued.some((message) => message.key === key))) : '';
  return words !== '' && <p className={classes.readNote}>{words}</p>;
}
