// The request that a gateway's settings describe. Merge fields never break the JSON.
import type { GatewaySettings } from '../../shared/model/settings.ts';
import { toE164 } from '../../shared/phone.ts';
import { fieldsIn, fillFields, type bodyFields } from '../../shared/settings-check.ts';
import type { Outgoing } from './channel.ts';

type BodyField = (typeof bodyFields)[number];

export function needsSecret(gateway: GatewaySettings): boolean {
  return gateway.headers.some((header) => fieldsIn(header.value).includes('secret'));
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
  return eachString(gateway.body, (text) => fillFields(text, values));
}

/** The headers, by lower-case name. */
export function gatewayHeaders(
  gateway: GatewaySettings,
  message: Outgoing,
  secret: string | null,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { 'content-type': 'application/json; charset=utf-8', accept: '*/*' };
  for (const { name, value } of gateway.headers)
    headers[name.toLowerCase()] = fillFields(value, { secret: secret ?? '' });
  // A header holds no other characters; the key of a typed address can have some.
  headers['idempotency-key'] = /^[\x21-\x7e]+$/.test(message.key) ? message.key : encodeURI(message.key);
  return headers;
}

/** Rewrites the strings of a JSON text and nothing else: numbers and layout stay as they were typed. */
function eachString(json: string, rewrite: (text: string) => string): string {
  return json.replaceAll(/"(?:[^"\\]|\\.)*"/g, (token) => JSON.stringify(rewrite(JSON.parse(token) as string)));
}
