// Whom a test is about: a contact of the workspace, looked for by name, or an invented one.
import { Select, TagsInput, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState, type ReactNode } from 'react';
import type { OutputOf } from '../../shared/ipc.ts';
import { contactName, emptyContactDraft, type Contact, type ContactDraft } from '../../shared/model/contact.ts';
import { limits } from '../../shared/model/limits.ts';
import { useRequest } from '../api.ts';
import { present, usePeople } from '../state/people.ts';
import classes from './TestStart.module.css';

/** So many contacts are offered at a time; typing finds the others. */
export const mostContacts = 20;

/** The invented contact that is there at first. */
export const maya: ContactDraft = {
  ...emptyContactDraft,
  firstName: 'Maya',
  lastName: 'Öztürk',
  email: 'maya.ozturk@example.org',
  phone: '+905321234567',
  source: 'Website',
  tags: ['new'],
};

interface ChosenContactProps {
  /** The newest contacts: what is offered before anything is typed. */
  readonly newest: OutputOf<'contacts.list'>;
  readonly picked: Contact | null;
  readonly onPick: (contact: Contact) => void;
}

export function ChosenContact({ newest, picked, onPick }: ChosenContactProps): ReactNode {
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search, 120);
  const found = useRequest('contacts.list', { search: settled, offset: 0, limit: mostContacts }, { keep: true });
  const contacts = (found.value ?? newest).rows.map((row) => row.contact);
  return (
    <Select
      data={withPicked(contacts, picked).map((one) => ({ value: one.id, label: labelOf(one) }))}
      data-autofocus
      // The chosen contact is among the options for its name alone, not as an answer to the search.
      filter={({ options }) => options.filter((one) => 'value' in one && contacts.some(({ id }) => id === one.value))}
      label="Contact"
      maxLength={limits.search}
      nothingFoundMessage="No contact of that name"
      onChange={(id) => {
        const next = contacts.find((one) => one.id === id);
        if (next !== undefined) onPick(next);
      }}
      // The field also reports the name that it shows for the chosen contact: nobody is looking for that.
      onSearchChange={(text) => setSearch(picked !== null && text === labelOf(picked) ? '' : text)}
      searchable
      value={picked?.id ?? null}
    />
  );
}

interface InventedContactProps {
  readonly draft: ContactDraft;
  readonly onChange: (change: Partial<ContactDraft>) => void;
  readonly owner: string | null;
  readonly onOwner: (user: string | null) => void;
}

const texts = [
  ['firstName', 'First name'],
  ['lastName', 'Last name'],
  ['email', 'Email'],
  ['phone', 'Phone'],
  ['source', 'Source'],
] as const;

export function InventedContact({ draft, onChange, owner, onOwner }: InventedContactProps): ReactNode {
  const users = usePeople((people) => people.users);
  return (
    <div className={classes.grid}>
      {texts.map(([name, label], index) => (
        <TextInput
          data-autofocus={index === 0 || undefined}
          key={name}
          label={label}
          maxLength={limits.contact.value}
          onChange={(event) => onChange({ [name]: event.currentTarget.value })}
          value={draft[name]}
        />
      ))}
      <Select
        clearable
        data={present(users).map((user) => ({ value: user.id, label: user.name }))}
        label="Owner"
        onChange={onOwner}
        placeholder="Nobody"
        value={owner}
      />
      <TagsInput
        className={classes.whole}
        label="Tags"
        maxLength={limits.contact.value}
        onChange={(tags) => onChange({ tags })}
        value={[...draft.tags]}
      />
    </div>
  );
}

function labelOf(one: Contact): string {
  const name = contactName(one);
  return one.email === '' || one.email === name ? name : `${name} (${one.email})`;
}

/** The chosen contact stays in the list, whatever is searched for. */
function withPicked(found: readonly Contact[], picked: Contact | null): readonly Contact[] {
  return picked === null || found.some((one) => one.id === picked.id) ? found : [picked, ...found];
}
