// What was said with each contact: the list of contacts, and one conversation beside it.
import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { Contact, MessagesSquare, SearchX } from 'lucide-react';
import { useRef, type ReactNode } from 'react';
import type { ConversationRow } from '../../shared/ipc-types.ts';
import { contactName } from '../../shared/model/contact.ts';
import { useKept } from '../state/kept.ts';
import { usePanes } from '../state/panes.ts';
import { go } from '../state/ui.ts';
import { usePagedRows } from '../state/use-paged-rows.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { Page } from '../ui/Page.tsx';
import { PaneEdge } from '../ui/PaneEdge.tsx';
import { ProblemNote } from '../ui/ProblemNote.tsx';
import { SearchField } from '../ui/SearchField.tsx';
import { TimeText } from '../ui/TimeText.tsx';
import { VirtualTable, type Column } from '../ui/VirtualTable.tsx';
import { channelLooks, lastWords } from './channels.ts';
import { Conversation } from './Conversation.tsx';
import classes from './conversations.module.css';

/** Milliseconds after the last key before the search runs. */
const searchDelay = 150;

const columns: readonly Column<ConversationRow>[] = [
  { key: 'contact', header: 'Contact', width: 'minmax(0, 1fr)', cell: (row) => <ContactCell row={row} /> },
];

function ContactCell({ row: { contact, last } }: { readonly row: ConversationRow }): ReactNode {
  const Icon = last ? channelLooks[last.channel].icon : undefined;
  return (
    <div className={classes.cell}>
      <div className={classes.cellHead}>
        <span className={classes.name} title={contactName(contact)}>
          {contactName(contact)}
        </span>
        {last && <TimeText at={last.at} />}
      </div>
      <div className={classes.last}>
        {Icon && <Icon aria-hidden size={12} />}
        <span>{last ? lastWords(last) : 'Nothing said yet'}</span>
      </div>
    </div>
  );
}

/** Beside the list while no conversation is open. `none`: there are no contacts at all. */
function NoneOpen({ latest, none }: { readonly latest: string | undefined; readonly none: boolean }): ReactNode {
  if (none)
    return (
      <EmptyState icon={MessagesSquare} sentence="What is said with a contact stands here, once there is one.">
        <Button onClick={() => go({ to: 'contacts' })}>Go to contacts</Button>
      </EmptyState>
    );
  return (
    <EmptyState icon={MessagesSquare} sentence="Choose a contact to see what was said, or to log a message.">
      {latest !== undefined && (
        <Button onClick={() => go({ to: 'conversation', id: latest })} variant="default">
          Open the first in the list
        </Button>
      )}
    </EmptyState>
  );
}

/** The Conversations screen, with one contact's conversation open or none. */
export function ConversationsPage({ contact }: { readonly contact?: string }): ReactNode {
  const [typed, setTyped] = useKept('typed', '');
  const [row, setRow] = useKept('row', 0);
  const [search] = useDebouncedValue(typed.trim(), searchDelay);
  const { total, problem, rowAt, show, reload } = usePagedRows(
    'conversations.list',
    { search },
    (changed) => changed.contacts || changed.conversations,
  );
  const table = useRef<HTMLDivElement>(null);
  const width = usePanes((panes) => panes.list);

  const find = (words: string): void => {
    setTyped(words);
    setRow(0);
  };
  const latest = rowAt(0)?.contact.id;

  const list = (): ReactNode => {
    if (problem && total === undefined) return <ProblemNote onRetry={reload} problem={problem} />;
    if (total === undefined) return <Loading what="conversations" />;
    if (total === 0) {
      return search === '' ? (
        <EmptyState icon={Contact} sentence="No contacts yet." />
      ) : (
        <EmptyState icon={SearchX} sentence={`No contact has “${search}” in its name, email or phone.`}>
          <Button onClick={() => find('')} variant="default">
            Clear search
          </Button>
        </EmptyState>
      );
    }
    return (
      <VirtualTable
        columns={columns}
        count={total}
        // Another search begins at its top.
        key={search}
        isOpen={(row) => row.contact.id === contact}
        label="Conversations"
        onMove={setRow}
        onOpen={({ contact: { id } }) => go({ to: 'conversation', id })}
        onRange={show}
        ref={table}
        rowAt={rowAt}
        rowHeight={60}
        rowKey={(row) => row.contact.id}
        rowName={({ contact: one }) => contactName(one)}
        startAt={row}
      />
    );
  };
  return (
    <Page flush title="Conversations">
      <div className={classes.columns}>
        <div className={classes.list} data-pane="list" style={{ width }}>
          <PaneEdge label="Width of the list" pane="list" side="right" />
          <div className={classes.search}>
            <SearchField label="Search contacts" onChange={find} onLeave={() => table.current?.focus()} value={typed} />
          </div>
          {list()}
        </div>
        {contact === undefined ? (
          <NoneOpen latest={latest} none={total === 0 && search === ''} />
        ) : (
          <Conversation contact={contact} key={contact} />
        )}
      </div>
    </Page>
  );
}
