// Where the list of contacts was left: a person who comes back from a contact finds it as it was.
import { create } from 'zustand';

interface ContactsList {
  /** The search as typed. */
  readonly typed: string;
  /** Whose contacts are shown: a user's, those of nobody (null), or all. */
  readonly owner: string | null | undefined;
  readonly sort: 'newest' | 'owner';
  /** The current row. */
  readonly row: number;
  /** A contact was opened from the list: the focus goes back to its row. */
  readonly opened: boolean;
}

export const useContactsList = create<ContactsList>(() => ({
  typed: '',
  owner: undefined,
  sort: 'newest',
  row: 0,
  opened: false,
}));

/** Another choice begins at its first row. */
export function showContacts(choice: Partial<Pick<ContactsList, 'typed' | 'owner' | 'sort'>>): void {
  useContactsList.setState({ ...choice, row: 0 });
}
