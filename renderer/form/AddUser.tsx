// A field that adds users one after another: the list stays open, so that several are chosen in one go.
import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { whyNot, type User } from '../../shared/model/user.ts';
import { sought } from '../../shared/model/plain.ts';

interface AddUserProps {
  readonly inputId: string;
  readonly describedBy: string;
  readonly invalid: boolean;
  readonly placeholder: string;
  /** Whether the list opens as soon as the field has the focus. It covers what stands below. */
  readonly eager: boolean;
  /** Those who can be added. */
  readonly users: readonly User[];
  /** What to say when there is nobody at all. */
  readonly nobody: string;
  readonly onAdd: (id: string) => void;
}

export function AddUser(props: AddUserProps): ReactNode {
  const { inputId, describedBy, invalid, placeholder, eager, users, nobody, onAdd } = props;
  const [search, setSearch] = useState('');
  const combobox = useCombobox({
    onDropdownClose: () => {
      combobox.resetSelectedOption();
      setSearch('');
    },
  });
  const letters = sought(search);
  const found = users.filter((user) => sought(user.name).includes(letters));
  return (
    <Combobox
      onOptionSubmit={(id) => {
        onAdd(id);
        setSearch('');
        // Nobody is left to choose: the list would only hide what stands below.
        if (users.length === 1) combobox.closeDropdown();
        combobox.resetSelectedOption();
      }}
      store={combobox}
    >
      <Combobox.Target withExpandedAttribute>
        <InputBase
          aria-controls={combobox.listId ?? undefined}
          aria-describedby={describedBy}
          aria-expanded={combobox.dropdownOpened}
          error={invalid}
          id={inputId}
          onBlur={() => combobox.closeDropdown()}
          onChange={(event) => {
            setSearch(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={() => eager && combobox.openDropdown()}
          placeholder={placeholder}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          role="combobox"
          spellCheck={false}
          value={search}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={220} style={{ overflowY: 'auto' }}>
          {found.map((user) => (
            <Combobox.Option key={user.id} value={user.id}>
              {user.name}
              {whyNot(user) === undefined ? '' : ` (${whyNot(user)})`}
            </Combobox.Option>
          ))}
          {found.length === 0 && (
            <Combobox.Empty>{users.length === 0 ? nobody : 'No other user of that name'}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
