// The channels of a conversation as people see them, and which ways each goes.
import { Mail, MessageCircle, MessageSquare, Phone, StickyNote, type LucideIcon } from 'lucide-react';
import type { ConversationChannel, ConversationEntry } from '../../shared/model/conversation.ts';

export interface ChannelLooks {
  readonly label: string;
  readonly icon: LucideIcon;
  /** What the contact did, and what we did; none for what never leaves the house. */
  readonly ways?: { readonly in: string; readonly out: string };
}

export const channelLooks: Readonly<Record<ConversationChannel, ChannelLooks>> = {
  email: { label: 'Email', icon: Mail, ways: { in: 'From the contact', out: 'To the contact' } },
  sms: { label: 'SMS', icon: MessageSquare, ways: { in: 'From the contact', out: 'To the contact' } },
  whatsapp: { label: 'WhatsApp', icon: MessageCircle, ways: { in: 'From the contact', out: 'To the contact' } },
  call: { label: 'Call', icon: Phone, ways: { in: 'The contact called', out: 'We called' } },
  note: { label: 'Note', icon: StickyNote },
};

/** The first line of what was said, for lists: "You: Called, no answer." */
export function lastWords(entry: ConversationEntry): string {
  const text = entry.body.trim().split('\n')[0] ?? '';
  return `${{ in: '', out: 'Sent: ', internal: 'Note: ' }[entry.direction]}${text}`;
}
