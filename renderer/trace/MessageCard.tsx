// A message as it was, or would be, sent: to whom, by which channel, the text with its fields filled in, and how it stands now.
import type { ReactNode } from 'react';
import { readWords } from '../../shared/engine/read-words.ts';
import { channelLabels, type Message } from '../../shared/model/message.ts';
import { useTrace } from '../state/session.ts';
import { Chip } from '../ui/Chip.tsx';
import { MessageState } from '../ui/MessageState.tsx';
import { ReasonText } from '../ui/ReasonText.tsx';
import classes from './VisitDetails.module.css';

export function MessageCard({ message }: { readonly message: Message }): ReactNode {
  const live = useTrace((state) => state.mode === 'live');
  return (
    <article className={classes.message}>
      <header className={classes.messageHead}>
        <span className={classes.messageTo}>
          {channelLabels[message.channel]} to {message.to.name}
          {message.to.address !== '' && message.to.address !== message.to.name && (
            <span className={classes.address}> {message.to.address}</span>
          )}
        </span>
        {live || message.state === 'dead' ? (
          <MessageState message={message} />
        ) : (
          <Chip tone="plain">Not really sent</Chip>
        )}
      </header>
      {message.title !== '' && <div className={classes.messageTitle}>{message.title}</div>}
      <div className={classes.messageText}>{message.text}</div>
      <footer className={classes.messageFoot}>
        A click opens the {message.redirect}.{message.cc !== undefined && ` CC ${message.cc}.`}
        {message.bcc !== undefined && ` BCC ${message.bcc}.`}
        {message.reason !== undefined && (
          <div className={classes.messageReason}>
            <ReasonText reason={message.reason} />
          </div>
        )}
      </footer>
    </article>
  );
}

/** Who of several users has read what a step told them in the app, as it stands now; nothing while it is only tested. */
export function ReadNote({ messages }: { readonly messages: readonly Message[] }): ReactNode {
  const live = useTrace((state) => state.mode === 'live');
  // Of a whole enrolment several steps may have told the same users.
  const one = messages.every(({ node }) => node === messages[0]?.node);
  const words = live && one ? readWords(messages) : '';
  return words !== '' && <p className={classes.readNote}>{words}</p>;
}
