// A button with a list of users, to give contacts to somebody else by hand.
import { Button, Combobox, useCombobox } from '@mantine/core';
import { ChevronDown, UserX } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { User } from '../../shared/model/user.ts';
import { sought } from '../../shared/model/plain.ts';
import { present, usePeople } from '../state/people.ts';
import { Person } from '../ui/Person.tsx';
import classes from './contacts.module.css';

const nobody = 'nobody';

interface OwnerPickerProps {
  /** The words on the button. */
  readonly label: string;
  /** Who owns what is given away; undefined where that differs. */
  readonly owner: string | null | undefined;
  readonly busy?: boolean;
  /** Null: nobody is to own it. */
  readonly onChoose: (user: User | null) => void;
}

/** The button with its list. */
export function OwnerPicker({ label, owner, busy = false, onChoose }: OwnerPickerProps): ReactNode {
  const users = present(usePeople((people) => people.users));
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      combobox.focusTarget();
      setSearch('');
    },
    onDropdownOpen: () => combobox.focusSearchInput(),
  });
  const words = sought(search);
  const found = users.filter((user) => sought(user.name).includes(words) || sought(user.email).includes(words));
  const choose = (id: string): void => {
    combobox.closeDropdown();
    onChoose(id === nobody ? null : (users.find((user) => user.id === id) ?? null));
  };
  return (
    <Combobox onOptionSubmit={choose} position="bottom-end" store={combobox} width={280} withinPortal>
      <Combobox.Target targetType="button" withAriaAttributes={false}>
        <Button
          aria-expanded={combobox.dropdownOpened}
          aria-haspopup="listbox"
          loading={busy}
          onClick={() => combobox.toggleDropdown()}
          rightSection={<ChevronDown size={14} />}
          variant="default"
        >
          {label}
        </Button>
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Search
          aria-label="Search users"
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.updateSelectedOptionIndex();
          }}
          placeholder="Search users"
          value={search}
        />
        <Combobox.Options aria-label="Users" className={classes.owners}>
          {found.map((user) => (
            <Combobox.Option active={user.id === owner} key={user.id} selected={user.id === owner} value={user.id}>
              <Person user={user} />
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>No user has this in their name.</Combobox.Empty>}
          {owner !== null && words === '' && (
            <Combobox.Option className={classes.removeOwner} value={nobody}>
              <UserX aria-hidden size={16} /> Remove owner
            </Combobox.Option>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
