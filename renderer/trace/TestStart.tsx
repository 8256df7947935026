// Begins a test: with a contact of the workspace, or an invented one. Nothing is written or sent.
import { Button, Group, Modal, SegmentedControl, Select } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import type { OutputOf } from '../../shared/ipc.ts';
import type { Contact } from '../../shared/model/contact.ts';
import type { CrmEventType } from '../../shared/model/crm-event.ts';
import { ask } from '../api.ts';
import { useDocument, useSession } from '../state/session.ts';
import { Note } from '../ui/ProblemNote.tsx';
import { ChosenContact, InventedContact, maya } from './TestContact.tsx';
import classes from './TestStart.module.css';

interface TestStartProps {
  /** The newest contacts, asked for before the dialog opens, so that nothing in it moves under the pointer; null = closed. */
  readonly contacts: OutputOf<'contacts.list'> | null;
  /** `begun`: a test runs now. */
  readonly onClose: (begun?: 'begun') => void;
}

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
  const events = useEvents();
  const none = newest.total === 0;
  const [who, setWho] = useState<'chosen' | 'invented'>(none ? 'invented' : 'chosen');
  const [picked, setPicked] = useState<Contact | null>(newest.rows[0]?.contact ?? null);
  const [draft, setDraft] = useState(maya);
  const [owner, setOwner] = useState<string | null>(null);
  const [event, setEvent] = useState<CrmEventType | null>(null);
  const [busy, setBusy] = useState(false);
  const contact = who === 'chosen' ? picked : null;
  const on = event ?? events[0]?.value;

  const start = async (): Promise<void> => {
    if (on === undefined) return;
    setBusy(true);
    await document.save();
    const { graph } = document.getState().picture;
    const world = await ask('workflows.testWorld', { id: graph.workflow.id });
    setBusy(false);
    if (world === undefined) return;
    const { now } = world;
    const invented = { ...draft, id: 'invented', owner, doNotDisturb: false, createdAt: now, updatedAt: now };
    builder.setState({ shelf: null });
    trace.begin(graph, world, contact ?? invented, on);
    onClose('begun');
  };

  if (events.length === 0) return <Note severity="info">Nothing starts this workflow yet. Add a trigger first.</Note>;
  return (
    <form
      className={classes.form}
      onSubmit={(submitted) => {
        submitted.preventDefault();
        if (!busy) void start();
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
        onChange={(value) => setWho(value === 'invented' ? 'invented' : 'chosen')}
        value={who}
      />
      {who === 'chosen' ? (
        <ChosenContact newest={newest} onPick={setPicked} picked={picked} />
      ) : (
        <InventedContact
          draft={draft}
          onChange={(change) => setDraft({ ...draft, ...change })}
          onOwner={setOwner}
          owner={owner}
        />
      )}
      {events.length > 1 && (
        <Select
          data={events}
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
}

/** What can begin this workflow, each by the name of the trigger that listens to it. */
function useEvents(): readonly { readonly value: CrmEventType; readonly label: string }[] {
  const triggers = useDocument(({ picture }) => picture.graph.triggers);
  const nodes = useDocument(({ picture }) => picture.graph.nodes);
  return [...new Set(triggers.map((trigger) => trigger.type.on))].map((on) => {
    const trigger = triggers.find((one) => one.type.on === on);
    return { value: on, label: (trigger && nodes.get(trigger.id)?.type?.label) ?? on };
  });
}
