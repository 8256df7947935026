// The messages about a contact: to whom, on which channel, and what became of each.
import { Bell, Mail, MessageCircle, MessageSquare, Send, type LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ContactPage } from '../../shared/ipc-types.ts';
import { channelLabels, type Channel } from '../../shared/model/message.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { MessageState } from '../ui/MessageState.tsx';
import { ReasonText } from '../ui/ReasonText.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { RunLink } from './RunLink.tsx';
import classes from './contacts.module.css';

const icons: Readonly<Record<Channel, LucideIcon>> = {
  notification: Bell,
  email: Mail,
  sms: MessageSquare,
  whatsapp: MessageCircle,
};

/** The table of messages, newest first. */
export function ContactMessages({ page }: { readonly page: ContactPage }): ReactNode {
  if (page.messages.length === 0)
    return <EmptyState icon={Send} sentence="Nobody was written to about this contact." />;
  const nameOf = new Map(page.runs.map(({ run, workflowName }) => [run.id, workflowName]));
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">Message</th>
          <th scope="col">To</th>
          <th scope="col">State</th>
          <th scope="col">Workflow</th>
          <th scope="col">When</th>
        </tr>
      </thead>
      <tbody>
        {page.messages
          .toSorted((a, b) => b.at - a.at)
          .map((message) => {
            const Icon = icons[message.channel];
            return (
              <tr key={message.key}>
                <th scope="row">
                  <div className={classes.message}>
                    <Icon aria-label={channelLabels[message.channel]} size={16} />
                    <span>{message.title || message.text}</span>
                  </div>
                  {message.title !== '' && <div className={classes.remark}>{message.text}</div>}
                </th>
                <td>
                  {message.to.name}
                  {message.to.address !== '' && message.to.address !== message.to.name && (
                    <div className={classes.remark}>{message.to.address}</div>
                  )}
                </td>
                <td>
                  <MessageState message={message} />
                  {message.reason !== undefined && (
                    <div className={classes.remark}>
                      <ReasonText reason={message.reason} />
                    </div>
                  )}
                </td>
                <td>
                  <RunLink run={message.run} text={nameOf.get(message.run) ?? 'The enrolment'} />
                </td>
                <td>
                  <TimeText at={message.stateAt} />
                </td>
              </tr>
            );
          })}
      </tbody>
    </table>
  );
}
