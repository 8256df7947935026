// Who has read a notification that went to several users. Each user has one of their own, with its own mark.
import type { Message } from '../model/message.ts';
import { listed } from '../words.ts';

/** So many names are said; the others are counted. */
const NAMED = 5;

/**
 * "2 of 3 have read it: Ana Silva and Bo Lee."; empty when fewer than two users were told in the app. Opened while nobody
 * had said who sits at the window, it is not known to be read by its user.
 */
export function readWords(messages: readonly Message[]): string {
  const users = new Map<string, { readonly name: string; readonly read: boolean; readonly opened: boolean }>();
  for (const { channel, state, to, read, readBy } of messages) {
    if (channel !== 'notification' || state !== 'sent' || read === undefined || to.user === null) continue;
    const had = users.get(to.user);
    const own = read && readBy === undefined;
    users.set(to.user, { name: to.name, read: own || had?.read === true, opened: read || had?.opened === true });
  }
  if (users.size < 2) return '';
  const all = [...users.values()];
  const opened = all.filter((one) => one.opened && !one.read).length;
  const others = opened === 0 ? '' : ` ${opened} ${opened === 1 ? 'was' : 'were'} marked as read by “Everybody”.`;
  return (
    readBySome(
      all.filter((one) => one.read).map((one) => one.name),
      all.length,
    ) + others
  );
}

function readBySome(names: readonly string[], all: number): string {
  if (names.length === 0) return `${all === 2 ? 'Neither' : `None of the ${all}`} has read it yet.`;
  if (names.length === all) return all === 2 ? 'Both have read it.' : `All ${all} have read it.`;
  const more = names.length - NAMED;
  const said = more > 1 ? [...names.slice(0, NAMED), `${more} more`] : names;
  return `${names.length} of ${all} ${names.length === 1 ? 'has' : 'have'} read it: ${listed(said)}.`;
}
