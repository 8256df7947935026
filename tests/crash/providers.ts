// Providers that misbehave: a gateway that can be switched off and on at one address, and a mail server that takes a
// message and drops the line before it says so. Both count what they took, by the key that Baton sends.
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { callbackify } from 'node:util';
import { SMTPServer, type SMTPServerSession } from 'smtp-server';
import { onTestFinished } from 'vitest';

/** What a gateway does with a request that it has read. */
export type Answer = (response: http.ServerResponse, key: string) => void;

export class SwitchedGateway {
  private server: http.Server | undefined;
  private port = 0;
  /** How often each key was taken in, answered or not. */
  readonly taken = new Map<string, number>();
  answer: Answer = (response) => void response.end('ok');

  static async open(): Promise<SwitchedGateway> {
    const gateway = new SwitchedGateway();
    await gateway.on();
    onTestFinished(() => gateway.off());
    return gateway;
  }

  get settings() {
    const body = '{"to":"{{ to }}","text":"{{ text }}"}';
    return { url: `http://127.0.0.1:${this.port}/send`, headers: [], body, allowPrivate: true };
  }

  get count(): number {
    return [...this.taken.values()].reduce((sum, one) => sum + one, 0);
  }

  async on(): Promise<void> {
    const server = http.createServer((request, response) => {
      request.resume();
      request.on('end', () => {
        const key = String(request.headers['idempotency-key']);
        this.taken.set(key, (this.taken.get(key) ?? 0) + 1);
        this.answer(response, key);
      });
    });
    await new Promise<void>((resolve) => server.listen(this.port, '127.0.0.1', resolve));
    this.port = (server.address() as AddressInfo).port;
    this.server = server;
  }

  /** From here on the connection is refused. */
  async off(): Promise<void> {
    const { server } = this;
    this.server = undefined;
    server?.closeAllConnections();
    await new Promise<void>((resolve) => (server === undefined ? resolve() : server.close(() => resolve())));
  }
}

export interface CountingMailServer {
  readonly port: number;
  /** How often each Message-ID was taken in, answered or not. */
  readonly taken: ReadonlyMap<string, number>;
  readonly dropped: () => number;
}

/** A real mail server that takes every message; of those that `drops` names it cuts the line before its answer. */
export async function startCountingMailServer(drops: () => boolean): Promise<CountingMailServer> {
  const taken = new Map<string, number>();
  let dropped = 0;
  const server = new SMTPServer({
    authOptional: true,
    logger: false,
    disableReverseLookup: true,
    hideSTARTTLS: true,
    onData: callbackify(async (stream: Readable, session: SMTPServerSession) => {
      const id = /^Message-ID: (.*)$/im.exec(await text(stream))?.[1]?.trim() ?? '';
      taken.set(id, (taken.get(id) ?? 0) + 1);
      if (drops()) {
        dropped += 1;
        for (const one of server.connections as Set<{ readonly session: unknown; readonly _socket: Socket }>)
          if (one.session === session) one._socket.destroy();
      }
      return 'taken';
    }),
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())));
  return { port: (listening.address() as AddressInfo).port, taken, dropped: () => dropped };
}

/** Settings for a mail server on this machine, without encryption. */
export function plainMail(port: number) {
  return {
    host: '127.0.0.1',
    port,
    tls: 'insecure',
    user: '',
    fromName: 'Baton',
    fromAddress: 'crm@example.com',
  } as const;
}
