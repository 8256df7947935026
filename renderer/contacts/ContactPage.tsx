// One contact: who owns it and why, everything that happened to it, its enrolments, and the messages about it.
import { Button, Menu, Tabs } from '@mantine/core';
import { BellOff, Eraser, MessagesSquare, Pencil, Trash2, Undo2, UserX, Workflow } from 'lucide-react';
import { useMemo, useState, type ReactNode } from 'react';
import type { ContactPage as Known } from '../../shared/ipc-types.ts';
import { contactName, type Contact } from '../../shared/model/contact.ts';
import { useRequest } from '../api.ts';
import { useKept, useKeptScroll } from '../state/kept.ts';
import { go } from '../state/ui.ts';
import { Chip } from '../ui/Chip.tsx';
import { EmptyState } from '../ui/EmptyState.tsx';
import { Loading } from '../ui/Loading.tsx';
import { MoreMenu } from '../ui/MoreMenu.tsx';
import { Page } from '../ui/Page.tsx';
import { Note, ProblemNote } from '../ui/ProblemNote.tsx';
import { useTimeWords } from '../ui/TimeText.tsx';
import { deleteContacts, eraseContact, restoreContacts } from './contact-acts.ts';
import { ContactDetails } from './ContactDetails.tsx';
import { ContactDialog } from './ContactDialog.tsx';
import { ContactMessages } from './ContactMessages.tsx';
import classes from './contacts.module.css';
import { Enrolments } from './Enrolments.tsx';
import { EnrolDialog } from './EnrolDialog.tsx';
import { OwnerStory } from './OwnerStory.tsx';
import { Tags } from './Tags.tsx';
import { Timeline } from './Timeline.tsx';

/** The page of a contact, also of one that is gone. */
export function ContactPage({ id }: { readonly id: string }): ReactNode {
  const { value, problem, reload } = useRequest(
    'contacts.get',
    { id },
    {
      refreshOn: ({ contacts, runs, outbox, conversations, users }) =>
        contacts || runs || outbox || conversations || users,
    },
  );
  if (value?.contact) return <Contacted contact={value.contact} page={value} />;
  const content = (): ReactNode => {
    if (problem) return <ProblemNote onRetry={reload} problem={problem} />;
    if (value === undefined) return <Loading what="the contact" />;
    return (
      <EmptyState icon={UserX} sentence={`This contact is gone. ${value.known}`}>
        <Button onClick={() => go({ to: 'contacts' })} variant="default">
          Show all contacts
        </Button>
      </EmptyState>
    );
  };
  return (
    <Page canGoBack title="Contact">
      {content()}
    </Page>
  );
}

function Contacted({ contact, page }: { readonly contact: Contact; readonly page: Known }): ReactNode {
  const [dialog, setDialog] = useState<'edit' | 'enrol'>();
  const [tab, setTab] = useKept<string | null>('tab', 'timeline');
  const [columns, main] = [useKeptScroll('columns'), useKeptScroll('main')];
  const ids = useMemo(() => [contact.id], [contact.id]);
  const name = contactName(contact);
  const here = contact.deletedAt === undefined;
  const remove = async (): Promise<void> => {
    if (await deleteContacts([contact.id], name)) go({ to: 'contacts' });
  };
  const erase = async (): Promise<void> => {
    if (await eraseContact(contact)) go({ to: 'contacts' });
  };
  const actions = here && (
    <>
      <Button
        leftSection={<MessagesSquare size={16} />}
        onClick={() => go({ to: 'conversation', id: contact.id })}
        variant="default"
      >
        Conversation
      </Button>
      <Button leftSection={<Workflow size={16} />} onClick={() => setDialog('enrol')} variant="default">
        Enrol in workflow
      </Button>
      <MoreMenu name={name} tab={0}>
        <Menu.Item leftSection={<Pencil size={16} />} onClick={() => setDialog('edit')}>
          Edit contact
        </Menu.Item>
        <Menu.Item color="var(--danger)" leftSection={<Trash2 size={16} />} onClick={() => void remove()}>
          Delete contact
        </Menu.Item>
        <Menu.Item color="var(--danger)" leftSection={<Eraser size={16} />} onClick={() => void erase()}>
          Erase contact…
        </Menu.Item>
      </MoreMenu>
    </>
  );
  return (
    <Page
      actions={actions}
      beside={
        <>
          {contact.doNotDisturb && (
            <Chip icon={BellOff} tone="waiting">
              Do not disturb
            </Chip>
          )}
          <span className={classes.headTags} title={contact.tags.join(', ')}>
            <Tags most={2} tags={contact.tags} />
          </span>
        </>
      }
      canGoBack
      flush
      title={name}
    >
      {/* In a narrow window both columns scroll as one. */}
      <div className={classes.columns} ref={columns}>
        <div className={classes.main} ref={main}>
          {!here && <Deleted contact={contact} onErase={() => void erase()} />}
          <OwnerStory contact={contact} page={page} />
          <Tabs className={classes.tabs} keepMounted={false} onChange={setTab} value={tab}>
            <Tabs.List>
              <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
              <Tabs.Tab rightSection={<Count of={page.runs} />} value="enrolments">
                Enrolments
              </Tabs.Tab>
              <Tabs.Tab rightSection={<Count of={page.messages} />} value="messages">
                Messages
              </Tabs.Tab>
            </Tabs.List>
            <Tabs.Panel value="timeline">
              <Timeline page={page} />
            </Tabs.Panel>
            <Tabs.Panel value="enrolments">
              <Enrolments onEnrol={here ? () => setDialog('enrol') : undefined} rows={page.runs} />
            </Tabs.Panel>
            <Tabs.Panel value="messages">
              <ContactMessages page={page} />
            </Tabs.Panel>
          </Tabs>
        </div>
        <ContactDetails contact={contact} onEdit={here ? () => setDialog('edit') : undefined} />
      </div>
      <ContactDialog contact={contact} onClose={() => setDialog(undefined)} opened={dialog === 'edit'} />
      <EnrolDialog ids={ids} name={name} onClose={() => setDialog(undefined)} opened={dialog === 'enrol'} />
    </Page>
  );
}

function Count({ of }: { readonly of: readonly unknown[] }): ReactNode {
  return of.length > 0 && <span className={classes.count}>{of.length}</span>;
}

function Deleted({ contact, onErase }: { readonly contact: Contact; readonly onErase: () => void }): ReactNode {
  const when = useTimeWords();
  return (
    <Note
      actions={
        <>
          <Button
            leftSection={<Undo2 size={16} />}
            onClick={() => void restoreContacts([contact.id])}
            variant="default"
          >
            Bring contact back
          </Button>
          <Button color="brick" leftSection={<Eraser size={16} />} onClick={onErase} variant="subtle">
            Erase contact…
          </Button>
        </>
      }
      severity="warning"
    >
      This contact was deleted ({when(contact.deletedAt ?? 0)}). Its enrolments ended, and messages that were still in
      the outbox were withdrawn. Its data is erased 30 days after that.
    </Note>
  );
}
