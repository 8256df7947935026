// The request that a gateway's settings describe, and what can be wrong with them. Merge fields never break the JSON.
import type { Problem } from '../../shared/model/problem.ts';
import type { GatewaySettings } from '../../shared/model/settings.ts';
import { toE164 } from '../../shared/phone.ts';
import type { Outgoing } from './channel.ts';

type BodyField = 'to' | 'text' | 'title' | 'link' | 'key';
const bodyFields: readonly string[] = ['to', 'text', 'title', 'link', 'key'] satisfies readonly BodyField[];
const headerFields: readonly string[] = ['secret'];

const field = /\{\{\s*([^{}]*?)\s*\}\}/g;
/** Headers that Baton sets itself, or that would change what a request is. */
const ownHeaders = /^(host|content-length|transfer-encoding|connection|upgrade|te|trailer|expect|idempotency-key)$/i;

/** What is wrong with a gateway's settings; undefined when nothing is. */
export function checkGateway(gateway: GatewaySettings): Problem | undefined {
  return checkUrl(gateway) ?? checkHeaders(gateway) ?? checkBody(gateway.body);
}

export function needsSecret(gateway: GatewaySettings): boolean {
  return gateway.headers.some((header) => fieldsIn(header.value).includes('secret'));
}

/** True for text that an HTTP header can hold: no line breaks, nothing beyond ASCII. */
export function isHeaderText(text: string): boolean {
  return /^[\t\x20-\x7e]*$/.test(text);
}

/** The number to send to: E.164, else the digits as typed; undefined when it is no number. */
export function dialled(phone: string): string | undefined {
  return toE164(phone) ?? (/^\+?[\d\s()./-]{5,}$/.test(phone.trim()) ? phone.replaceAll(/[^\d+]/g, '') : undefined);
}

/** The JSON body. Values are put into its strings as text; a value that looks like a merge field stays as it is. */
export function gatewayBody(gateway: GatewaySettings, message: Outgoing, to: string): string {
  const linked = fieldsIn(gateway.body).includes('link');
  const values: Record<BodyField, string> = {
    to,
    // The way back into Baton goes with every message, also where the body has no place of its own for it.
    text: linked ? message.text : `${message.text}\n${message.link}`,
    title: message.title,
    link: message.link,
    key: message.key,
  };
  return eachString(gateway.body, (text) => fill(text, values));
}

/** The headers, by lower-case name. */
export function gatewayHeaders(
  gateway: GatewaySettings,
  message: Outgoing,
  secret: string | null,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8', accept: '*/*' };
  for (const { name, value } of gateway.headers) headers[name.toLowerCase()] = fill(value, { secret: secret ?? '' });
  // A header holds no other characters; the key of a typed address can have some.
  headers['idempotency-key'] = /^[\x21-\x7e]+$/.test(message.key) ? message.key : encodeURI(message.key);
  return headers;
}

function checkUrl({ url, allowPrivate }: GatewaySettings): Problem | undefined {
  const wrong = (message: string, fix: string): Problem => ({
    code: 'wrong-url',
    message,
    where: { field: 'url' },
    fix,
  });
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || !/^https?:$/.test(parsed.protocol)) {
    return wrong(`"${url}" is not a web address.`, 'Write it like https://gateway.example.com/send.');
  }
  if (parsed.protocol === 'http:' && !allowPrivate) {
    return wrong('The address begins with http://, which sends in plain text.', 'Use https://, or allow this host.');
  }
  if (parsed.username !== '' || parsed.password !== '') {
    return wrong('The address holds a user name or a password.', 'Put them into a header, as {{ secret }}.');
  }
  return undefined;
}

function checkHeaders({ headers }: GatewaySettings): Problem | undefined {
  for (const { name, value } of headers) {
    const wrong = (message: string, fix: string): Problem => ({
      code: 'wrong-header',
      message,
      where: { field: 'headers' },
      fix,
    });
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name))
      return wrong(`"${name}" cannot be the name of a header.`, 'Use letters and dashes.');
    if (ownHeaders.test(name)) return wrong(`Baton sets the header "${name}" itself.`, 'Take it out.');
    if (!isHeaderText(value))
      return wrong(`The header "${name}" has characters that no header can hold.`, 'Use plain ones.');
    const unknown = fieldsIn(value).find((one) => !headerFields.includes(one));
    if (unknown !== undefined)
      return wrong(`The header "${name}" asks for "{{ ${unknown} }}".`, 'Headers know {{ secret }}.');
  }
  return undefined;
}

function checkBody(body: string): Problem | undefined {
  const wrong = (message: string, fix: string): Problem => ({
    code: 'wrong-body',
    message,
    where: { field: 'body' },
    fix,
  });
  try {
    JSON.parse(body);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return wrong(`The body is not JSON: ${why}.`, 'Merge fields stand inside quotes: { "to": "{{ to }}" }.');
  }
  const names = fieldsIn(body);
  if (names.includes('secret')) return wrong('The body holds the secret.', 'Put {{ secret }} into a header.');
  const unknown = names.find((one) => !bodyFields.includes(one));
  if (unknown === undefined) return undefined;
  const known = bodyFields.map((one) => `{{ ${one} }}`).join(', ');
  return wrong(`The body asks for "{{ ${unknown} }}", which does not exist.`, `It knows ${known}.`);
}

function fieldsIn(text: string): readonly string[] {
  return [...text.matchAll(field)].map((match) => match[1] ?? '');
}

function fill(text: string, values: Readonly<Record<string, string>>): string {
  return text.replaceAll(field, (whole, name: string) => (Object.hasOwn(values, name) ? (values[name] ?? '') : whole));
}

/** Rewrites the strings of a JSON text and nothing else: numbers and layout stay as they were typed. */
function eachString(json: string, rewrite: (text: string) => string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => JSON.stringify(rewrite(JSON.parse(token) as string)));
}
