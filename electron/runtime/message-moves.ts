// How a message moves from one state to another, as the outbox writes it down.
import type { Message, MessageState } from '../../shared/model/message.ts';
import type { ChangeOf } from '../../shared/steps/change.ts';

/** What a message becomes. */
export type Move = Omit<ChangeOf<'message-moved'>, 'do' | 'key' | 'attempts'> & {
  readonly message: Message;
  /** As before unless given. */
  readonly attempts?: number;
};

/**
 * What becomes of a message of an erased contact: it is not tried again, and none of the words about it are kept, as the
 * other side may have repeated what it was sent.
 */
export function withoutWords(to: Omit<Move, 'message'>, before: MessageState | undefined): Omit<Move, 'message'> {
  const { nextAt: _, reason: __, ...rest } = to;
  const state = to.state === 'retry' || to.state === 'queued' ? 'dead' : to.state;
  if (state === 'sending') return { ...rest, state };
  const when = before === 'sending' ? ' while it was being sent' : '';
  return { ...rest, state, reason: `The contact was erased${when}.` };
}
