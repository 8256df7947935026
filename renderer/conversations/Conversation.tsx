// One contact's conversation in time order, with a form at its foot to log what was said elsewhere.
import { Button } from '@mantine/core';
import { Contact as ContactIcon, UserX } from 'lucide-react';
import { useEffect, useRef, type ReactNode } from 'react';
import { contactName } from '../../shared/model/contact.ts';
import type { ConversationEntry } from '../../shared/model/conversation.ts';
import { useRequest } from '../api.ts';
import { usePeople } from '../state/people.ts';
import { go } from '../state/ui.ts';
import { byDay } from '../ui/by-day.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { ClockText, useDayWords } from '../ui/TimeText.tsx';
import { channelLooks } from './channels.ts';
import classes from './conversations.module.css';
import { LogMessage } from './LogMessage.tsx';

/** The conversation, its head with a way to the contact, and the form. */
export function Conversation({ contact: id }: { readonly contact: string }): ReactNode {
  const page = useRequest('contacts.get', { id }, { refreshOn: (changed) => changed.contacts });
  const said = useRequest('conversations.get', { contact: id }, { refreshOn: (changed) => changed.conversations });
  const problem = page.problem ?? said.problem;
  const contact = page.value?.contact;
  if (problem) {
    return (
      <div className={classes.problem}>
        <ProblemNote
          onRetry={() => {
            page.reload();
            said.reload();
          }}
          problem={problem}
        />
      </div>
    );
  }
  if (page.value === undefined || said.value === undefined) return <Loading what="the conversation" />;
  if (!contact) return <EmptyState icon={UserX} sentence={`This contact is gone. ${page.value.known}`} />;
  const name = contactName(contact);
  return (
    <section aria-label={`Conversation with ${name}`} className={classes.conversation} data-pane="conversation">
      <header className={classes.head}>
        <h2 title={name}>{name}</h2>
        <span className={classes.faint} title={page.value.owner?.name}>
          {page.value.owner ? `Owner: ${page.value.owner.name}` : 'No owner'}
        </span>
        <Button leftSection={<ContactIcon size={16} />} onClick={() => go({ to: 'contact', id })} variant="default">
          Open contact
        </Button>
      </header>
      <Entries entries={said.value} name={name} />
      {contact.deletedAt === undefined && <LogMessage contact={id} />}
    </section>
  );
}

function Entries({
  entries,
  name,
}: {
  readonly entries: readonly ConversationEntry[];
  readonly name: string;
}): ReactNode {
  const dayOf = useDayWords();
  const end = useRef<HTMLDivElement>(null);
  // The newest stands at the foot: there one begins to read.
  useEffect(() => end.current?.scrollIntoView({ block: 'end' }), [entries.length]);
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, so it must be reachable by keyboard
    <div aria-label="Messages" className={classes.entries} role="log" tabIndex={0}>
      {entries.length === 0 && (
        <p className={classes.nothing}>Nothing was said yet. What is logged below stands here.</p>
      )}
      {byDay(entries, dayOf).map(({ day, items }) => (
        <section aria-label={day} key={day}>
          <h3 className={classes.day}>{day}</h3>
          {items.map((entry) => (
            <Bubble entry={entry} key={entry.id} name={name} />
          ))}
        </section>
      ))}
      <div ref={end} />
    </div>
  );
}

function Bubble({ entry, name }: { readonly entry: ConversationEntry; readonly name: string }): ReactNode {
  const user = usePeople(({ byId }) => (entry.who === null ? undefined : byId.get(entry.who)));
  const { label, icon: Icon } = channelLooks[entry.channel];
  const who = entry.direction === 'in' ? name : (user?.name ?? 'Somebody here');
  return (
    <article className={classes.bubble} data-direction={entry.direction}>
      <div className={classes.meta}>
        <Icon aria-hidden size={14} />
        <span className={classes.who} title={who}>
          {who}
        </span>
        <span className={classes.how}>, {label}</span> <ClockText at={entry.at} />
      </div>
      <div className={classes.body}>{entry.body}</div>
    </article>
  );
}
