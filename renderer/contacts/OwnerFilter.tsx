// Whose contacts the list shows.
import type { ReactNode } from 'react';
import { whyNot, type User } from '../../shared/model/user.ts';
import { showContacts, useContactsList } from '../state/contacts.ts';
import { present, usePeople } from '../state/people.ts';
import { SearchSelect } from '../ui/SearchSelect.tsx';

/** Not ids of users: those have no blank. */
const all = 'all owners';
const nobody = 'no owner';

function choiceOf(user: User): { readonly value: string; readonly label: string } {
  const why = whyNot(user);
  return { value: user.id, label: why === undefined ? user.name : `${user.name}, ${why}` };
}

/** A choice of one owner, of nobody, or of all. Removed users come last: they may own contacts still. */
export function OwnerFilter({ narrow }: { readonly narrow: boolean }): ReactNode {
  const users = usePeople((people) => people.users);
  const owner = useContactsList((list) => list.owner);
  const here = present(users);
  const removed = users.filter((user) => !here.includes(user));
  return (
    <SearchSelect
      allowDeselect={false}
      aria-label="Owner"
      comboboxProps={{ width: 260, position: 'bottom-start' }}
      data={[
        { value: all, label: 'All owners' },
        { value: nobody, label: 'No owner' },
        ...[...here, ...removed].map(choiceOf),
      ]}
      nothingFoundMessage="No user is called that."
      onChange={(value) => {
        if (value !== null) showContacts({ owner: value === all ? undefined : value === nobody ? null : value });
      }}
      value={owner === undefined ? all : (owner ?? nobody)}
      w={narrow ? 132 : 180}
    />
  );
}
