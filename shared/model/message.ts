// A message in the outbox. In-app notifications are messages born sent; the bell is a view of them.
import { utcText, type Instant } from './time.ts';
import type { User } from './user.ts';

export const channels = ['notification', 'email', 'sms', 'whatsapp'] as const;
export type Channel = (typeof channels)[number];

export const channelLabels: Readonly<Record<Channel, string>> = {
  notification: 'Notification',
  email: 'Email',
  sms: 'SMS',
  whatsapp: 'WhatsApp',
};

/** The way, in the middle of a sentence: "told by email". */
export const channelWords: Readonly<Record<Channel, string>> = {
  ...channelLabels,
  notification: 'notification',
  email: 'email',
};

/** The message itself, in the middle of a sentence: "the email waits in the outbox". */
export const channelNouns: Readonly<Record<Channel, string>> = {
  notification: 'notification',
  email: 'email',
  sms: 'SMS',
  whatsapp: 'WhatsApp message',
};

/** Where a click on the message lands. */
export type Redirect = 'contact' | 'conversation';

export type MessageState = 'queued' | 'sending' | 'sent' | 'retry' | 'dead' | 'uncertain';

/** Why something is left to a person in a workspace restored from a backup of that time. */
export function restoredReason(madeAt: Instant, what = 'it may have been sent since'): string {
  return `Restored from a backup of ${utcText(madeAt)}: ${what}.`;
}

/** The time in a `restoredReason`; the window puts it as it puts all times. */
export const restoredTime = /(?<=^Restored from a backup of )(\d{4}-\d\d-\d\d) (\d\d:\d\d) \(UTC\)/;

/** What stands at a message that a person says arrived: no provider confirmed it. */
export const MARKED_ARRIVED = 'Marked as arrived by hand.';

/** Where a message to a user goes on a channel; '' when there is nowhere, or it stays in the app. */
export function addressOn(channel: Channel, { email, phone }: Pick<User, 'email' | 'phone'>): string {
  return channel === 'notification' ? '' : channel === 'email' ? email : phone;
}

export interface Recipient {
  /** Id of the user; null for a typed address. */
  readonly user: string | null;
  readonly name: string;
  /** Email address or phone number; empty for in-app. */
  readonly address: string;
}

export interface Message {
  /** run/node/visit/recipient: the same for all attempts. */
  readonly key: string;
  readonly run: string;
  readonly workflow: string;
  readonly node: string;
  readonly contact: string;
  readonly channel: Channel;
  readonly to: Recipient;
  readonly cc?: string;
  readonly bcc?: string;
  /** Title of a notification, subject of an email. */
  readonly title: string;
  readonly text: string;
  readonly redirect: Redirect;
  readonly at: Instant;
  readonly state: MessageState;
  /** Attempts begun so far. */
  readonly attempts: number;
  /** When the next attempt is due (state retry). */
  readonly nextAt?: Instant;
  /** When the state last changed. */
  readonly stateAt: Instant;
  /** Why it waits, is dead or uncertain, in words; when it was sent: what the server said. */
  readonly reason?: string;
  /** In-app: opened. */
  readonly read?: boolean;
  /** In-app: it was opened while nobody had said who sits at the window. Absent: by its user. */
  readonly readBy?: 'everybody';
}
