// The channels by name, each bound to the settings as they stand at the moment of sending.
import { randomUUID } from 'node:crypto';
import type { ChannelTest } from '../../shared/ipc-types.ts';
import { recordLink, settingsLink } from '../../shared/model/link.ts';
import type { Message } from '../../shared/model/message.ts';
import type { GatewaySettings, SecretName, Settings, SmtpSettings } from '../../shared/model/settings.ts';
import type { Instant } from '../../shared/model/time.ts';
import { withWords, type ChannelKind, type Outcome, type OutsideChannel, type Outgoing } from './channel.ts';
import { email } from './email.ts';
import { sms } from './sms.ts';
import { whatsapp } from './whatsapp.ts';

/** How long a server may take to answer, ms. */
const TIMEOUT = 30_000;

/** A channel, ready for the outbox. */
export interface Sender {
  /** Why nothing can be sent at all, in words; undefined when it is set up. */
  readonly notReady: () => string | undefined;
  readonly send: (message: Message) => Promise<Outcome>;
}

export type Senders = Readonly<Record<OutsideChannel, Sender>>;

/** Where the channels find what they need, anew for each message. */
export interface ChannelSources {
  readonly settings: () => Settings;
  /** The secret as it was typed; null when there is none or the system cannot read it any more. */
  readonly secret: (name: SecretName) => string | null;
  /** How long a server may take to answer, ms; half a minute unless said otherwise. */
  readonly timeout?: number;
}

export function createSenders(sources: ChannelSources): Senders {
  return { email: sender(email, sources), sms: sender(sms, sources), whatsapp: sender(whatsapp, sources) };
}

/** What "Send a test" sends with: settings that need not be saved yet. */
export type TestSettings =
  | { readonly channel: 'email'; readonly settings: SmtpSettings }
  | { readonly channel: 'sms' | 'whatsapp'; readonly settings: GatewaySettings };

/** Sends a test message the very way a real one goes, and gives the server's own words. */
export async function testChannel(
  test: TestSettings,
  secret: string | null,
  to: string,
  at: Instant,
): Promise<ChannelTest> {
  const outcome = await (test.channel === 'email'
    ? sendTest(email, test.settings, secret, to, at)
    : sendTest(test.channel === 'sms' ? sms : whatsapp, test.settings, secret, to, at));
  if (outcome.kind === 'sent') return { sent: true, words: outcome.words };
  return {
    sent: false,
    words: outcome.kind === 'not-set-up' ? withWords(outcome.reason, outcome.words ?? '') : outcome.reason,
  };
}

function sender<S>(kind: ChannelKind<S>, { settings, secret, timeout = TIMEOUT }: ChannelSources): Sender {
  const ready = (): { readonly settings: S; readonly secret: string | null } | { readonly notReady: string } => {
    const found = kind.settings(settings());
    if (found === null) return { notReady: `${kind.label} is not set up` };
    const kept = secret(kind.secretName);
    const notReady = whyNotReady(kind, found, kept);
    return notReady === undefined ? { settings: found, secret: kept } : { notReady };
  };
  return {
    notReady: () => {
      const now = ready();
      return 'notReady' in now ? now.notReady : undefined;
    },
    send: async (message) => {
      const now = ready();
      if ('notReady' in now) return { kind: 'not-set-up', reason: now.notReady };
      return kind.send(outgoing(message), { ...now, timeout });
    },
  };
}

function whyNotReady<S>(kind: ChannelKind<S>, settings: S, secret: string | null): string | undefined {
  const problem = kind.check(settings);
  if (problem !== undefined) return `${kind.label} is not set up right: ${problem.message}`;
  if (secret === null && kind.needsSecret(settings)) {
    return `${kind.label} is not set up: its password must be entered again in Settings`;
  }
  return undefined;
}

async function sendTest<S>(
  kind: ChannelKind<S>,
  settings: S,
  secret: string | null,
  to: string,
  at: Instant,
): Promise<Outcome> {
  const reason = whyNotReady(kind, settings, secret);
  if (reason !== undefined) return { kind: 'not-set-up', reason };
  const message: Outgoing = {
    key: `test/${randomUUID()}`,
    to: { name: '', address: to },
    title: 'A test from Baton',
    text: `This is a test. ${kind.label} from Baton works.`,
    link: settingsLink,
    at,
  };
  return kind.send(message, { settings, secret, timeout: TIMEOUT });
}

function outgoing(message: Message): Outgoing {
  return { ...message, link: recordLink(message.redirect, message.contact) };
}
