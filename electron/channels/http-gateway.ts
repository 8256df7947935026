// Sends through an HTTP gateway: one POST, to an address that was checked, and an honest answer to "was it taken?".
import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { GatewaySettings } from '../../shared/model/settings.ts';
import { isHeaderText } from '../../shared/settings-check.ts';
import {
  connectionWords,
  isTlsCode,
  theirWords,
  withWords,
  type Outcome,
  type Outgoing,
  type SendContext,
} from './channel.ts';
import { isPrivate, resolveHost, type Resolved } from './address-guard.ts';
import { dialled, gatewayBody, gatewayHeaders } from './gateway-request.ts';

/** So much of an answer is read, bytes; the rest is cut off. */
const MAX_ANSWER = 1024 * 1024;

/** So much of it is looked through for our secret, bytes, before the first words are kept. */
const LOOKED_AT = 64 * 1024;

/** What came back: the status and the beginning of the body, in words that are safe to show. */
interface Answer {
  readonly status: number;
  readonly retryAfter: string | undefined;
  readonly location: string | undefined;
  readonly body: string;
}

/** Sends one message. The settings are those that `gatewayProblems` found nothing wrong with. */
export async function sendByGateway(message: Outgoing, context: SendContext<GatewaySettings>): Promise<Outcome> {
  const { settings: gateway, timeout, secret } = context;
  const to = dialled(message.to.address);
  if (to === undefined) return { kind: 'dead', reason: `“${message.to.address}” is not a phone number.` };
  if (!isHeaderText(secret ?? '')) {
    return {
      kind: 'not-set-up',
      reason: 'The secret has characters that no header can hold. Enter it again in Settings.',
    };
  }
  const url = new URL(gateway.url);
  const signal = AbortSignal.timeout(timeout);
  let addresses: readonly Resolved[];
  try {
    addresses = await Promise.race([resolveHost(url.hostname), aborted(signal)]);
  } catch (error) {
    return { kind: 'retry', reason: connectionWords(where(url), codeOf(error)) };
  }
  const blocked = gateway.allowPrivate ? undefined : addresses.find((one) => isPrivate(one.address));
  if (blocked !== undefined) {
    const reason = `${where(url)} is a private address (${blocked.address}), and private addresses are blocked.`;
    return { kind: 'not-set-up', reason: `${reason} Allow this host in Settings if it is yours.` };
  }
  const headers = gatewayHeaders(gateway, message, secret);
  return post({ url, addresses, headers, body: gatewayBody(gateway, message, to), signal, secret });
}

interface Post {
  readonly url: URL;
  readonly addresses: readonly Resolved[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly signal: AbortSignal;
  readonly secret: string | null;
}

function post({ url, addresses, headers, body, signal, secret }: Post): Promise<Outcome> {
  const secure = url.protocol === 'https:';
  return new Promise((resolve) => {
    let written = false;
    let answered: (() => Outcome) | undefined;
    const request = (secure ? https : http).request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': Buffer.byteLength(body) },
      agent: false,
      signal,
      // The name was looked up once and its addresses were checked: no second look-up can lead elsewhere.
      lookup: fixed(addresses),
    });
    request.on('socket', (socket) => {
      socket.once(secure ? 'secureConnect' : 'connect', () => {
        written = true;
      });
    });
    request.on('response', (response) => {
      const pieces: Buffer[] = [];
      let read = 0;
      const settle = (): Outcome => {
        const { statusCode: status = 0, headers: their } = response;
        const text = theirWords(Buffer.concat(pieces).toString('utf8'), secret);
        const location = their.location === undefined ? undefined : theirWords(their.location, secret);
        return judge({ status, retryAfter: their['retry-after'], location, body: text }, url);
      };
      // The status says whether the message was taken; the body is only words, however it ends.
      answered = settle;
      response.on('data', (piece: Buffer) => {
        if (read < LOOKED_AT) pieces.push(piece.subarray(0, LOOKED_AT - read));
        read += piece.length;
        if (read > MAX_ANSWER) response.destroy();
      });
      response.on('error', () => resolve(settle()));
      response.on('close', () => resolve(settle()));
    });
    request.on('error', (error) => resolve(answered === undefined ? failed(error, url, written) : answered()));
    request.end(body);
  });
}

/** What an answer means for the message. */
function judge(answer: Answer, url: URL): Outcome {
  const { status, body } = answer;
  const said = (what: string): string => withWords(`${where(url)} answered ${status}: ${what}.`, body);
  if (status >= 200 && status < 300) return { kind: 'sent', words: body === '' ? String(status) : `${status} ${body}` };
  if ([408, 409, 425, 429, 503].includes(status)) {
    const after = waitAsked(answer.retryAfter);
    return { kind: 'retry', reason: said('not now'), ...(after === undefined ? {} : { after }) };
  }
  if (status >= 400 && status < 500) return { kind: 'dead', reason: said('refused') };
  if ([301, 302, 307, 308].includes(status)) {
    const reason = `${where(url)} answered ${status}: sent on elsewhere, and Baton does not follow.`;
    return { kind: 'not-set-up', reason, words: theirWords(`to ${answer.location ?? 'nowhere'} ${body}`, null) };
  }
  // A failing server, or one in front of it, may have passed the message on before it failed.
  return { kind: 'uncertain', reason: said('the message may have been taken') };
}

/** No answer came. Nothing can have been taken before the connection stood. */
function failed(error: Error, url: URL, written: boolean): Outcome {
  const code = codeOf(error);
  if (written) {
    const reason = connectionWords(where(url), code);
    return { kind: 'uncertain', reason: `${reason} There was no answer to the message: it may have been taken.` };
  }
  if (isTlsCode(code)) {
    return { kind: 'not-set-up', reason: `${where(url)} offers no encryption that can be trusted (${code}).` };
  }
  return { kind: 'retry', reason: connectionWords(where(url), code) };
}

/** Retry-After in ms: seconds or a date. */
function waitAsked(header: string | undefined): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(ms) ? Math.max(0, ms) : undefined;
}

function fixed(addresses: readonly Resolved[]): LookupFunction {
  return (_hostname, options, done) => {
    const [first] = addresses;
    if (options.all) done(null, [...addresses]);
    else if (first !== undefined) done(null, first.address, first.family);
  };
}

function aborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });
}

function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'ETIMEDOUT';
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function where(url: URL): string {
  return `The gateway ${url.host}`;
}
