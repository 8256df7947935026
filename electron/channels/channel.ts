// What every channel to the outside is: one send, and one way to say what became of it.
import type { Message } from '../../shared/model/message.ts';
import type { Problem } from '../../shared/model/problem.ts';
import type { SecretName, Settings } from '../../shared/model/settings.ts';
import type { Instant } from '../../shared/model/time.ts';
import { masked } from './mask.ts';

/** Channels that lead out of Baton. In-app notifications are written in the step's own frame and need none. */
export type OutsideChannel = Exclude<Message['channel'], 'notification'>;

/** What became of one attempt to send. Reasons and words are for people and hold what the other side said. */
export type Outcome =
  | { readonly kind: 'sent'; readonly words: string }
  /** Not taken now, perhaps later. `after`: so many ms the other side asked to wait. */
  | { readonly kind: 'retry'; readonly reason: string; readonly after?: number }
  /** Never will be taken as it is. */
  | { readonly kind: 'dead'; readonly reason: string }
  /** May have been taken: sending it again could tell somebody twice. */
  | { readonly kind: 'uncertain'; readonly reason: string }
  /**
   * Nothing can be sent with these settings; the message itself was not judged. `words`: what the other side said to this
   * message, which may repeat what stands in it; `reason` is told on every message of the channel, so it holds none of that.
   */
  | { readonly kind: 'not-set-up'; readonly reason: string; readonly words?: string };

/** A message ready to go. The key is the same for all attempts. */
export interface Outgoing extends Pick<Message, 'key' | 'cc' | 'bcc' | 'title' | 'text'> {
  readonly to: Pick<Message['to'], 'name' | 'address'>;
  /** baton:// address of the page that a click opens. */
  readonly link: string;
  readonly at: Instant;
}

/** What a channel sends with. */
export interface SendContext<S> {
  readonly settings: S;
  readonly secret: string | null;
  /** How long the other side may take, ms: a gateway for all of it, a mail server for each of its answers. */
  readonly timeout: number;
}

/** One channel: a file of its own in this folder, and a line in channels.ts. */
export interface ChannelKind<S> {
  readonly label: string;
  readonly secretName: SecretName;
  /** Its part of the settings; null when it was never filled in. */
  readonly settings: (settings: Settings) => S | null;
  /** What is wrong with the settings, by field; undefined when nothing is. */
  readonly check: (settings: S) => Problem | undefined;
  /** True when nothing can be sent without the secret. */
  readonly needsSecret: (settings: S) => boolean;
  readonly send: (message: Outgoing, context: SendContext<S>) => Promise<Outcome>;
}

/** How much of an answer is kept, characters. */
export const WORDS = 500;

/** The other side's own words, safe to show and to keep: one line, no control characters, capped, our secret left out. */
export function theirWords(answer: string, secret: string | null): string {
  const plain = masked(answer, secret)
    .replaceAll(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim();
  return plain.length <= WORDS ? plain : `${plain.slice(0, WORDS)}…`;
}

/** A sentence and, where there are any, the other side's own words. */
export function withWords(sentence: string, words: string): string {
  return words === '' ? sentence : `${sentence} It said: “${words}”`;
}

const networkWords: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'refused the connection. Is the server running, and is the port right?',
  ECONNRESET: 'closed the connection.',
  ENOTFOUND: 'was not found. Is the name right, and is this computer online?',
  EAI_AGAIN: 'could not be looked up. Is this computer online?',
  EHOSTUNREACH: 'cannot be reached. Is this computer online?',
  ENETUNREACH: 'cannot be reached. Is this computer online?',
  ETIMEDOUT: 'did not answer in time.',
};

/** A failed connection in plain words. `code` is Node's, such as ECONNREFUSED. */
export function connectionWords(where: string, code: string | undefined): string {
  return `${where} ${networkWords[code ?? ''] ?? `could not be talked to (${code ?? 'unknown error'}).`}`;
}

/** True for Node's codes that say that there is no encryption, or none to be trusted. */
export function isTlsCode(code: string | undefined): boolean {
  return code !== undefined && /CERT|SIGNATURE|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH|EPROTO/.test(code);
}
