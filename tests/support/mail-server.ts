// Mail servers for tests: a real one, and one that answers from a script to misbehave on purpose.
import net from 'node:net';
import type { AddressInfo } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { simpleParser, type ParsedMail } from 'mailparser';
import { SMTPServer, type SMTPServerOptions, type SMTPServerSession } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  readonly secure: boolean;
  readonly user: string | undefined;
  readonly raw: string;
  readonly mail: ParsedMail;
}

export interface MailServer {
  readonly port: number;
  readonly received: readonly ReceivedMail[];
  readonly close: () => Promise<void>;
}

/** A real SMTP server on this machine, with smtp-server's self-signed certificate. */
export async function startMailServer(options: SMTPServerOptions = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    onAuth: (auth, _session, done) => done(null, { user: auth.username }),
    ...options,
    onData: callbackify(async (stream: Readable, session: SMTPServerSession) => {
      const raw = await text(stream);
      const { mailFrom, rcptTo } = session.envelope;
      received.push({
        from: mailFrom === false ? '' : mailFrom.address,
        to: rcptTo.map((one) => one.address),
        secure: session.secure,
        user: session.user as string | undefined,
        raw,
        mail: await simpleParser(raw),
      });
      return 'taken as 42';
    }),
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  return {
    port: (listening.address() as AddressInfo).port,
    received,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** An answer: the line to send, `drop` to close the connection, `hang` to say nothing, `trickle` to never come to an end. */
export type Script = Readonly<Record<string, string>>;

export interface ScriptedServer {
  readonly port: number;
  /** The commands that came in, in order; the message itself is "(message)". */
  readonly heard: readonly string[];
  readonly close: () => Promise<void>;
}

/** A mail server that answers each command by its first word; "(greeting)" and "(message)" are answered too. */
export async function startScriptedServer(script: Script): Promise<ScriptedServer> {
  const heard: string[] = [];
  const replies: Script = {
    '(greeting)': '220 ready',
    EHLO: '250 hello',
    MAIL: '250 ok',
    RCPT: '250 ok',
    DATA: '354 go on',
    '(message)': '250 taken',
    QUIT: '221 bye',
    ...script,
  };
  const sockets = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    let inMessage = false;
    let rest = '';
    const answer = (command: string): void => {
      heard.push(command);
      const verb = command.split(' ')[0] ?? '';
      const reply = replies[verb] ?? '500 what';
      if (reply === 'drop') socket.destroy();
      else if (reply === 'trickle') trickle(socket);
      else if (reply !== 'hang') socket.write(`${reply}\r\n`);
      inMessage = verb === 'DATA' && reply.startsWith('354');
    };
    answer('(greeting)');
    socket.on('data', (piece) => {
      rest += piece.toString('latin1');
      for (;;) {
        const end = rest.indexOf(inMessage ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const command = inMessage ? '(message)' : rest.slice(0, end);
        rest = rest.slice(end + (inMessage ? 5 : 2));
        answer(command);
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    heard,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Says that there is more to come, for as long as anybody listens. */
function trickle(socket: net.Socket): void {
  const more = setInterval(() => socket.write('250-more\r\n'), 20);
  socket.once('close', () => clearInterval(more));
}
