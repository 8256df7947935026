// What a failed SMTP attempt means, and how to say it.
import { connectionWords, isTlsCode, theirWords, withWords, type Outcome } from './channel.ts';

/** What is read of Nodemailer's errors. */
export interface MailFailure {
  readonly message: string;
  readonly code?: string;
  /** The code before Nodemailer set its own, such as ECONNREFUSED. */
  readonly originalCode?: string;
  /** The command that was being answered; CONN for none. */
  readonly command?: string;
  readonly response?: string;
  readonly responseCode?: number;
}

interface Attempt {
  readonly host: string;
  readonly port: number;
  /** The server had agreed to take the message (354). */
  readonly begun: boolean;
  readonly secret: string | null;
}

/**
 * A reply about the message is final: 5xx dead, 4xx retry. Without one, a message that the server had agreed to take is
 * uncertain. What is refused before the message was offered (login, encryption, greeting) judges the settings: it waits.
 */
export function failedMail(error: MailFailure, { host, port, begun, secret }: Attempt): Outcome {
  const server = `The mail server ${host}:${port}`;
  const words = theirWords(error.response ?? '', secret);
  const { code, originalCode, responseCode = 0 } = error;
  const aboutMessage = /^(MAIL FROM|RCPT TO|DATA)/.test(error.command ?? '') && responseCode !== 530;
  if (aboutMessage && responseCode >= 500) {
    return { kind: 'dead', reason: withWords(`${server} refused the message.`, words) };
  }
  if (aboutMessage && responseCode >= 400) {
    return { kind: 'retry', reason: withWords(`${server} did not take the message now.`, words) };
  }
  if (begun) {
    const reason = `The connection to ${host}:${port} ended before the answer: the message may have arrived.`;
    return { kind: 'uncertain', reason: withWords(reason, words) };
  }
  if (isTlsCode(originalCode) || (code === 'ETLS' && words !== '')) {
    const why = originalCode === undefined ? '' : ` (${originalCode})`;
    const reason = `${server} offers no encryption that can be trusted${why}, so nothing was sent.`;
    return { kind: 'not-set-up', reason: withWords(reason, words) };
  }
  if (code === 'EAUTH' || responseCode === 530) {
    const reason = withWords(`${server} refused the user name or the password.`, words);
    return { kind: isTemporary(responseCode) ? 'retry' : 'not-set-up', reason };
  }
  if (responseCode > 0) {
    const reason = withWords(`${server} refused to talk to Baton.`, words);
    return { kind: isTemporary(responseCode) ? 'retry' : 'not-set-up', reason };
  }
  // Refused by Nodemailer itself, before the server saw it: too large, or an address that it does not send to.
  if (code === 'EMESSAGE' || code === 'EENVELOPE') {
    return { kind: 'dead', reason: `The message cannot be sent: ${theirWords(error.message, secret)}.` };
  }
  return { kind: 'retry', reason: connectionWords(server, networkCode(error)) };
}

function isTemporary(responseCode: number): boolean {
  return responseCode >= 400 && responseCode < 500;
}

function networkCode({ code, originalCode }: MailFailure): string | undefined {
  if (originalCode !== undefined) return originalCode;
  if (code === 'ECONNECTION' || code === 'ETLS') return 'ECONNRESET';
  return code === 'EABORT' ? 'ETIMEDOUT' : code;
}
