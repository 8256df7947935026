// Who has read a notification that went to several users. Each user has one of their own, with its own mark.
import type { Message } from '../model/message.ts';
import { listed } from '../words.ts';

/** So many names are said; the others are counted. */
const NAMED = 5;

/** "2 of 3 have read it: Ana Silva and Bo Lee."; empty when fewer than two users were told in the app. */
export function readWords(messages: readonly Message[]): string {
  const users = new Map<string, { readonly name: string; readonly read: boolean }>();
  for (const { channel, state, to, read } of messages)
    if (channel === 'notification' && state === 'sent' && read !== undefined && to.user !== null)
      users.set(to.user, { name: to.name, read: read || users.get(to.user)?.read === true });
  const all = users.size;
  if (all < 2) return '';
  const names = [...users.values()].filter((one) => one.read).map((one) => one.name);
  if (names.length === 0) return `${all === 2 ? 'Neither' : `None of the ${all}`} has read it yet.`;
  if (names.length === all) return all === 2 ? 'Both have read it.' : `All ${all} have read it.`;
  const more = names.length - NAMED;
  const said = more > 1 ? [...names.slice(0, NAMED), `${more} more`] : names;
  return `${names.length} of ${all} ${names.length === 1 ? 'has' : 'have'} read it: ${listed(said)}.`;
}
