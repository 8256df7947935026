// To whom the contacts of a user go who is removed.
import { useState, type ReactNode } from 'react';
import { whyNot, type User } from '../../shared/model/user.ts';
import { present, usePeople } from '../state/people.ts';
import { counted } from '../ui/plural.ts';
import { SearchSelect } from '../ui/SearchSelect.tsx';

/** A user, nobody (null), or undefined: they stay where they are. */
export type NewOwner = User | null | undefined;

interface HandOverProps {
  readonly user: User;
  /** How many contacts the user owns. */
  readonly contacts: number;
  readonly onChoose: (owner: NewOwner) => void;
}

/** Not ids of users: those have no blank. */
const stay = 'they stay';
const nobody = 'no owner';

/** The choice; it begins with leaving them. Users who are switched off are no choice: they take no contacts. */
export function HandOver({ user, contacts, onChoose }: HandOverProps): ReactNode {
  const users = present(usePeople((people) => people.users)).filter(
    (one) => one.id !== user.id && whyNot(one) === undefined,
  );
  const [chosen, setChosen] = useState(stay);
  const choose = (value: string | null): void => {
    if (value === null) return;
    setChosen(value);
    onChoose(value === stay ? undefined : value === nobody ? null : users.find(({ id }) => id === value));
  };
  return (
    <SearchSelect
      allowDeselect={false}
      data={[
        { value: stay, label: `Leave them with ${user.name}` },
        { value: nobody, label: 'Nobody: they have no owner' },
        ...users.map(({ id, name }) => ({ value: id, label: name })),
      ]}
      description="It is recorded on each contact’s page. Nobody is sent a message about it."
      label={`Give ${counted(contacts, 'contact')} of ${user.name} to`}
      mt="md"
      nothingFoundMessage="No user is called that."
      onChange={choose}
      value={chosen}
    />
  );
}
