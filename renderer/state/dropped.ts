// A CSV file that was dropped on the window, for the page that imports it.
import { create } from 'zustand';

/** A dropped CSV, waiting for its page; undefined when there is none. Contacts go to the contacts page, users to the users page. */
export const useDropped = create<{ readonly contacts: File | undefined; readonly users: File | undefined }>(() => ({
  contacts: undefined,
  users: undefined,
}));

/** The dropped file for this page, once: the next call answers undefined. */
export function takeDropped(page: 'contacts' | 'users'): File | undefined {
  const file = useDropped.getState()[page];
  useDropped.setState({ [page]: undefined });
  return file;
}
