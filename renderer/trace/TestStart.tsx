// Begins a test: with a contact of the workspace, or an invented one. Nothing is written or sent.
import { Button, Group, Modal, SegmentedControl, Select, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import type { OutputOf } from '../../shared/ipc.ts';
import { contactName, emptyContactDraft, type Contact, type ContactDraft } from '../../shared/model/contact.ts';
import type { CrmEventType } from '../../shared/model/crm-event.ts';
import { ask, useRequest } from '../api.ts';
import { present, usePeople } from '../state/people.ts';
import { useDocument, useSession } from '../state/session.ts';
import { Note } from '../ui/ProblemNote.tsx';
import classes from './TestStart.module.css';

interface TestStartProps {
  /** The newest contacts, asked for before the dialog opens, so that nothing in it moves under the pointer; null = closed. */
  readonly contacts: OutputOf<'contacts.list'> | null;
  /** `begun`: a test runs now. */
  readonly onClose: (begun?: 'begun') => void;
}

/** The invented contact that is there at first. */
const maya: ContactDraft = {
  ...emptyContactDraft,
  firstName: 'Maya',
  lastName: 'Öztürk',
  email: 'maya.ozturk@example.org',
  phone: '+905321234567',
  source: 'Website',
  tags: ['new'],
};

/** So many contacts are offered at a time; typing finds the others. */
export const mostContacts = 20;

export function TestStart({ contacts, onClose }: TestStartProps): ReactNode {
  return (
    <Modal
      onClose={() => onClose()}
      opened={contacts !== null}
      // Cancelled, the focus goes back to the button; begun, it goes on to the controls.
      returnFocus={false}
      size={520}
      title="Test workflow"
      transitionProps={{ exitDuration: 0 }}
    >
      {contacts !== null && <StartForm newest={contacts} onClose={onClose} />}
    </Modal>
  );
}

interface StartFormProps extends Pick<TestStartProps, 'onClose'> {
  readonly newest: OutputOf<'contacts.list'>;
}

function StartForm({ newest, onClose }: StartFormProps): ReactNode {
  const { document, builder, trace } = useSession();
  const triggers = useDocument(({ picture }) => picture.graph.triggers);
  const nodes = useDocument(({ picture }) => picture.graph.nodes);
  const users = usePeople((people) => people.users);
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 120);
  const found = useRequest('contacts.list', { search: settled, offset: 0, limit: mostContacts }, { keep: true });
  const [picked, setPicked] = useState<Contact | null>(newest.rows[0]?.contact ?? null);
  const [wanted, setWanted] = useState<'chosen' | 'invented' | null>(null);
  const [draft, setDraft] = useState(maya);
  const [owner, setOwner] = useState<string | null>(null);
  const events = [...new Set(triggers.map((trigger) => trigger.type.on))];
  const [event, setEvent] = useState<CrmEventType | null>(null);
  const [busy, setBusy] = useState(false);

  const none = newest.total === 0;
  const who = wanted ?? (none ? 'invented' : 'chosen');
  const rows = (found.value ?? newest).rows;
  const contact = who === 'chosen' ? picked : null;
  const on = event ?? events[0];

  const start = async (): Promise<void> => {
    if (on === undefined) return;
    setBusy(true);
    await document.save();
    const { graph } = document.getState().picture;
    const world = await ask('workflows.testWorld', { id: graph.workflow.id });
    setBusy(false);
    if (world === undefined) return;
    const invented: Contact = {
      ...draft,
      id: 'invented',
      owner,
      doNotDisturb: false,
      createdAt: world.now,
      updatedAt: world.now,
    };
    builder.setState({ shelf: null });
    trace.begin(graph, world, contact ?? invented, on);
    onClose('begun');
  };

  if (events.length === 0) return <Note severity="info">Nothing starts this workflow yet. Add a trigger first.</Note>;
  const set = (change: Partial<ContactDraft>): void => setDraft((now) => ({ ...now, ...change }));
  return (
    <form
      className={classes.form}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void start();
      }}
    >
      <p className={classes.lead}>
        The draft is tried on one contact. Nothing is written and nothing is sent; waits are jumped over.
      </p>
      <SegmentedControl
        aria-label="Contact"
        data={[
          { value: 'chosen', label: 'Choose a contact', disabled: none },
          { value: 'invented', label: 'Invent one' },
        ]}
        fullWidth
        onChange={(value) => setWanted(value === 'invented' ? 'invented' : 'chosen')}
        value={who}
      />
      {who === 'chosen' ? (
        <Select
          data={withPicked(
            rows.map((row) => row.contact),
            contact,
          ).map((one) => ({ value: one.id, label: labelOfContact(one) }))}
          data-autofocus
          // The chosen contact is among the options for its name alone, not as an answer to the search.
          filter={({ options }) =>
            options.filter((one) => 'value' in one && rows.some((row) => row.contact.id === one.value))
          }
          label="Contact"
          nothingFoundMessage="No contact of that name"
          onChange={(id) => setPicked(rows.find((row) => row.contact.id === id)?.contact ?? picked)}
          // The field also reports the name that it shows for the chosen contact: nobody is looking for that.
          onSearchChange={(text) => setSearch(picked !== null && text === labelOfContact(picked) ? '' : text)}
          searchable
          value={contact?.id ?? null}
        />
      ) : (
        <div className={classes.grid}>
          <TextInput
            label="First name"
            onChange={(change) => set({ firstName: change.currentTarget.value })}
            value={draft.firstName}
          />
          <TextInput
            label="Last name"
            onChange={(change) => set({ lastName: change.currentTarget.value })}
            value={draft.lastName}
          />
          <TextInput
            label="Email"
            onChange={(change) => set({ email: change.currentTarget.value })}
            value={draft.email}
          />
          <TextInput
            label="Phone"
            onChange={(change) => set({ phone: change.currentTarget.value })}
            value={draft.phone}
          />
          <TextInput
            label="Source"
            onChange={(change) => set({ source: change.currentTarget.value })}
            value={draft.source}
          />
          <Select
            clearable
            data={present(users).map((user) => ({ value: user.id, label: user.name }))}
            label="Owner"
            onChange={setOwner}
            placeholder="Nobody"
            value={owner}
          />
          <TagsInput
            className={classes.whole}
            label="Tags"
            onChange={(tags) => set({ tags })}
            value={[...draft.tags]}
          />
        </div>
      )}
      {events.length > 1 && (
        <Select
          data={events.map((one) => ({ value: one, label: labelOf(one) }))}
          label="What happens to the contact"
          onChange={(value) => setEvent(value as CrmEventType)}
          value={on ?? null}
        />
      )}
      <Group justify="flex-end" mt={8}>
        <Button onClick={() => onClose()} variant="default">
          Cancel
        </Button>
        <Button disabled={who === 'chosen' && contact === null} loading={busy} type="submit">
          Start test
        </Button>
      </Group>
    </form>
  );

  function labelOf(of: CrmEventType): string {
    const trigger = triggers.find((one) => one.type.on === of);
    return (trigger === undefined ? undefined : nodes.get(trigger.id)?.type?.label) ?? of;
  }
}

function labelOfContact(one: Contact): string {
  const name = contactName(one);
  return one.email === '' || one.email === name ? name : `${name} (${one.email})`;
}

/** The chosen contact stays in the list, whatever is searched for. */
function withPicked(found: readonly Contact[], picked: Contact | null): readonly Contact[] {
  return picked === null || found.some((one) => one.id === picked.id) ? found : [picked, ...found];
}
