// Where the list of contacts was left: a person who comes back from a contact finds it as it was.
import { create } from 'zustand';

interface ContactsList {
  /** The search as typed. */
  readonly typed: string;
  /** The current row. */
  readonly row: number;
  /** A contact was opened from the list: the focus goes back to its row. */
  readonly opened: boolean;
}

export const useContactsList = create<ContactsList>(() => ({ typed: '', row: 0, opened: false }));

/** Another search begins at its first row. */
export function searchContacts(typed: string): void {
  useContactsList.setState({ typed, row: 0 });
}
