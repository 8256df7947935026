// What was said with a contact, in time order.
import type { Instant } from './time.ts';

export type ConversationChannel = 'email' | 'sms' | 'whatsapp' | 'call' | 'note';

export interface ConversationEntry {
  readonly id: string;
  readonly contact: string;
  readonly channel: ConversationChannel;
  readonly direction: 'in' | 'out' | 'internal';
  readonly body: string;
  /** The user's id, or null for "Everybody" or the contact. */
  readonly who: string | null;
  readonly at: Instant;
}
