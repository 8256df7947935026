// Why a message cannot be sent any more, whatever its channel: its contact or its recipient is not there.
import type { Contact } from '../../shared/model/contact.ts';
import type { Message } from '../../shared/model/message.ts';
import { whyNot, type User } from '../../shared/model/user.ts';

/** The reason in words; undefined while both are there. */
export function whyGone(
  { to }: Pick<Message, 'to'>,
  contact: Contact | undefined,
  user: User | undefined,
): string | undefined {
  if (contact?.erased !== undefined) return 'The contact was erased.';
  if (contact === undefined || contact.deletedAt !== undefined) return 'The contact was deleted.';
  if (to.user === null) return undefined;
  const why = whyNot(user);
  return why === undefined ? undefined : `${user?.name ?? to.name} is ${why}.`;
}
