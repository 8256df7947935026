// Email: one SMTP connection per message, recipients as objects only, and an honest answer to "was it taken?".
import { createHash } from 'node:crypto';
import { domainToASCII } from 'node:url';
import { createTransport } from 'nodemailer';
import { isEmail, splitAddresses } from '../../shared/model/address.ts';
import type { SmtpSettings } from '../../shared/model/settings.ts';
import { smtpProblems } from '../../shared/settings-check.ts';
import { theirWords, withWords, type ChannelKind, type Outcome, type Outgoing, type SendContext } from './channel.ts';
import { failedMail, type MailFailure } from './email-failure.ts';

interface Mailbox {
  readonly name: string;
  readonly address: string;
}

export const email: ChannelKind<SmtpSettings> = {
  label: 'Email',
  secretName: 'smtp',
  settings: (all) => (all.smtp === null || (all.smtp.host === '' && all.smtp.fromAddress === '') ? null : all.smtp),
  check: (smtp) => smtpProblems(smtp)[0],
  needsSecret: (smtp) => smtp.user !== '',
  send,
};

async function send(message: Outgoing, context: SendContext<SmtpSettings>): Promise<Outcome> {
  const { settings: smtp, secret, timeout } = context;
  const from = mailbox(smtp.fromName, smtp.fromAddress);
  const to = mailbox(message.to.name, message.to.address);
  if (from === undefined) return { kind: 'not-set-up', reason: `“${smtp.fromAddress}” is not an email address.` };
  if (to === undefined) return { kind: 'dead', reason: `“${message.to.address}” is not an email address.` };
  const copies = { cc: mailboxes(message.cc), bcc: mailboxes(message.bcc) };
  const odd = copies.cc.odd ?? copies.bcc.odd;
  if (odd !== undefined) return { kind: 'dead', reason: `“${odd}” is not an email address.` };

  const dialogue = watchDialogue();
  const strict = smtp.tls === 'required';
  const transport = createTransport({
    host: smtp.host,
    port: smtp.port,
    secure: smtp.port === 465,
    requireTLS: strict,
    opportunisticTLS: !strict,
    tls: { rejectUnauthorized: strict },
    ...(smtp.user === '' ? {} : { auth: { user: smtp.user, pass: secret ?? '' } }),
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    dnsTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
    logger: dialogue.logger,
    transactionLog: true,
  });
  try {
    const taken = await transport.sendMail({
      from,
      to: [to],
      cc: [...copies.cc.good],
      bcc: [...copies.bcc.good],
      subject: oneLine(message.title),
      text: `${message.text}\n\n${message.link}\n`,
      messageId: messageId(message.key, from.address),
      date: new Date(message.at),
      headers: { 'Auto-Submitted': 'auto-generated' },
      // A server that trickles its answers must not hold a place in the queue for ever.
      signal: AbortSignal.timeout(4 * timeout),
    });
    const words = theirWords(taken.response, secret);
    const refused = (taken.rejectedErrors ?? [])
      .map((one) => theirWords(one.response ?? one.message, secret))
      .join('; ');
    if (taken.rejected.some((one) => addressOf(one) === to.address)) {
      return { kind: 'dead', reason: withWords(`Only the copies were sent: ${to.address} was refused.`, refused) };
    }
    return { kind: 'sent', words: refused === '' ? words : `${words} (not to all copies: ${refused})` };
  } catch (error) {
    return failedMail(error as MailFailure, { host: smtp.host, port: smtp.port, begun: dialogue.begun(), secret });
  } finally {
    transport.close();
  }
}

/**
 * Follows the SMTP dialogue to know whether the server agreed to take the message. Nodemailer's error codes do not
 * tell: a connection that broke before the answer to DATA delivered nothing, one that broke after it may have.
 */
function watchDialogue(): { readonly logger: object; readonly begun: () => boolean } {
  const asked: string[] = [];
  let begun = false;
  return {
    begun: () => begun,
    logger: {
      debug: (entry: { readonly tnx?: string } | undefined, line: unknown) => {
        if (typeof line !== 'string') return;
        if (entry?.tnx === 'client') asked.push(line);
        else if (entry?.tnx === 'server' && asked.shift() === 'DATA' && /^[23]/.test(line)) begun = true;
      },
    },
  };
}

/** The same for all attempts, so that mail programs can tell a second copy. */
function messageId(key: string, from: string): string {
  return `<${createHash('sha256').update(key).digest('hex').slice(0, 40)}@${from.slice(from.lastIndexOf('@') + 1)}>`;
}

/** An address that was checked, and a name that cannot break out of its header. */
function mailbox(name: string, typed: string): Mailbox | undefined {
  const text = typed.trim();
  const at = text.lastIndexOf('@');
  const address = at < 0 ? text : text.slice(0, at + 1) + domainToASCII(text.slice(at + 1));
  return isEmail(address) ? { name: oneLine(name), address } : undefined;
}

function mailboxes(typed: string | undefined): { readonly good: readonly Mailbox[]; readonly odd?: string } {
  const good: Mailbox[] = [];
  for (const one of splitAddresses(typed ?? '')) {
    const box = mailbox('', one);
    if (box === undefined) return { good: [], odd: one };
    good.push(box);
  }
  return { good };
}

function oneLine(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function addressOf(one: string | { readonly address: string }): string {
  return typeof one === 'string' ? one : one.address;
}
