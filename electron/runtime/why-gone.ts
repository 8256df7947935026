// Why a message cannot be sent any more: its contact or its recipient is not there, or cannot be reached by its channel.
import type { Contact } from '../../shared/model/contact.ts';
import { addressOn, type Message } from '../../shared/model/message.ts';
import { whyNot, type User } from '../../shared/model/user.ts';

/** The reason in words; undefined while both are there. */
export function whyGone(
  { to, channel }: Pick<Message, 'to' | 'channel'>,
  contact: Contact | undefined,
  user: User | undefined,
): string | undefined {
  if (contact?.erased !== undefined) return 'The contact was erased.';
  if (contact === undefined || contact.deletedAt !== undefined) return 'The contact was deleted.';
  if (to.user === null) return undefined;
  const why = whyNot(user);
  if (user === undefined || why !== undefined) return `${user?.name ?? to.name} is ${why}.`;
  // Never to the address that it had when the message was queued: that may be somebody else's by now.
  if (channel === 'notification' || addressOn(channel, user) !== '') return undefined;
  return `${user.name} has no ${channel === 'email' ? 'email address' : 'phone number'}.`;
}
