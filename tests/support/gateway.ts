// A local HTTP gateway for tests: counts what it takes, and misbehaves as told.
import http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Taken {
  readonly method: string;
  readonly path: string;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Gateway {
  readonly url: string;
  readonly port: number;
  readonly taken: readonly Taken[];
  readonly close: () => Promise<void>;
}

/** Answers each request, once it was read whole. The default is 200 "ok". */
export async function startGateway(
  answer: (response: http.ServerResponse, taken: Taken) => void = (response) => response.end('ok'),
): Promise<Gateway> {
  const taken: Taken[] = [];
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const { method = '', url: path = '', headers } = request;
      const one = { method, path, headers, body: Buffer.concat(pieces).toString('utf8') };
      taken.push(one);
      answer(response, one);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/send`,
    port,
    taken,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
